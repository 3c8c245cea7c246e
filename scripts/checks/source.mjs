// What every house check needs: the checkout's own source files and the imports in them.
import fs from "node:fs";
import path from "node:path";
import { listFiles } from "../lib/files.mjs";

const SKIP = ["node_modules", ".git", ".data", ".cache", "test-results", "playwright-report", "coverage", "out"];

/** Source files (paths relative to `root`, forward slashes), by folder or file name, without generated ones. */
export function sources(root, folders, pattern = /\.(ts|tsx|mjs|js|jsx)$/) {
  return folders
    .flatMap((folder) => {
      const full = path.join(root, folder);
      if (fs.statSync(full, { throwIfNoEntry: false })?.isFile()) return [full];
      return listFiles(full, { skip: SKIP, keep: (file) => pattern.test(file) });
    })
    .map((file) => path.relative(root, file).replaceAll(path.sep, "/"))
    .filter((file) => !file.startsWith("public/embed/") && file !== "next-env.d.ts");
}

export const read = (root, file) => fs.readFileSync(path.join(root, file), "utf8");

export const isTest = (file) => /\.(test|bench)\.[a-z]+$/.test(file) || file.startsWith("tests/") || /\/testing(\.ts|\/)/.test(file);

const IMPORT = /(?:^|[\s;])(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g;

/** The modules a file names, with `@/` and relative ones resolved to paths from the root; packages stay as they are. */
export function importsOf(file, text) {
  const found = [];
  for (const match of withoutComments(text).matchAll(IMPORT)) {
    const name = match[1] ?? match[2];
    if (name.startsWith("@/")) found.push(name.slice(2));
    else if (name.startsWith(".")) found.push(path.posix.normalize(path.posix.join(path.posix.dirname(file), name)));
    else found.push(name);
  }
  return found;
}

/** The text with comments blanked out (line breaks kept, so that line numbers stay right); strings are left alone. */
export function withoutComments(text) {
  return text.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (all, string) => string ?? all.replace(/[^\n]/g, " "),
  );
}

/** 1-based line of an index in a text. */
export const lineAt = (text, index) => text.slice(0, index).split("\n").length;
