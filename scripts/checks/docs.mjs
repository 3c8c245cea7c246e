// What the repository says stands on its own: no path of somebody's machine, no working folder beside the checkout, no loose ends.
import fs from "node:fs";
import path from "node:path";
import { lineAt, read, sources } from "./source.mjs";

export const name = "docs and code stand on their own";

// Written so that this file does not contain what it looks for.
const ELSEWHERE = new RegExp(["(?<![\\w/-])(?:\\.\\./)?sha", "red/(?:spec|reference|design|data|tools)"].join(""), "g");
const MACHINE = new RegExp(["(?<![\\w.:/-])/", "(?:work|home/\\w+|Users/\\w+)/[\\w.-]+"].join(""), "g");
const LOOSE = new RegExp(["\\b(?:TO", "DO|FIX", "ME)\\b"].join(""), "g");

/** @param {string} root @returns {{ problems: string[] }} */
export function check(root) {
  const problems = [];
  const docs = fs.readdirSync(root).filter((file) => file.endsWith(".md"));
  const texts = sources(root, [...docs, "docs", "app", "components", "lib", "db", "inngest", "scripts"], /\.(md|ts|tsx|mjs|js|sql|css)$/);
  for (const file of texts) {
    const text = read(root, file);
    const isTestFile = /\.test\./.test(file);
    for (const [pattern, what] of [
      [ELSEWHERE, "a folder outside the repository"],
      [MACHINE, "a path of one machine"],
      [LOOSE, "a loose end"],
    ]) {
      if (isTestFile && pattern !== LOOSE) continue;
      for (const match of text.matchAll(pattern)) problems.push(`${file}:${lineAt(text, match.index)} names ${what}: ${match[0]}`);
    }
  }
  for (const file of texts.filter((one) => one.endsWith(".md"))) problems.push(...brokenLinks(root, file));
  return { problems };
}

/** Relative links of a document that lead nowhere. */
function brokenLinks(root, file) {
  const text = read(root, file).replace(/```[\s\S]*?```/g, "");
  return [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)/g)]
    .map((match) => match[1])
    .filter((link) => !fs.existsSync(path.resolve(root, path.dirname(file), decodeURIComponent(link))))
    .map((link) => `${file} links to ${link}, which does not exist`);
}
