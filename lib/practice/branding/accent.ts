import { contrast, mix, parseHex, toHex, type Rgb } from "./contrast";

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** The surfaces that an accent has to be readable on; they repeat globals.css (tokens.test.ts compares them). */
export const SURFACES = { light: "#ffffff", dark: "#1d1e24", canvasLight: "#f7f7f8", inkOnDark: "#0f1013" } as const;
const SOFT_SHARE = 0.12;
const AA = 4.5;

export type AccentPair = { accent: string; onAccent: string; accentSoft: string };
export type Accent = {
  light: AccentPair;
  dark: AccentPair;
  /** True when the organization's colour had to be darkened on white to stay readable; the admin is told. */
  adjusted: boolean;
};

function pairOn(colour: Rgb, surfaces: readonly Rgb[], towards: Rgb, onDark: Rgb): AccentPair {
  const base = surfaces[0] ?? WHITE;
  for (let step = 0; step <= 100; step++) {
    const accent = parseHex(toHex(mix(towards, colour, step / 100))) ?? colour;
    const soft = parseHex(toHex(mix(accent, base, SOFT_SHARE))) ?? base;
    const onAccent = contrast(accent, WHITE) >= AA ? WHITE : onDark;
    const readable = [...surfaces, soft].every((s) => contrast(accent, s) >= AA) && contrast(accent, onAccent) >= AA;
    if (readable) return { accent: toHex(accent), onAccent: toHex(onAccent), accentSoft: toHex(soft) };
  }
  return { accent: toHex(towards), onAccent: toHex(towards === BLACK ? WHITE : onDark), accentSoft: toHex(mix(towards, base, SOFT_SHARE)) };
}

/**
 * The organization's colour made readable in both themes: at least 4.5:1 as text on every surface and under its own text
 * (darkened on white, lightened on the dark surfaces, as little as needed).
 * Takes `#rgb` or `#rrggbb`; gives undefined for anything else, and the default of globals.css stays.
 */
export function accentOf(hex: string): Accent | undefined {
  const colour = parseHex(hex);
  if (!colour) return undefined;
  const surface = (key: keyof typeof SURFACES): Rgb => parseHex(SURFACES[key]) ?? WHITE;
  const light = pairOn(colour, [surface("light"), surface("canvasLight")], BLACK, surface("inkOnDark"));
  const dark = pairOn(colour, [surface("dark")], WHITE, surface("inkOnDark"));
  return { light, dark, adjusted: light.accent !== toHex(colour) };
}

/** The accent as a style sheet that overrides the defaults of globals.css; empty for an unreadable setting. */
export function accentCss(hex: string | null | undefined): string {
  const accent = hex ? accentOf(hex) : undefined;
  if (!accent) return "";
  const lines = (["light", "dark"] as const).map((theme) => {
    const pair = accent[theme];
    return `--accent-${theme}:${pair.accent};--on-accent-${theme}:${pair.onAccent};--accent-soft-${theme}:${pair.accentSoft};`;
  });
  return `html:root{${lines.join("")}}`;
}
