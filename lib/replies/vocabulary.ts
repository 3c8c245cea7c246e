import { normaliseReply } from "./normalise";
import { isUnspaced } from "./letters";
import { bareKey, Phrases } from "./phrases";
import { WORD_LISTS, wordListsFor } from "./words";
import type { WordList } from "./words/types";

/** The word lists of a patient's languages, joined and ready to be matched; `polite` holds the greetings too. */
export type Vocabulary = ReturnType<typeof build>;

/** English words that lead a sentence but mean something else in the patient's own language: whole text only. */
const WHOLE_ONLY: Readonly<Record<string, readonly string[]>> = { es: ["y"] };

/** English answers that mean something else in the patient's own language (a Polish "no" is a casual yes, a Portuguese "kk" a laugh): never acted on. */
const NOT_ENGLISH: Readonly<Record<string, readonly string[]>> = { pl: ["no"], pt: ["kk"] };

/** Languages in which accents tell words apart: a token that has them is compared with them. */
const ACCENTS_MATTER: ReadonlySet<string> = new Set(["vi"]);

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

/** Opting out and emergencies in free text are understood in every language there are words for, whoever writes. */
type FreeText = { language: string; own: Phrases; foreign: Phrases; negations: Phrases; doubts: Phrases };
let freeText: FreeText[] | undefined;
let urgentAnywhere: Phrases | undefined;

/** Long enough to mean the same in a text of another language: so many letters of a script without spaces, or so many of a single word. */
function isTelling(phrase: string, unspaced: number, letters: number): boolean {
  const { tokens } = normaliseReply(phrase);
  if (tokens.every(isUnspaced)) return tokens.length >= unspaced;
  return tokens.length > 1 || (tokens[0]?.length ?? 0) >= letters;
}

/** Each language once: the two ways of writing Chinese share a list. */
const EACH = Object.entries(WORD_LISTS).filter(([, list], i, all) => all.findIndex(([, other]) => other === list) === i);
const isOwn = (languages: readonly string[], language: string): boolean =>
  languages.some((own) => own === language || WORD_LISTS[own] === WORD_LISTS[language]) || language === "en";

function shared(): { freeText: FreeText[]; urgent: Phrases } {
  freeText ??= EACH.map(([language, list]) => ({
    language,
    own: new Phrases(list.optOutPhrases),
    foreign: new Phrases(list.optOutPhrases.filter((phrase) => isTelling(phrase, 3, 5))),
    negations: new Phrases(list.optOutNegations),
    doubts: new Phrases(list.optOutDoubts),
  }));
  urgentAnywhere ??= new Phrases(EACH.flatMap(([, list]) => list.urgent.filter((phrase) => isTelling(phrase, 2, 3))));
  return { freeText, urgent: urgentAnywhere };
}

/** Bare keys that stand in more than one of the lists. */
function clashes(...lists: string[][]): Set<string> {
  const seen = new Map<string, number>();
  for (const [i, list] of lists.entries())
    for (const phrase of list) {
      const key = bareKey(phrase);
      seen.set(key, (seen.get(key) ?? 0) | (1 << i));
    }
  return new Set([...seen].filter(([, bits]) => (bits & (bits - 1)) !== 0).map(([key]) => key));
}

function build(languages: readonly string[]) {
  const own = languages.flatMap((language) => WORD_LISTS[language] ?? []);
  const foreign = EACH.flatMap(([language, list]) => (isOwn(languages, language) ? [] : [list]));
  const all = (pick: (list: WordList) => string[]): string[] => own.flatMap(pick);
  const wholeOnly = new Set(languages.flatMap((language) => WHOLE_ONLY[language] ?? []));

  const yes = all((l) => [...l.yesWhole, ...l.yesLeading]);
  const no = all((l) => [...l.noWhole, ...l.noLeading, ...l.cannotCome, ...l.cancelVisit]);
  const optOut = all((l) => l.optOut);
  // What means two things when typed without accents, or in the patient's language and in English, means neither.
  const both = clashes(
    yes,
    no,
    all((l) => l.reschedule),
    optOut,
  );
  for (const word of languages.flatMap((language) => NOT_ENGLISH[language] ?? [])) both.add(bareKey(word));
  const from = (pick: (list: WordList) => string[]) => new Phrases(all(pick), both);

  // A word of another language counts as a wish for no more messages only where it is no word of the patient's own.
  const known = new Set(
    all((l) => [
      ...l.yesWhole,
      ...l.yesLeading,
      ...l.yesTails,
      ...l.noWhole,
      ...l.noLeading,
      ...l.cannotCome,
      ...l.cancelVisit,
      ...l.noTails,
      ...l.reschedule,
      ...l.ambiguousCancel,
      ...l.lateTails,
      ...l.late,
      ...l.arrived,
      ...l.polite,
      ...l.greetings,
      ...l.help,
      ...l.joinWaitlist,
      ...l.leaveWaitlist,
      ...l.picks.flat(),
    ]).map(bareKey),
  );
  const withForeign = (pick: (list: WordList) => string[]) =>
    new Phrases([...all(pick), ...foreign.flatMap(pick).filter((phrase) => !known.has(bareKey(phrase)))], both);
  const leading = all((l) => l.yesLeading);
  const { freeText: texts, urgent } = shared();

  return {
    languages,
    keepAccents: languages.some((language) => ACCENTS_MATTER.has(language)),
    optOut: withForeign((l) => l.optOut),
    /** Typed without accents it may be an opt-out and may be something else. */
    optOutUnclear: new Phrases(optOut.filter((phrase) => both.has(bareKey(phrase)))),
    optOutStrong: withForeign((l) => l.optOutStrong),
    optOutClosed: withForeign((l) => l.optOutClosed),
    optOutTails: from((l) => l.optOutTails),
    wrongNumber: withForeign((l) => l.wrongNumber),
    urgentOwn: new Phrases(all((l) => l.urgent)),
    urgentAnywhere: urgent,
    // Per language, because each has its own negations: Spanish "no" turns "dejen de enviar" around, English "no" does not turn "stop texting".
    optOutFreeText: texts.map(({ language, own: mine, foreign: others, negations, doubts }) => ({
      phrases: isOwn(languages, language) ? mine : others,
      negations,
      doubts,
    })),
    ambiguousCancel: from((l) => l.ambiguousCancel),
    optIn: from((l) => l.optIn),
    help: from((l) => l.help),
    leaveWaitlist: from((l) => l.leaveWaitlist),
    joinWaitlist: from((l) => l.joinWaitlist),
    picks: Array.from({ length: 9 }, (_, i) => {
      const letter = i < 3 ? ["abc".charAt(i)] : [];
      return new Phrases([String(i + 1), `option ${i + 1}`, ...letter, ...own.flatMap((list) => list.picks[i] ?? [])]);
    }),
    reschedule: from((l) => l.reschedule),
    rescheduleAfterNo: from((l) => l.rescheduleAfterNo),
    yesWhole: new Phrases([...all((l) => l.yesWhole), ...leading.filter((word) => wholeOnly.has(word))], both),
    yesLeading: new Phrases(
      leading.filter((word) => !wholeOnly.has(word)),
      both,
    ),
    yesTails: from((l) => l.yesTails),
    lateTails: from((l) => l.lateTails),
    accentSensitive: new Map(
      own.flatMap((list) =>
        list.accentSensitive.map(
          (entry) =>
            [entry.word, { accented: normaliseReply(entry.accented).accented[0], bareTails: new Phrases(entry.bareTails) }] as const,
        ),
      ),
    ),
    noWhole: from((l) => l.noWhole),
    noLeading: from((l) => l.noLeading),
    cannotCome: from((l) => l.cannotCome),
    cancelVisit: from((l) => l.cancelVisit),
    noTails: from((l) => l.noTails),
    arrived: from((l) => l.arrived),
    late: from((l) => l.late),
    strictYes: from((l) => l.strictYes),
    strictNo: from((l) => l.strictNo),
    greetings: from((l) => l.greetings),
    polite: from((l) => [...l.polite, ...l.greetings]),
    hints: {
      confirm: from((l) => l.hints.confirm),
      cancel: from((l) => l.hints.cancel),
      reschedule: from((l) => l.hints.reschedule),
    },
  };
}
