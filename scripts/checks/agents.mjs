// AGENTS.md stays short, and every path it names exists.
import fs from "node:fs";
import path from "node:path";
import { read } from "./source.mjs";

export const name = "AGENTS.md is short and its paths exist";

const LIMIT = 120;
const TOP = "app|components|lib|db|inngest|public|tests|scripts|docs";

/** @param {string} root @returns {{ problems: string[] }} */
export function check(root) {
  if (!fs.existsSync(path.join(root, "AGENTS.md"))) return { problems: ["AGENTS.md is missing"] };
  const text = read(root, "AGENTS.md");
  const problems = [];
  const lines = text.trimEnd().split("\n");
  if (lines.length > LIMIT) problems.push(`AGENTS.md has ${lines.length} lines; ${LIMIT} is the limit`);
  if (!lines.slice(0, 40).some((line) => line.startsWith("|")))
    problems.push('AGENTS.md opens with a table "where does X happen"; there is none');
  for (const match of text.matchAll(new RegExp(`\`((?:${TOP})/[^\`\\s]*|[\\w.-]+\\.(?:md|json|mjs|js|ts))\``, "g"))) {
    const named = match[1].replace(/[#:].*$/, "").replace(/\/$/, "");
    if (/[<>*{}…]|NNN/.test(named)) continue;
    if (!fs.existsSync(path.join(root, named)) && named.includes("/")) problems.push(`AGENTS.md names ${named}, which does not exist`);
  }
  return { problems };
}
