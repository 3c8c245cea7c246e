// Small file helpers shared by the commands. Node built-ins only: these run before anything is installed.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout this script belongs to. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** An expected problem: `message` says what is wrong, `hint` what to do. Printed without a stack. */
export class Problem extends Error {
  /** @param {string} message @param {string} [hint] */
  constructor(message, hint) {
    super(message);
    this.name = "Problem";
    this.hint = hint;
  }
}

/** Waits `ms` milliseconds. */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** True while a process with this id exists and is not a zombie. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  return !isZombie(pid);
}

/** True for a process that has ended but was not collected by its parent yet (Linux; elsewhere always false). */
export function isZombie(pid) {
  try {
    return /^\d+ \(.*\) Z/s.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** Reads a JSON file; undefined when it is missing or broken. */
export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Writes a file so that a reader sees the old or the new text, never half of it. */
export function writeAtomic(file, text, mode = 0o644) {
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, text, { mode });
  fs.renameSync(temporary, file);
}

/** Makes a folder (and its parents); turns the usual refusals into a Problem that says what to do. */
export function makeFolder(folder, mode = 0o755) {
  try {
    fs.mkdirSync(folder, { recursive: true, mode });
    fs.accessSync(folder, fs.constants.W_OK);
  } catch (error) {
    throw explainFileError(error, folder);
  }
}

/** A clear Problem for a full disk, a read-only checkout or missing rights; other errors come back unchanged. */
export function explainFileError(error, where) {
  if (error?.code === "ENOSPC" || /No space left on device/i.test(String(error?.message))) {
    return new Problem(
      `The disk is full: nothing more can be written to ${where}.`,
      "Free some space and run the command again; what was there before is untouched.",
    );
  }
  if (["EROFS", "EACCES", "EPERM"].includes(error?.code)) {
    return new Problem(
      `Cannot write to ${where} (${error.code === "EROFS" ? "the file system is read-only" : "no permission"}).`,
      "Run the command as the user who owns the checkout, or set LUMA_DATA_DIR to a folder you can write to.",
    );
  }
  return error;
}

/** All files below `folder` (absolute paths, sorted); folders named in `skip` are left out. */
export function listFiles(folder, { skip = ["node_modules", ".git", ".data", ".cache"], keep = () => true } = {}) {
  const out = [];
  const walk = (at) => {
    let entries;
    try {
      entries = fs.readdirSync(at, { withFileTypes: true });
    } catch {
      return;
    }
    for (const entry of entries) {
      const full = path.join(at, entry.name);
      if (entry.isDirectory()) {
        if (!skip.includes(entry.name) && !entry.name.startsWith(".next")) walk(full);
      } else if (entry.isFile() && keep(full)) out.push(full);
    }
  };
  walk(folder);
  return out.toSorted((a, b) => (a < b ? -1 : 1));
}

/** SHA-256 over names and contents of files and folders (relative to the checkout); missing ones count as empty. */
export function hashOf(paths, { root = ROOT, extra = "", keep } = {}) {
  const hash = crypto.createHash("sha256").update(extra);
  for (const relative of paths) {
    const full = path.join(root, relative);
    const stat = fs.statSync(full, { throwIfNoEntry: false });
    if (!stat) continue;
    for (const file of stat.isDirectory() ? listFiles(full, keep ? { keep } : {}) : [full]) {
      hash.update(`\0${path.relative(root, file)}\0`).update(fs.readFileSync(file));
    }
  }
  return hash.digest("hex").slice(0, 24);
}

/**
 * Runs `work` while holding a lock folder, so that two commands do not prepare the same thing at once.
 * A lock whose owner has died is taken over.
 */
export async function withLock(folder, work, { timeoutMs = 120_000 } = {}) {
  const owner = path.join(folder, "pid");
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      fs.mkdirSync(folder);
      fs.writeFileSync(owner, String(process.pid));
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw explainFileError(error, path.dirname(folder));
      const pid = Number(readText(owner));
      const age = Date.now() - (fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (pid ? !isAlive(pid) : age > 5_000) fs.rmSync(folder, { recursive: true, force: true });
      else if (Date.now() > deadline)
        throw new Problem(`Another command (process ${pid}) has held ${folder} for too long.`, "Stop that command, or delete the folder.");
      else await sleep(50);
    }
  }
  try {
    return await work();
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A file's text, or "" when there is none. */
export function readText(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
