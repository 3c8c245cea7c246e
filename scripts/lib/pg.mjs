// The embedded Postgres: make the data folder once, start or adopt the server, stop it. Loopback and password only.
import { spawn, spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import {
  explainFileError,
  isAlive,
  isZombie,
  makeFolder,
  Problem,
  readJson,
  readText,
  ROOT,
  sleep,
  withLock,
  writeAtomic,
} from "./files.mjs";
import { nativeFolder, runIdentity } from "./pg-binaries.mjs";
import { freePortFrom, isPortFree } from "./ports.mjs";

export const SUPERUSER = "postgres";
const MAJOR = "18";
const FIRST_PORT = 54_330;
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "120",
  timezone: "UTC",
  log_timezone: "UTC",
  jit: "off",
  // Passwords are 256 random bits, so stretching them only slows connecting.
  scram_iterations: "1",
  // An error's text, detail and statement quote rows; the product logs every error itself, without them.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};
/** For test servers, whose data nobody needs after a crash. */
export const THROWAWAY = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
  max_wal_size: "2GB",
  autovacuum_naptime: "10min",
};

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {number} pid process id of the postmaster
 * @property {boolean} adopted true when it was already running
 * @property {string} dataDir
 * @property {string} logFile
 * @property {(database?: string) => string} superUrl
 * @property {(role: string, database: string) => string} roleUrl
 * @property {(role: string) => string} rolePassword
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the Postgres whose data lives in `dataDir`, or adopts it when it runs already.
 * The port is remembered; when something else has taken it, another one is chosen.
 * Throws a Problem (full disk, wrong version, no rights …) that says what to do.
 * @param {{ dataDir: string, port?: number, settings?: Record<string, string> }} options
 * @returns {Promise<Server>}
 */
export async function startPostgres({ dataDir, port, settings = {} }) {
  const data = path.resolve(dataDir);
  makeFolder(path.dirname(data));
  return withLock(`${data}.lock`, async () => {
    const context = await prepare(data, settings);
    for (let wait = 0; wait < 100 && isZombie(pidInFile(data)); wait++) await sleep(50);
    const running = runningServer(data);
    if (running && (await isAnswering(context, running))) return describe(context, running, true);
    return launch(context, port);
  });
}

/** Process id and port of the server that runs on this data folder, or undefined. */
export function runningServer(dataDir) {
  const data = path.resolve(dataDir);
  const lines = readText(path.join(data, "postmaster.pid")).split("\n");
  const pid = Number(lines[0]);
  if (!isAlive(pid)) return undefined;
  const command =
    readText(`/proc/${pid}/cmdline`).replaceAll("\0", " ") ||
    spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ||
    "";
  // A process id may have been given to someone else since.
  return command.includes("postgres") && command.includes(data) ? { pid, port: Number(lines[3]) } : undefined;
}

/** Stops the server on this data folder: quickly and cleanly, harder after `patienceMs`. Gives back whether one ran. */
export async function stopPostgres(dataDir, patienceMs = 4_000) {
  const running = runningServer(dataDir);
  if (!running) return false;
  for (const [signal, ms] of [
    ["SIGINT", patienceMs],
    ["SIGQUIT", 2_000],
    ["SIGKILL", 1_000],
  ]) {
    try {
      process.kill(running.pid, signal);
    } catch {
      return true;
    }
    for (const deadline = Date.now() + ms; Date.now() < deadline;) {
      if (!isAlive(running.pid)) return true;
      await sleep(20);
    }
  }
  return true;
}

async function prepare(data, settings) {
  const native = nativeFolder();
  const identity = runIdentity(native, path.dirname(data));
  const context = {
    data,
    native,
    identity,
    settings: { ...SETTINGS, ...settings },
    logFile: `${data}.log`,
    secretFile: path.join(data, "luma.json"),
  };
  let version;
  try {
    version = fs.readFileSync(path.join(data, "PG_VERSION"), "utf8").trim();
  } catch (error) {
    if (error.code !== "ENOENT") throw explainFileError(error, data);
  }
  if (version === undefined) initialise(context);
  else if (version !== MAJOR) {
    throw new Problem(
      `The data in ${data} was made by Postgres ${version}; this Luma brings Postgres ${MAJOR}.`,
      `Run the Luma it was made with, dump the data there and load it here – or move ${data} away to begin afresh.`,
    );
  } else if (process.getuid?.() === 0 && !runningServer(data) && fs.statSync(data).uid !== identity.uid) {
    spawnSync("chown", ["-R", `${identity.uid}:${identity.gid}`, data]);
  }
  const saved = readJson(context.secretFile);
  if (!saved?.secret)
    throw new Problem(
      `${context.secretFile} is missing or broken: the database's password is in it.`,
      `Restore it, or move ${data} away to begin afresh.`,
    );
  return { ...context, ...saved, savedPort: saved.port };
}

/** initdb works in a folder beside and is renamed when whole: an interrupted one leaves nothing half-made. */
function initialise({ data, native, identity, settings }) {
  const folder = `${data}.new`;
  const passwordFile = `${data}.pw`;
  const secret = crypto.randomBytes(32).toString("hex");
  try {
    for (const old of [folder, passwordFile]) fs.rmSync(old, { recursive: true, force: true });
    fs.mkdirSync(folder, { mode: 0o700 });
    fs.writeFileSync(passwordFile, derive(secret, SUPERUSER), { mode: 0o600 });
    if (identity.uid) for (const file of [folder, passwordFile]) fs.chownSync(file, identity.uid, identity.gid);
    const args = [
      "-D",
      folder,
      "-U",
      SUPERUSER,
      "-A",
      "scram-sha-256",
      "--pwfile",
      passwordFile,
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      "--no-instructions",
      "-c",
      "scram_iterations=1",
    ];
    if (settings.fsync === "off") args.push("--no-sync");
    const result = spawnProgram({ native, identity }, "initdb", args, { sync: true, encoding: "utf8" });
    if (result.status !== 0) {
      const said = [result.stderr, result.error?.message].filter(Boolean).map(String).join("\n");
      throw explainServerText(said, data) ?? new Problem(`Postgres could not make its data folder ${data}:\n${said}`);
    }
    writeAtomic(path.join(folder, "luma.json"), JSON.stringify({ secret }), 0o600);
    fs.rmSync(data, { recursive: true, force: true });
    fs.renameSync(folder, data);
  } catch (error) {
    fs.rmSync(folder, { recursive: true, force: true });
    throw explainFileError(error, data);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

async function launch(context, wanted) {
  const { data, logFile, settings } = context;
  let lastProblem;
  for (let attempt = 0; attempt < 8; attempt++) {
    const preferred = attempt === 0 ? (wanted ?? context.savedPort ?? FIRST_PORT) : FIRST_PORT + 100 * attempt;
    const port = (await isPortFree(preferred)) ? preferred : await freePortFrom(preferred + 1);
    const log = openLog(logFile);
    const from = fs.fstatSync(log).size;
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const child = spawnProgram(context, "postgres", ["-D", data, "-p", String(port), ...flags], {
      detached: true,
      stdio: ["ignore", log, log],
    });
    fs.closeSync(log);
    child.unref();
    let ended = false;
    child.once("exit", () => (ended = true));
    child.once("error", () => (ended = true));
    try {
      await waitUntilReady(context, port, () => ended, child.pid);
      rememberPort(context, port);
      return describe(context, { pid: child.pid, port }, false);
    } catch (error) {
      lastProblem = error;
      const said = readText(logFile).slice(from);
      // After kill -9 the old server's children need a moment to notice; a port may be lost in a race.
      if (!/shared memory block|lock file .* already exists|could not bind|Address already in use/i.test(said)) {
        throw (
          explainServerText(said, data) ??
          new Problem(`Postgres did not start: ${said.trim().split("\n").slice(-3).join("\n") || error.message}`, `Its log is ${logFile}.`)
        );
      }
      if (!/could not bind|Address already in use/i.test(said)) {
        attempt = -1;
        context.patience = (context.patience ?? 0) + 1;
        if (context.patience > 40) break;
        await sleep(250);
      }
    }
  }
  throw lastProblem;
}

function spawnProgram({ native, identity }, name, args, { sync = false, ...options }) {
  const [command, ...rest] = [...identity.prefix, path.join(native, "bin", name), ...args];
  const all = { ...identity.spawn, ...options, cwd: path.dirname(native), env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" } };
  return sync ? spawnSync(command, rest, all) : spawn(command, rest, all);
}

/** False where the server that seemed to run is just ending. */
async function isAnswering(context, { pid, port }) {
  try {
    await waitUntilReady(context, port, () => !isAlive(pid));
    return true;
  } catch (error) {
    if (isAlive(pid)) throw error;
    return false;
  }
}

async function waitUntilReady(context, port, hasEnded, pid) {
  const { default: pg } = await import(createRequire(path.join(ROOT, "package.json")).resolve("pg"));
  let reason = "";
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(25)) {
    if (hasEnded()) throw new Error(`the process ended${reason && ` (${reason})`}`);
    if (pid !== undefined && pidInFile(context.data) !== pid) continue;
    const client = new pg.Client({ connectionString: urlFor(context, port, SUPERUSER, "postgres"), connectionTimeoutMillis: 5_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("select 1");
      return;
    } catch (error) {
      reason = error.message;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Problem(`Postgres does not answer on port ${port}: ${reason}`, `Its log is ${context.logFile}.`);
}

function describe(context, { pid, port }, adopted) {
  return {
    pid,
    port,
    adopted,
    dataDir: context.data,
    logFile: context.logFile,
    superUrl: (database = "postgres") => urlFor(context, port, SUPERUSER, database),
    roleUrl: (role, database) => urlFor(context, port, role, database),
    rolePassword: (role) => derive(context.secret, role),
    stop: async () => void (await stopPostgres(context.data)),
  };
}

function rememberPort(context, port) {
  if (context.savedPort === port) return;
  writeAtomic(context.secretFile, JSON.stringify({ secret: context.secret, port }), 0o600);
  context.savedPort = port;
}

function explainServerText(text, data) {
  if (/No space left on device/i.test(text)) return explainFileError({ code: "ENOSPC" }, data);
  if (/Permission denied|wrong ownership|Operation not permitted/i.test(text)) {
    return new Problem(
      `Postgres may not use ${data}.`,
      "The folder belongs to another user: start Luma as that user, or move the folder away.",
    );
  }
  if (/error while loading shared libraries|GLIBC|not found \(required by/i.test(text)) {
    return new Problem(
      `The Postgres that comes with Luma does not run on this system: ${text.trim().split("\n")[0]}`,
      "Set DATABASE_URL in .env to a Postgres 15 or newer of your own.",
    );
  }
  return undefined;
}

function openLog(file) {
  const large = (fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 20_000_000;
  try {
    return fs.openSync(file, large ? "w" : "a", 0o600);
  } catch (error) {
    throw explainFileError(error, file);
  }
}

const pidInFile = (data) => Number(readText(path.join(data, "postmaster.pid")).split("\n")[0]);
const derive = (secret, role) => crypto.createHmac("sha256", secret).update(role).digest("hex");
const urlFor = (context, port, role, database) => `postgres://${role}:${derive(context.secret, role)}@127.0.0.1:${port}/${database}`;
