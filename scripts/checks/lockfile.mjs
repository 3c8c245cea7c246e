// A lock file that lacks a platform's package passes `npm install` here and fails `npm ci` elsewhere.
import path from "node:path";
import { readJson } from "../lib/files.mjs";

export const name = "the lock file is complete and pinned";

/** @param {string} root @returns {{ problems: string[] }} */
export function check(root) {
  const problems = [];
  const lock = readJson(path.join(root, "package-lock.json"));
  const manifest = readJson(path.join(root, "package.json"));
  if (!lock?.packages || !manifest) return { problems: ["package.json or package-lock.json is missing or broken"] };
  for (const [where, entry] of Object.entries(lock.packages)) {
    for (const dependency of Object.keys(entry.optionalDependencies ?? {})) {
      if (!isLocked(lock.packages, where, dependency))
        problems.push(`${where || "package.json"}: optional dependency ${dependency} has no entry`);
    }
    if (where.startsWith("node_modules/") && !entry.link && !(entry.integrity && entry.version))
      problems.push(`${where} has no version or integrity`);
  }
  for (const kind of ["dependencies", "devDependencies"]) {
    for (const [dependency, range] of Object.entries(manifest[kind] ?? {})) {
      if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(range)) problems.push(`package.json: ${dependency} is "${range}", not one exact version`);
      const locked = lock.packages[""]?.[kind]?.[dependency];
      if (locked !== range) problems.push(`package.json has ${dependency} ${range}, the lock file ${locked ?? "nothing"}: run npm install`);
    }
  }
  return { problems };
}

/** npm looks in the package's own node_modules, then in each one above. */
function isLocked(packages, where, dependency) {
  for (let at = where; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
    if (packages[`${at ? `${at}/` : ""}node_modules/${dependency}`]) return true;
    if (!at) return false;
  }
}
