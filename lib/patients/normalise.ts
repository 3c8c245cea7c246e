/** How names are compared and found. Pure; the stored columns `first_norm`, `last_norm` and `search_text` come from here only. */

// Letters that Unicode does not take apart into a base letter and an accent.
const LETTERS: Record<string, string> = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i", ŋ: "n", "’": "'", "‘": "'", "ʼ": "'", "‐": "-", "–": "-",
}; // prettier-ignore
const UNUSUAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
// eslint-disable-next-line no-control-regex
const ASCII = /^[\x00-\x7f]*$/;

/** Lower case, without accents, spaces folded: `"  José  ÁLVAREZ "` → `"jose alvarez"`. Scripts without case stay as they are. */
export function normaliseName(text: string): string {
  const lower = text.trim().toLowerCase();
  if (ASCII.test(lower)) return lower.includes("  ") || /[\t\r\n\f\v]/.test(lower) ? lower.replaceAll(/\s+/g, " ") : lower;
  return lower
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replaceAll(UNUSUAL, (letter) => LETTERS[letter]!)
    .replaceAll(/\s+/g, " ")
    .trim();
}

export type SearchableFacts = {
  firstName: string;
  lastName: string;
  preferredName?: string | null;
  /** `YYYY-MM-DD` */
  birthDate?: string | null;
  /** E.164, or anything with digits. */
  phones?: readonly string[];
  /** Record numbers, whatever their system. */
  externalIds?: readonly string[];
};

/**
 * What `search_patients` (db/migrations/0007_lookups.sql) looks through: a leading space, then the words of the names,
 * the digits of the phones, the birth date as YYYYMMDD and MMDDYYYY, and the record numbers in lower case, each once.
 * Names with a hyphen or an apostrophe are found whole, joined and by their parts.
 */
export function patientSearchText(facts: SearchableFacts): string {
  const words = new Set<string>();
  for (const word of normaliseName(`${facts.firstName} ${facts.lastName} ${facts.preferredName ?? ""}`).split(" ")) {
    if (!word) continue;
    words.add(word);
    if (!/[-'.,]/.test(word)) continue;
    for (const part of word.split(/[-'.,]+/)) if (part) words.add(part);
    words.add(word.replaceAll(/['.,]/g, ""));
  }
  for (const phone of facts.phones ?? []) words.add(phone.replaceAll(/\D/g, ""));
  if (facts.birthDate) {
    const [year = "", month = "", day = ""] = facts.birthDate.split("-");
    words.add(`${year}${month}${day}`).add(`${month}${day}${year}`);
  }
  for (const id of facts.externalIds ?? []) words.add(id.trim().toLowerCase().replaceAll(/\s+/g, ""));
  words.delete("");
  return ` ${[...words].join(" ")}`;
}

/**
 * What a person typed, as words for `search_patients`: names normalised as above, phones and dates as digits only
 * (`"(212) 555"` → `212`, `555`; `"3/7/1980"` → `03071980`; `"1980-03-07"` → `19800307`). At most 8 words.
 */
export function searchWords(query: string): string[] {
  const words: string[] = [];
  for (const word of normaliseName(query.replaceAll(",", " ")).split(" ")) {
    const date = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(word);
    if (date) words.push(`${date[1]!.padStart(2, "0")}${date[2]!.padStart(2, "0")}${date[3]}`);
    else if (/^[+(]?\d[\d().\-/+]*$/.test(word)) words.push(word.replaceAll(/\D/g, ""));
    else words.push(word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  }
  return words.filter(Boolean).slice(0, 8);
}
