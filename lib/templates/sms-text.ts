import { smsSegments, type SmsSegments } from "./segments";

/** Typography that says nothing a text message needs but turns all of it into UCS-2. */
const TYPOGRAPHY: readonly [RegExp, string][] = [
  [/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, " "],
  [/[‘’‚‛′ʼ]/g, "'"],
  [/[“”„‟″«»]/g, '"'],
  [/[‐‑‒–—―]/g, "-"],
  [/…/g, "..."],
  [/[•·]/g, "-"],
];

/**
 * Languages whose readers take a text without the accents that the GSM alphabet lacks as usual: in German, Filipino,
 * Haitian Creole, Somali and Swahili only names have such, French keeps é, è, à and ù, Polish clinics write texts in plain letters. In others an accent
 * can change the word.
 */
const ACCENTS_MAY_GO: ReadonlySet<string> = new Set(["de", "en", "es", "fil", "fr", "ht", "it", "pl", "pt", "so", "sw"]);

/** Control characters other than line breaks never reach a phone. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F]/g;

/**
 * Makes a rendered text message as short as it can be without changing what it says: straight quotes and dashes,
 * single spaces, and – only where that saves a segment, and in languages where it is usual – letters without the
 * accents that the GSM alphabet lacks (ñ, é, à, ü stay).
 */
export function smsText(rendered: string, language: string, options: { tollFree?: boolean } = {}): SmsSegments & { text: string } {
  let text = rendered.replace(CONTROL, " ");
  for (const [pattern, plain] of TYPOGRAPHY) text = text.replace(pattern, plain);
  text = tidySpaces(text);
  const measured = smsSegments(text, options);
  if (measured.nonGsm.length === 0 || !ACCENTS_MAY_GO.has(language.toLowerCase().split(/[-_]/)[0] ?? "")) return { text, ...measured };
  const plainer = plainLetters(text);
  const shorter = smsSegments(plainer, options);
  return shorter.segments < measured.segments ? { text: plainer, ...shorter } : { text, ...measured };
}

/** A value that ends in a full stop ("9:00 a.m.") at the end of a sentence: one stop is enough. */
export function singleStops(text: string): string {
  return text.replace(/(?<!\.)\.\.(?=\s|<|$)/g, ".");
}

/** Single spaces, single full stops, at most one empty line, nothing at the ends. */
export function tidySpaces(text: string): string {
  return singleStops(text)
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\r?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/ ([.,;:!?])(?=\s|$)/g, "$1")
    .trim();
}

/** Letters that have no accent to lose, but a plain letter that texts are written with. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = { ł: "l", Ł: "L" };

function withoutAccent(character: string): string {
  return PLAIN_LETTERS[character] ?? character.normalize("NFD").replace(/[\u0300-\u036F]/g, "");
}

/** The text in letters of the GSM alphabet, as far as taking accents away goes. */
export function plainLetters(text: string): string {
  return smsSegments(text).nonGsm.reduce((done, character) => done.replaceAll(character, withoutAccent(character)), text);
}
