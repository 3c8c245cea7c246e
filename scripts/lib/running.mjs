// One running Luma per data folder: who it is, and what a killed one left behind.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { isAlive, Problem, readJson, readText, writeAtomic } from "./files.mjs";
import { endGroup } from "./run.mjs";

const file = (root) => path.join(root, "running.json");

/** Throws a Problem when Luma runs on this data folder; ends the processes of one that was killed and gives their number. */
export async function claimDataFolder(root) {
  const known = readJson(file(root));
  if (known?.self && isSame(known.self)) {
    throw new Problem(
      `Luma runs already from this checkout (process ${known.self.pid})${known.address ? `, at ${known.address}` : ""}.`,
      "Stop it with Ctrl-C there, or set LUMA_DATA_DIR to run a second one beside it.",
    );
  }
  const left = (known?.children ?? []).filter(isSame);
  await Promise.all(left.map(({ pid }) => endGroup(pid)));
  writeRunning(root, {});
  return left.length;
}

/** Notes what runs, for the next start and for people. */
export function writeRunning(root, { children = {}, ...facts }) {
  const noted = {
    ...facts,
    self: identify(process.pid),
    children: Object.entries(children).map(([name, pid]) => ({ name, ...identify(pid) })),
  };
  writeAtomic(file(root), `${JSON.stringify(noted)}\n`);
}

export function forgetRunning(root) {
  fs.rmSync(file(root), { force: true });
}

/** Process ids are given out again: together with the moment it began, one names a process for good. */
function identify(pid) {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat) return { pid, began: stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] };
  return { pid, began: spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() };
}

const isSame = ({ pid, began }) => isAlive(pid) && identify(pid).began === began;
