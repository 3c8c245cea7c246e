import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A function of lib/ that works in somebody's name. */
export type Found = { key: string; file: string; name: string; first: "ctx" | "scope"; calledByScreens: boolean };

const FIRST = /^export (?:async )?function\*? (\w+)(?:<[^(]*>)?\(\s*(?:ctx: (Ctx)\b|scope: (Scope)\b)/gm;
const CONST = /^export const (\w+) = (?:async )?(?:<[^(]*>)?\(\s*ctx: Ctx\b/gm;
const IMPORT = /(?:import|export)\s+(?:type\s+)?(\{[^}]*\}|\*(?:\s+as\s+\w+)?)\s*from\s*"([^"]+)"/g;
const IS_TEST = /\.(test|d)\.tsx?$|test-support|\.fixture\.|\.child\./;

const walk = (folder: string): string[] =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !IS_TEST.test(file))
    .map((file) => path.posix.join(folder, file.split(path.sep).join("/")))
    .sort();

const read = (file: string): string => fs.readFileSync(path.join(root, file), "utf8");

/** Names that files of the screens and of the API import from each module of lib/; "*" where they import all of it. */
function importedByScreens(): Map<string, Set<string>> {
  const imported = new Map<string, Set<string>>();
  for (const file of [...walk("app"), ...walk("components"), ...walk("lib/actions")])
    for (const [, what = "", from = ""] of read(file).matchAll(IMPORT)) {
      const target = from.startsWith("@/") ? from.slice(2) : from.startsWith(".") ? path.posix.join(path.posix.dirname(file), from) : "";
      if (!target.startsWith("lib/")) continue;
      const names = imported.get(target) ?? new Set();
      if (what.startsWith("*")) names.add("*");
      for (const name of what.replace(/[{}]/g, "").split(","))
        names.add(
          name
            .replace(/^\s*type\s+/, "")
            .split(/\s+as\s+/)[0]!
            .trim(),
        );
      imported.set(target, names);
    }
  return imported;
}

/**
 * Every exported function of lib/ whose first parameter is a transaction's context (or the scope it opens one with), found in the source.
 * What screens and API import is what a user can reach; the rest are parts of those.
 */
export function discover(): Found[] {
  const imported = importedByScreens();
  const found: Found[] = [];
  for (const file of walk("lib")) {
    if (file === "lib/context.ts" || file === "lib/authorise.ts" || file.startsWith("lib/actions/")) continue;
    const text = read(file);
    const place = file.replace(/\.ts$/, "");
    const names = imported.get(place) ?? imported.get(place.replace(/\/index$/, "")) ?? new Set<string>();
    const add = (name: string, first: Found["first"]): void =>
      void found.push({
        key: `${place.slice(4)}#${name}`,
        file,
        name,
        first,
        calledByScreens: names.has(name) || names.has("*"),
      });
    for (const match of text.matchAll(FIRST)) add(match[1]!, match[2] ? "ctx" : "scope");
    for (const match of text.matchAll(CONST)) add(match[1]!, "ctx");
  }
  return found;
}

export async function load(found: Found): Promise<(...args: unknown[]) => unknown> {
  const loaded = (await import(`../../${found.file}`)) as Record<string, unknown>;
  return loaded[found.name] as (...args: unknown[]) => unknown;
}
