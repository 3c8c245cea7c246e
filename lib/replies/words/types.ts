/**
 * The words of one language. Entries are written as people write them; they are normalised like replies
 * (accents, apostrophes and punctuation do not matter). A list is the whole of what is understood: add an entry to widen it.
 */
export type WordList = {
  /** Row 1: the whole text, in any context. */
  optOut: string[];
  /** Of those, the words that mean the same inside a short sentence ("no. stop.", "ok stop"). */
  optOutStrong: string[];
  /** Row 2: anywhere in a sentence, unless a word of `optOutNegations` comes before or one of `optOutDoubts` is in the sentence. */
  optOutPhrases: string[];
  /** Row 2: at the start of a sentence whose remainder consists of `optOutTails`. */
  optOutClosed: string[];
  optOutTails: string[];
  optOutNegations: string[];
  optOutDoubts: string[];
  /** Row 2: the whole sentence, from someone who is not the patient. */
  wrongNumber: string[];
  /** Row 3. */
  ambiguousCancel: string[];
  /** Row 4. */
  optIn: string[];
  /** Rows 5, 6, 7. */
  help: string[];
  leaveWaitlist: string[];
  joinWaitlist: string[];
  /** Row 8: written-out numbers, first entry = 1. */
  picks: string[][];
  /** Row 9: the whole text, politeness aside; after a yes, a no or "I can't come" only where a comma or full stop parts them. */
  reschedule: string[];
  /** Row 9: of those, the ones that a leading no cannot turn around even without a comma ("no reschedule", but not "no change"). */
  rescheduleAfterNo: string[];
  /** Row 10: the whole text only. */
  yesWhole: string[];
  /** Row 10: the whole text, or leading with a remainder made of `yesTails` and `lateTails`. */
  yesLeading: string[];
  yesTails: string[];
  lateTails: string[];
  /** Leading words that mean something else without their accent (si): bare, only these may follow. */
  accentSensitive: { word: string; accented: string; bareTails: string[] }[];
  /** Row 11: the whole text. */
  noWhole: string[];
  /** Row 11: the whole text, apologies aside, or before a `cannotCome`. */
  noLeading: string[];
  /** Row 11: "I can't come"; a leading no and apologies may stand around it. */
  cannotCome: string[];
  /** Row 11: "cancel my appointment"; no leading yes or no, which may turn it around. */
  cancelVisit: string[];
  noTails: string[];
  /** Row 12. */
  arrived: string[];
  late: string[];
  /** Rule [REM-12]. */
  strictYes: string[];
  strictNo: string[];
  /** Greetings and thanks that change nothing before or after a precise wording. */
  greetings: string[];
  /** The same, except that before a yes they ask *us* for something ("please confirm"). */
  polite: string[];
  /** Words that show what an unclear text is about. */
  hints: { confirm: string[]; cancel: string[]; reschedule: string[] };
  /** Row 14: a person at once. */
  urgent: string[];
};
