import { isUnspaced } from "./letters";
import type { NormalisedReply } from "./normalise";
import { Phrases } from "./phrases";
import type { Vocabulary } from "./vocabulary";

/** "stop stop STOP" says stop; a longer row of words is free text. */
const MOST_WORDS = 12;

export type OptOutReading = { verdict: "opt-out" | "unclear"; rule: string; wrongNumber?: boolean } | undefined;

/** Rows 1 and 2: a revocation in any reasonable wording; "don't stop", "stop by at 5?" and quoted reminders are none. */
export function readOptOut(reply: NormalisedReply, words: Vocabulary): OptOutReading {
  const { tokens, sentences, clauses, question, cut, size } = reply;
  if (!cut && size <= MOST_WORDS && tokens.length > 0 && Phrases.covers(tokens, 0, [words.optOut]))
    return { verdict: "opt-out", rule: "1-exact" };
  if (sentences.length > 0 && !question && !cut && sentences.every((s, i) => words.wrongNumber.is(s) || (i > 0 && isFiller(s, words)))) {
    return { verdict: "opt-out", rule: "2-wrong-number", wrongNumber: true };
  }
  if (clauses.some((clause) => isStrong(clause, words))) return { verdict: "opt-out", rule: "2-sentence" };
  let unclear = words.optOutUnclear.is(tokens);
  for (const sentence of sentences) {
    if (isClosed(sentence, words)) return { verdict: "opt-out", rule: "2-closed-phrase" };
    for (const { phrases, negations, doubts } of words.optOutFreeText) {
      const at = phrases.find(sentence);
      if (at < 0) continue;
      const end = at + phrases.lengthsAt(sentence, at)[0]!;
      const turned = negations.find(sentence.slice(0, at)) >= 0;
      // What lies within the phrase itself (Greek "no more" is spelled like "but") is no doubt about it.
      const doubtful = sentence.some((_, from) => doubts.lengthsAt(sentence, from).some((length) => from < at || from + length > end));
      if (!turned && !doubtful) return { verdict: "opt-out", rule: "2-phrase" };
      unclear = true;
    }
  }
  return unclear ? { verdict: "unclear", rule: "2-unclear" } : undefined;
}

/** A short clause that is a strong opt-out word with nothing but politeness or a yes around it (a Spanish "no" would turn it around). */
function isStrong(clause: readonly string[], words: Vocabulary): boolean {
  if (clause.length > (clause.some(isUnspaced) ? 24 : 12)) return false;
  const around = [words.polite, words.yesLeading, words.optOutStrong];
  for (let start = 0; start < clause.length; start++) {
    if (!Phrases.covers(clause.slice(0, start), 0, around)) continue;
    for (const length of words.optOutStrong.lengthsAt(clause, start)) {
      if (Phrases.covers(clause, start + length, around)) return true;
    }
  }
  return false;
}

function isClosed(sentence: readonly string[], words: Vocabulary): boolean {
  return words.optOutClosed.lengthsAt(sentence, 0).some((length) => Phrases.covers(sentence, length, [words.optOutTails]));
}

function isFiller(sentence: readonly string[], words: Vocabulary): boolean {
  return isStrong(sentence, words) || Phrases.covers(sentence, 0, [words.polite, words.noTails]);
}
