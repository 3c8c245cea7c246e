// Is what the lock file asks for installed? If not, install it. Node built-ins only.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { makeFolder, Problem, readJson, readText, ROOT, withLock } from "./files.mjs";

const OLDEST_NODE = [20, 19];

/** Throws a Problem when this Node is older than 20.19. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Problem(
      `Luma needs Node ${OLDEST_NODE.join(".")} or newer; this is Node ${version}.`,
      "Install a current Node (https://nodejs.org) and run the command again.",
    );
  }
}

/**
 * What differs between package-lock.json and the installed node_modules, as names; empty when everything is in place.
 * Compares with npm's own record of what it installed, so packages added by hand do not count as a difference.
 */
export function missingPackages(root = ROOT) {
  const wanted = readJson(path.join(root, "package-lock.json"))?.packages;
  if (!wanted)
    throw new Problem("package-lock.json is missing or broken.", "Restore it from the repository: git checkout package-lock.json");
  const installed = readJson(path.join(root, "node_modules/.package-lock.json"))?.packages ?? {};
  return Object.entries(wanted)
    .filter(([where, entry]) => where !== "" && !entry.link && installed[where]?.version !== entry.version && isForThisMachine(entry))
    .map(([where]) => where.replace(/^.*node_modules\//, ""));
}

/**
 * Installs what is missing with `npm ci`. Two commands at once wait for each other.
 * Gives back whether anything was installed. `say` gets npm's progress.
 * @param {(text: string) => void} [say]
 */
export async function ensureInstalled(say = () => undefined) {
  if (missingPackages().length === 0) return false;
  makeFolder(path.join(ROOT, ".cache"));
  return withLock(
    path.join(ROOT, ".cache/install.lock"),
    async () => {
      const missing = missingPackages();
      if (missing.length === 0) return false;
      say(`installing ${missing.length} packages`);
      await npmCi();
      const still = missingPackages();
      if (still.length > 0) throw new Problem(`npm ci ended, but these are not installed: ${still.slice(0, 8).join(", ")}`);
      return true;
    },
    { timeoutMs: 900_000 },
  );
}

function npmCi() {
  return new Promise((resolve, reject) => {
    const args = ["ci", "--include=dev", "--include=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const child = spawn("npm", args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NODE_ENV: "" } });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    child.once("error", (error) =>
      reject(new Problem(`npm could not be started: ${error.message}`, "npm comes with Node; is it on the PATH?")),
    );
    child.once("close", (code) => {
      if (code === 0) return resolve(undefined);
      const full = /ENOSPC/.test(said);
      return reject(
        new Problem(
          full ? "The disk is full: the packages do not fit." : `npm ci failed:\n${said.trim().split("\n").slice(-15).join("\n")}`,
          full ? "About 1.5 GB are needed. Free some space and run the command again." : "Is the npm registry reachable from here?",
        ),
      );
    });
  });
}

/** Packages for other systems are in the lock file but not on disk. */
function isForThisMachine(entry) {
  // Stand-ins without a named system (WebAssembly builds) are installed only where nothing better fits.
  if (entry.optional && !entry.os && !entry.cpu) return false;
  if (!fits(entry.os, process.platform) || !fits(entry.cpu, process.arch)) return false;
  if (entry.libc && process.platform === "linux" && !fits(entry.libc, libc())) return false;
  return true;
}

function fits(list, value) {
  if (!list) return true;
  if (list.includes(`!${value}`)) return false;
  return list.some((item) => item === value || item === "any") || list.every((item) => item.startsWith("!"));
}

let knownLibc;
function libc() {
  knownLibc ??= fs.existsSync("/lib/ld-musl-x86_64.so.1") || readText("/usr/bin/ldd").includes("musl") ? "musl" : "glibc";
  return knownLibc;
}
