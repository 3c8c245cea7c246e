import { en } from "./en";
import type { WordList } from "./types";

/** English answers that say something else in the patient's own language. BCP 47 tag → words. */
const SAYS_SOMETHING_ELSE: Readonly<Record<string, readonly string[]>> = {
  // A casual "yeah".
  pl: ["no"],
  // Laughter.
  pt: ["kk"],
  // Laughter too. "k" stays: it is among the Vietnamese words for no, and what says both is asked about.
  vi: ["kk"],
};

/** English as it is read beside another language, by the name it has among the word lists. */
export const ENGLISH_BESIDE: Readonly<Record<string, WordList>> = Object.fromEntries(
  Object.entries(SAYS_SOMETHING_ELSE).map(([language, words]) => {
    const keep = (entries: string[]) => entries.filter((entry) => !words.includes(entry));
    const { yesWhole, yesLeading, noWhole, noLeading, strictYes, strictNo } = en;
    const answers = {
      yesWhole: keep(yesWhole),
      yesLeading: keep(yesLeading),
      noWhole: keep(noWhole),
      noLeading: keep(noLeading),
      strictYes: keep(strictYes),
      strictNo: keep(strictNo),
    };
    return [englishBeside(language), { ...en, ...answers }];
  }),
);

/** The name of English among the word lists for somebody who reads `language`. */
export function englishBeside(language: string): string {
  return Object.hasOwn(SAYS_SOMETHING_ELSE, language) ? `en-beside-${language}` : "en";
}
