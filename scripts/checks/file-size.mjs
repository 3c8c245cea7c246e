// 300 lines is where a file should be split, 500 where it must be.
import { read, sources } from "./source.mjs";

export const name = "files have at most 500 lines";

const SOFT = 300;
const HARD = 500;

/** @param {string} root @returns {{ problems: string[], warnings: string[] }} */
export function check(root) {
  const problems = [];
  const long = [];
  const folders = ["app", "components", "lib", "db", "inngest", "scripts", "tests", "proxy.ts", "instrumentation.ts"];
  for (const file of sources(root, folders, /\.(ts|tsx|mjs|js|css|sql)$/)) {
    const lines = read(root, file).split("\n").length - 1;
    if (lines > HARD) problems.push(`${file} has ${lines} lines`);
    else if (lines > SOFT) long.push(`${file} (${lines})`);
  }
  return { problems, warnings: long.length > 0 ? [`over ${SOFT} lines, split when next touched: ${long.join(", ")}`] : [] };
}
