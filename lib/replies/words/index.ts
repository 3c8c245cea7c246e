import { en } from "./en";
import { es } from "./es";
import type { WordList } from "./types";

/** Languages in which replies are understood. A new language is one file and one line here; others are read in English only. */
export const WORD_LISTS: Readonly<Record<string, WordList>> = { en, es };

/** The lists for a BCP 47 tag, the patient's language first, English always. */
export function wordListsFor(language: string): readonly string[] {
  const base = language.toLowerCase().split(/[-_]/)[0] ?? "en";
  return base !== "en" && base in WORD_LISTS ? [base, "en"] : ["en"];
}
