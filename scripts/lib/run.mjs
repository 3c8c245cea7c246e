// Child processes in groups of their own, so that a whole tree (npx → node → workers) can be ended at once.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { isAlive, ROOT, sleep } from "./files.mjs";

const groups = new Set();

/**
 * Runs a command to its end. Its output goes to `logFile` and is given back.
 * @param {string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, logFile?: string, timeoutMs?: number, onOutput?: (text: string) => void }} [options]
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>}
 */
export function run([file, ...args], { env = process.env, logFile, timeoutMs = 1_200_000, onOutput } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    groups.add(child.pid);
    if (logFile) fs.mkdirSync(path.dirname(logFile), { recursive: true });
    const log = logFile ? fs.openSync(logFile, "w") : undefined;
    let output = "";
    let timedOut = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text) => {
        output += text;
        if (log !== undefined) fs.writeSync(log, text);
        onOutput?.(text);
      });
    }
    const timer = setTimeout(() => {
      timedOut = true;
      void endGroup(child.pid);
    }, timeoutMs);
    const finish = (code) => {
      clearTimeout(timer);
      groups.delete(child.pid);
      if (log !== undefined) fs.closeSync(log);
      resolve({ code, output, timedOut });
    };
    child.once("error", (error) => {
      output += String(error);
      finish(127);
    });
    child.once("exit", () => {
      // Grandchildren that outlive the command would hold its output open for ever.
      setTimeout(() => void endGroup(child.pid, 500), 2_000).unref();
    });
    child.once("close", (code) => finish(code ?? 1));
  });
}

/**
 * Ends a process group: SIGTERM, then SIGKILL after `patienceMs`. Helpers that outlive the group's first process are killed at
 * once: whether they are dead already or only not yet collected by init cannot be told from here.
 */
export async function endGroup(pid, patienceMs = 3_000) {
  if (!pid) return;
  if (!signalGroup(pid, "SIGTERM")) return;
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(25)) {
    if (!isAlive(pid)) break;
  }
  signalGroup(pid, "SIGKILL");
}

/** Ends every command that `run` has going. */
export async function endAllGroups() {
  await Promise.all([...groups].map((pid) => endGroup(pid, 1_500)));
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
