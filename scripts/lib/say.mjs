// What the commands print: steps with times, problems with a hint. Plain lines; colour only on a terminal.
import { Problem } from "./files.mjs";

const colour = process.stdout.isTTY && !process.env.CI && !process.env.NO_COLOR;
const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

export const green = (text) => paint(32, text);
export const red = (text) => paint(31, text);
export const dim = (text) => paint(2, text);
export const bold = (text) => paint(1, text);

/** "0.4 s", "12 s", "3 min 05 s". */
export function duration(ms) {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

export const line = (text = "") => process.stdout.write(`${text}\n`);

/**
 * Runs one step and prints its name, time and what it gives back (a text), or what `note` says meanwhile.
 * @template T
 * @param {string} name
 * @param {(note: (text: string) => void) => Promise<{ text?: string, value?: T } | void>} work
 * @returns {Promise<T | undefined>}
 */
export async function step(name, work) {
  const start = performance.now();
  const note = (text) => line(`  ${dim("…")} ${name}: ${text}`);
  try {
    const result = await work(note);
    line(
      `  ${green("✓")} ${name.padEnd(12)} ${dim(duration(performance.now() - start).padStart(7))}${result?.text ? `  ${result.text}` : ""}`,
    );
    return result?.value;
  } catch (error) {
    line(`  ${red("✗")} ${name.padEnd(12)} ${dim(duration(performance.now() - start).padStart(7))}`);
    throw error;
  }
}

/** Prints why a command stops; a stack only for what nobody foresaw. */
export function printProblem(error) {
  const known = error instanceof Problem || error?.name === "Problem";
  process.stderr.write(`\n${red("Stopped:")} ${known ? error.message : (error?.stack ?? String(error))}\n`);
  if (error?.hint) process.stderr.write(`${error.hint}\n`);
}
