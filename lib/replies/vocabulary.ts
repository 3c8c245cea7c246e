import { normaliseReply } from "./normalise";
import { Phrases } from "./phrases";
import { WORD_LISTS, wordListsFor } from "./words";
import type { WordList } from "./words/types";

/** The word lists of a patient's languages, joined and ready to be matched; `polite` holds the greetings too. */
export type Vocabulary = ReturnType<typeof build>;

/** Words that lead a sentence in English but mean something else in the patient's own language: whole text only. */
const WHOLE_ONLY: Readonly<Record<string, readonly string[]>> = { es: ["y"] };

const cache = new Map<string, Vocabulary>();

/** Vocabulary for a BCP 47 tag: that language plus English. Built once per language. */
export function vocabularyFor(language: string): Vocabulary {
  const languages = wordListsFor(language);
  const key = languages.join("+");
  let vocabulary = cache.get(key);
  if (!vocabulary) {
    vocabulary = build(languages);
    cache.set(key, vocabulary);
  }
  return vocabulary;
}

function build(languages: readonly string[]) {
  const own = languages.flatMap((language) => WORD_LISTS[language] ?? []);
  const all = Object.values(WORD_LISTS);
  const from = (pick: (list: WordList) => string[]) => new Phrases(own.flatMap(pick));
  // Opting out and emergencies are understood in every language we have words for, whoever writes.
  const fromAll = (pick: (list: WordList) => string[]) => new Phrases(all.flatMap(pick));

  const wholeOnly = new Set(languages.flatMap((language) => WHOLE_ONLY[language] ?? []));
  const leading = own.flatMap((list) => list.yesLeading);

  return {
    optOut: fromAll((list) => list.optOut),
    optOutStrong: fromAll((list) => list.optOutStrong),
    optOutClosed: fromAll((list) => list.optOutClosed),
    optOutTails: fromAll((list) => list.optOutTails),
    wrongNumber: fromAll((list) => list.wrongNumber),
    urgent: fromAll((list) => list.urgent),
    // Per language, because each has its own negations: Spanish "no" turns "dejen de enviar" around, English "no" does not turn "stop texting".
    optOutFreeText: all.map((list) => ({
      phrases: new Phrases(list.optOutPhrases),
      negations: new Phrases(list.optOutNegations),
      doubts: new Phrases(list.optOutDoubts),
    })),
    ambiguousCancel: from((list) => list.ambiguousCancel),
    optIn: from((list) => list.optIn),
    help: from((list) => list.help),
    leaveWaitlist: from((list) => list.leaveWaitlist),
    joinWaitlist: from((list) => list.joinWaitlist),
    picks: Array.from({ length: 9 }, (_, i) => {
      const letter = i < 3 ? ["abc".charAt(i)] : [];
      return new Phrases([String(i + 1), `option ${i + 1}`, ...letter, ...own.flatMap((list) => list.picks[i] ?? [])]);
    }),
    reschedule: from((list) => list.reschedule),
    rescheduleAfterNo: from((list) => list.rescheduleAfterNo),
    yesWhole: new Phrases([...own.flatMap((list) => list.yesWhole), ...leading.filter((word) => wholeOnly.has(word))]),
    yesLeading: new Phrases(leading.filter((word) => !wholeOnly.has(word))),
    yesTails: from((list) => list.yesTails),
    lateTails: from((list) => list.lateTails),
    accentSensitive: new Map(
      own.flatMap((list) =>
        list.accentSensitive.map(
          (entry) =>
            [entry.word, { accented: normaliseReply(entry.accented).accented[0], bareTails: new Phrases(entry.bareTails) }] as const,
        ),
      ),
    ),
    noWhole: from((list) => list.noWhole),
    noLeading: from((list) => list.noLeading),
    cannotCome: from((list) => list.cannotCome),
    cancelVisit: from((list) => list.cancelVisit),
    noTails: from((list) => list.noTails),
    arrived: from((list) => list.arrived),
    late: from((list) => list.late),
    strictYes: from((list) => list.strictYes),
    strictNo: from((list) => list.strictNo),
    greetings: from((list) => list.greetings),
    polite: from((list) => [...list.polite, ...list.greetings]),
    hints: {
      confirm: from((list) => list.hints.confirm),
      cancel: from((list) => list.hints.cancel),
      reschedule: from((list) => list.hints.reschedule),
    },
  };
}
