import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { SETTING_AREAS, SETTINGS } from "./registry";

const lib = fileURLToPath(new URL("..", import.meta.url));

/** What the product's own code reads: without tests, lib/settings and the declarations themselves. */
function productCode(): string {
  return fs
    .readdirSync(lib, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/\.test\.ts$|(^|\/)settings\.ts$|^settings\//.test(file.split(path.sep).join("/")))
    .map((file) => fs.readFileSync(path.join(lib, file), "utf8"))
    .join("\n");
}

test("[ADM-01] every setting is read by some rule or verb: none is for show", () => {
  const code = productCode();
  const declared = Object.values(SETTING_AREAS).flatMap((definitions) => Object.entries(definitions));
  expect(declared).toHaveLength(SETTINGS.size);
  const isRead = (name: string): boolean =>
    new RegExp(`[sS]ettings\\??\\.${name}\\b|\\bget\\(\\s*${name}\\b|\\{[^{}]*\\b${name}\\b[^{}]*\\} = \\w*[sS]ettings\\b`).test(code);
  expect(isRead("settingThatNobodyReads")).toBe(false);
  const unread = declared.filter(([name]) => !isRead(name)).map(([, definition]) => definition.key);
  expect(unread).toEqual([]);
});
