/**
 * Spellings of one letter that people and keyboards mix, by script. What is folded here is compared as equal; what tells words apart
 * (tone marks, vowel signs) is left alone.
 */

/** Zero of each script's digits 0–9; the other nine follow it. */
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040,
  0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50,
  0xabf0,
];
/** Ethiopic numerals begin at one. */
const ETHIOPIC_ONE = 0x1369;
const DIGITS = new Map<string, string>([
  ...ZEROS.flatMap((zero) => Array.from({ length: 10 }, (_, i) => [String.fromCodePoint(zero + i), String(i)] as const)),
  ...Array.from({ length: 9 }, (_, i) => [String.fromCodePoint(ETHIOPIC_ONE + i), String(i + 1)] as const),
]);
const DIGIT = /[\p{Nd}\u1369-\u1371]/gu;

/** Digits of every script as 0–9. */
export function withLatinDigits(text: string): string {
  return text.replace(DIGIT, (digit) => DIGITS.get(digit) ?? digit);
}

const row = (from: number, to: number, length: number): [string, string][] =>
  Array.from({ length }, (_, i) => [String.fromCodePoint(from + i), String.fromCodePoint(to + i)]);
const each = (from: string, to: string): [string, string][] => Array.from(from, (letter) => [letter, to]);

const SAME = new Map<string, string>([
  // Latin letters whose stroke or dot is no combining mark; Greek final sigma.
  ...each("ı", "i"),
  ...each("ł", "l"),
  ...each("đ", "d"),
  ...each("ø", "o"),
  ...each("ς", "σ"),
  // Arabic, Persian, Urdu: one shape each of alef, yeh, kaf, heh.
  ...each("ٱ", "ا"),
  ...each("ىیې", "ي"),
  ...each("کڪ", "ك"),
  ...each("ةہەھۃ", "ه"),
  // Nasal signs.
  ...each("\u0901", "\u0902"),
  ...each("\u0A70\u0A01", "\u0A02"),
  ...each("\u0A81", "\u0A82"),
  // Ethiopic letters that are said alike.
  ...row(0x1210, 0x1200, 7),
  ...row(0x1280, 0x1200, 7),
  ["\u1203", "\u1200"],
  ["\u1213", "\u1200"],
  ["\u1283", "\u1200"],
  ...row(0x1220, 0x1230, 8),
  ...row(0x12d0, 0x12a0, 7),
  ...row(0x1340, 0x1338, 7),
]);

/**
 * Marks that are left out when typing: Latin, Greek and Cyrillic accents; Arabic vowel signs, hamza and the stretching stroke; Hebrew points;
 * nukta; Bengali chandrabindu; Ethiopic gemination.
 */
const OPTIONAL =
  /[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u093C\u0981\u0A3C\u0ABC\u135D-\u135F]/g;

/** The word without marks that people leave out, each letter in one spelling. */
export function plainLetters(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word;
  const bare = word.normalize("NFD").replace(OPTIONAL, "").normalize("NFC");
  let plain = "";
  for (const letter of bare) plain += SAME.get(letter) ?? letter;
  return plain;
}

/** Scripts that are written without spaces between words, and Korean, where people set them as they like. */
const UNSPACED = String.raw`\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}`;
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
const PIECES = new RegExp(String.raw`[${UNSPACED}]\p{M}*|[^${UNSPACED}]+`, "gu");

export const isUnspaced = (token: string): boolean => HAS_UNSPACED.test(token);

/** One token for each letter (with its marks) of a script without spaces; anything else is one token. */
export function splitUnspaced(word: string): string[] {
  return HAS_UNSPACED.test(word) ? (word.match(PIECES) ?? [word]) : [word];
}
