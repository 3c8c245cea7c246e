/** A reply made comparable. Every list in `words/` is put through the same function. */
export type NormalisedReply = {
  /** Lower case, without accents, punctuation or apostrophes; emoji are tokens of their own. */
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
};

/** Longer texts are cut: no rule looks that far, and the carrier's limit is 1,600 characters. */
const MAX_CHARACTERS = 12_000;

const APOSTROPHES = /['’‘‛`´ʼ′"“”„]/g;
/** Zero-width and direction marks, variation selectors, keycap ring, skin tones. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|\uFE0E|\uFE0F|\u20E3|[\u{1F3FB}-\u{1F3FF}]/gu;
const SENTENCE_END = /[.!?;\n\r¡¿…]+/u;
const CLAUSE_END = /[,:–—]+|\s-\s/u;
const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*|\p{Extended_Pictographic}/gu;
const ACCENTS = /[\u0300-\u036F]/g;

/** NFKC, straight quotes, lower case, punctuation and invisible marks gone, spaces collapsed. Linear in the length of `text`. */
export function normaliseReply(text: string): NormalisedReply {
  const plain = text.slice(0, MAX_CHARACTERS).normalize("NFKC").replace(INVISIBLE, "").replace(APOSTROPHES, "").toLowerCase();
  const sentences: string[][] = [];
  const clauses: string[][] = [];
  const accented: string[] = [];
  for (const part of plain.split(SENTENCE_END)) {
    const inPart: string[] = [];
    for (const clause of part.split(CLAUSE_END)) {
      const words = clause.match(TOKEN);
      if (!words) continue;
      for (const word of words) accented.push(word);
      clauses.push(words.map(withoutAccents));
      inPart.push(...(clauses.at(-1) ?? []));
    }
    if (inPart.length > 0) sentences.push(inPart);
  }
  return { tokens: sentences.flat(), accented, sentences, clauses, question: /[?¿؟]/.test(plain), cut: text.length > MAX_CHARACTERS };
}

function withoutAccents(word: string): string {
  return word.normalize("NFD").replace(ACCENTS, "").normalize("NFC");
}
