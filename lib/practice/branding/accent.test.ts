import fc from "fast-check";
import { expect, test } from "vitest";
import { accentCss, accentOf, SURFACES } from "./accent";
import { contrast, parseHex, toHex, type Rgb } from "./contrast";

const rgb = (hex: string): Rgb => parseHex(hex) ?? [0, 0, 0];

test("[ADM-02] whatever colour an organization picks, text in it and on it keeps 4.5:1 in both themes", () => {
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.tuple(byte, byte, byte), (colour) => {
      const accent = accentOf(toHex(colour));
      if (!accent) throw new Error("a colour was refused");
      for (const surface of [SURFACES.light, SURFACES.canvasLight, accent.light.accentSoft, accent.light.onAccent])
        expect(contrast(rgb(accent.light.accent), rgb(surface))).toBeGreaterThanOrEqual(4.5);
      for (const surface of [SURFACES.dark, accent.dark.accentSoft, accent.dark.onAccent])
        expect(contrast(rgb(accent.dark.accent), rgb(surface))).toBeGreaterThanOrEqual(4.5);
    }),
    { numRuns: 500, seed: 7 },
  );
});

test("[ADM-02] a readable colour is left as it is; a light one is darkened and said to be", () => {
  expect(accentOf("#0d6170")).toMatchObject({ adjusted: false, light: { accent: "#0d6170", onAccent: "#ffffff" } });
  const yellow = accentOf("#ffd400");
  expect(yellow?.adjusted).toBe(true);
  expect(yellow?.dark.accent).toBe("#ffd400");
});

test("[ADM-02] what is not a colour changes nothing and cannot leave the style sheet", () => {
  for (const bad of ["", "red", "#12", "#12345g", "#fff}body{display:none", null, undefined]) expect(accentCss(bad)).toBe("");
  expect(accentCss("#0d6170")).toMatch(/^html:root\{(--[a-z-]+:#[0-9a-f]{6};)+\}$/);
});
