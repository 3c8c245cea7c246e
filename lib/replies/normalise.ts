import { isUnspaced, plainLetters, splitUnspaced, withLatinDigits } from "./letters";

/** A reply made comparable. Every list in `words/` is put through the same function. */
export type NormalisedReply = {
  /** Lower case, without punctuation, apostrophes or marks that people leave out; emoji, and letters of scripts without spaces, are tokens of their own. */
  tokens: string[];
  /** The same tokens with their accents, so that Spanish *sí* and *si* can be told apart. */
  accented: string[];
  /** Tokens per sentence or line. */
  sentences: string[][];
  /** Tokens per part between commas, dashes and sentence ends. */
  clauses: string[][];
  /** The text holds a question mark. */
  question: boolean;
  /** The text was longer than what is read: nothing in it counts as the whole text. */
  cut: boolean;
  /** About how many words it has; letters of scripts without spaces count as a third of one. */
  size: number;
};

/** Longer texts are cut: no rule looks that far, and the carrier's limit is 1,600 characters. */
const MAX_CHARACTERS = 12_000;

/** Apostrophes, and Armenian marks of emphasis and exclamation, which stand inside words. */
const INSIDE_WORDS = /['’‘‛`´ʼ′"“”„«»\u055A-\u055C]/g;
/** Zero-width and direction marks, variation selectors, keycap ring, skin tones, tags. */
const INVISIBLE =
  /\u034F|[\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFFC]|[\uFE00-\uFE0F]|\u20E3|[\u{1F3FB}-\u{1F3FF}]|[\u{E0000}-\u{E007F}]/gu;
/** The Armenian question mark stands over a letter inside the word. */
const ARMENIAN_QUESTION = /\u055E/g;
const QUESTION = /[?¿؟⁇⁈⁉՞፧]/;
/** Greek asks with a semicolon. */
const GREEK_QUESTION = /\p{Script=Greek}.*[;\u037E]/su;
const SENTENCE_END = /[.!?;\n\r¡¿…。؟؛۔।॥።፧፨։។៕။]+/u;
const CLAUSE_END = /[,:–—،、፣፥፦·၊៖]+|\s-\s/u;
const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*|\p{Extended_Pictographic}/gu;

/**
 * NFKC, straight quotes, lower case, digits of every script as 0–9, punctuation and invisible marks gone, spaces collapsed. Linear in the length of
 * `text`. With `keepAccents` a token that has accents keeps them: for languages in which they tell words apart.
 */
export function normaliseReply(text: string, options: { keepAccents?: boolean } = {}): NormalisedReply {
  const visible = text.slice(0, MAX_CHARACTERS).normalize("NFKC").replace(INVISIBLE, "");
  const plain = withLatinDigits(visible.replace(ARMENIAN_QUESTION, "").replace(INSIDE_WORDS, "").toLowerCase());
  const compared = options.keepAccents ? withAccents : plainLetters;
  const sentences: string[][] = [];
  const clauses: string[][] = [];
  const accented: string[] = [];
  for (const part of plain.split(SENTENCE_END)) {
    const inPart: string[] = [];
    for (const clause of part.split(CLAUSE_END)) {
      const words = clause.match(TOKEN)?.flatMap(splitUnspaced);
      if (!words) continue;
      const tokens = words.map(compared);
      accented.push(...words.map((word) => word.normalize("NFC")));
      clauses.push(tokens);
      inPart.push(...tokens);
    }
    if (inPart.length > 0) sentences.push(inPart);
  }
  const tokens = sentences.flat();
  const letters = tokens.filter(isUnspaced).length;
  return {
    tokens,
    accented,
    sentences,
    clauses,
    question: QUESTION.test(visible) || GREEK_QUESTION.test(visible),
    cut: text.length > MAX_CHARACTERS,
    size: tokens.length - letters + Math.ceil(letters / 3),
  };
}

/** In one spelling, with the accents that are there. */
export function withAccents(word: string): string {
  const bare = plainLetters(word);
  const marked = word.normalize("NFC");
  return /\p{Script=Latin}/u.test(word) && bare !== marked ? marked : bare;
}
