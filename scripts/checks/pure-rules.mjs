// Rules are pure: no clock, no database, no network, no environment, no chance.
import { importsOf, isTest, lineAt, read, sources, withoutComments } from "./source.mjs";

export const name = "rules are pure";

const IMPURE = [
  [/\bDate\.now\s*\(/g, "the clock (Date.now)"],
  [/\bnew\s+Date\s*\(\s*\)/g, "the clock (new Date())"],
  [/\bDate\s*\(\s*\)/g, "the clock (Date())"],
  [/\bTemporal\.Now\b/g, "the clock (Temporal.Now)"],
  [/\bperformance\.now\s*\(/g, "the clock (performance.now)"],
  [/(?<![\w.])now\s*\(\s*\)/g, "the clock (now())"],
  [/(?<![\w.])fetch\s*\(/g, "the network (fetch)"],
  [/\bprocess\.env\b/g, "the environment"],
  [/\bMath\.random\s*\(/g, "chance (Math.random)"],
  [/\brandom(?:UUID|Bytes|Int)\s*\(/g, "chance (node:crypto)"],
];
const FORBIDDEN_IMPORTS = /^(db(\/|$)|pg$|pg-|node:(fs|net|http|https|child_process)|drizzle-orm|lib\/env$|lib\/context$|inngest)/;

/** True for `rules.ts`, `*-rules.ts` and everything in a folder `rules/` below lib/. */
export const isRule = (file) => file.startsWith("lib/") && /(^|\/)(rules|[\w-]+-rules)\.ts$|\/rules\//.test(file) && !isTest(file);

/** @param {string} root @returns {{ problems: string[] }} */
export function check(root) {
  const problems = [];
  for (const file of sources(root, ["lib"]).filter(isRule)) {
    const source = read(root, file);
    const text = withoutComments(source);
    for (const [pattern, what] of IMPURE) {
      for (const match of text.matchAll(pattern)) problems.push(`${file}:${lineAt(text, match.index)} uses ${what}: make it a parameter`);
    }
    const typeOnly = new Set([...text.matchAll(/import\s+type\s[^"';]*["']([^"']+)["']/g)].map((match) => match[1].replace(/^@\//, "")));
    for (const target of importsOf(file, source)) {
      if (FORBIDDEN_IMPORTS.test(target) && !typeOnly.has(target))
        problems.push(`${file} imports ${target}: a rule takes facts as parameters`);
    }
  }
  return { problems };
}
