// One running Luma per data folder: who it is, and what a killed one left behind.
import fs from "node:fs";
import path from "node:path";
import { isAlive, Problem, readJson, readText, writeAtomic } from "./files.mjs";
import { endGroup } from "./run.mjs";

const file = (root) => path.join(root, "running.json");

/** Throws a Problem when Luma runs on this data folder; ends the processes of one that was killed. */
export async function claimDataFolder(root) {
  const known = readJson(file(root));
  if (known && isOurs(known.pid, "scripts/start.mjs")) {
    throw new Problem(
      `Luma runs already from this checkout (process ${known.pid})${known.address ? `, at ${known.address}` : ""}.`,
      "Stop it with Ctrl-C there, or set LUMA_DATA_DIR to run a second one beside it.",
    );
  }
  const left = Object.values(known?.children ?? {}).filter((pid) => isAlive(pid) && isOurs(pid, "node"));
  await Promise.all(left.map((pid) => endGroup(pid)));
  writeRunning(root, {});
  return left.length;
}

/** Notes what runs, for the next start and for people. */
export function writeRunning(root, facts) {
  writeAtomic(file(root), `${JSON.stringify({ pid: process.pid, ...facts })}\n`);
}

export function forgetRunning(root) {
  fs.rmSync(file(root), { force: true });
}

/** A process id may belong to someone else by now: its command has to look right (where the system shows it). */
function isOurs(pid, part) {
  if (pid === process.pid || !isAlive(pid)) return false;
  const command = readText(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
  return command === "" ? process.platform !== "linux" : command.includes(part);
}
