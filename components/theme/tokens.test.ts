import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { SURFACES } from "@/lib/practice/branding/accent";
import { contrast, parseHex, type Rgb } from "@/lib/practice/branding/contrast";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

/** The two colours of a token, following `var(…)`. */
function token(name: string): { light: Rgb; dark: Rgb } {
  const value = new RegExp(`^\\s*--${name}: (.+);$`, "m").exec(css)?.[1];
  if (!value) throw new Error(`no token --${name}`);
  const pair = /^light-dark\((.+), (.+)\)$/.exec(value);
  const colour = (part: string): Rgb => {
    const reference = /^var\(--(.+)\)$/.exec(part);
    const found = reference?.[1] ? token(reference[1]).light : parseHex(part);
    if (!found) throw new Error(`--${name} is not a colour: ${part}`);
    return found;
  };
  return { light: colour(pair?.[1] ?? value), dark: colour(pair?.[2] ?? value) };
}

const grounds = ["canvas", "surface", "raised", "sunken", "hover"];
const TEXT: [string, string][] = [
  ...["ink", "ink-muted", "ink-faint"].flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground])),
  ...["canvas", "surface", "raised", "hover", "accent-soft"].map((ground): [string, string] => ["accent", ground]),
  ...["neutral", "info", "good", "warn", "bad"].flatMap((tone): [string, string][] => [
    [tone, `${tone}-soft`],
    [tone, "surface"],
    [tone, "raised"],
  ]),
  ["on-accent", "accent"],
  ["on-bad", "bad"],
  ["ink", "accent-soft"],
  ["ink-muted", "accent-soft"],
  ["canvas", "ink"],
];
const MARKS: [string, string][] = [
  ...["canvas", "surface", "raised", "sunken"].flatMap((ground): [string, string][] => [
    ["line-strong", ground],
    ["focus", ground],
  ]),
  ["focus", "accent-soft"],
  ["focus", "hover"],
];

describe.each(["light", "dark"] as const)("contrast, %s theme", (theme) => {
  test.each(TEXT)("%s on %s reads at 4.5:1", (ink, ground) => {
    expect(contrast(token(ink)[theme], token(ground)[theme])).toBeGreaterThanOrEqual(4.5);
  });
  test.each(MARKS)("%s on %s is seen at 3:1", (mark, ground) => {
    expect(contrast(token(mark)[theme], token(ground)[theme])).toBeGreaterThanOrEqual(3);
  });
});

test("the surfaces that an accent is fitted to are those of the style sheet", () => {
  expect(token("surface").light).toEqual(parseHex(SURFACES.light));
  expect(token("canvas").light).toEqual(parseHex(SURFACES.canvasLight));
  expect(token("raised").dark).toEqual(parseHex(SURFACES.dark));
  expect(token("canvas").dark).toEqual(parseHex(SURFACES.inkOnDark));
});
