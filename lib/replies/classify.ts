import { takeMinutes } from "./minutes";
import { normaliseReply, type NormalisedReply } from "./normalise";
import { readOptOut } from "./opt-out";
import { Phrases } from "./phrases";
import type { Intent, Reply, ReplyContext } from "./types";
import { vocabularyFor, type Vocabulary } from "./vocabulary";

type Answer = Omit<Reply, "urgent">;

/** A precise yes or no is short; anything longer is read by a person or asked about. */
const MAX_PRECISE_TOKENS = 16;
const MAX_ASKED_TOKENS = 30;
const MAX_POLITE_TOKENS = 12;

/** Tapbacks quote our own text, STOP and all: `Liked “… Reply STOP …”`, `👍 to “…”`. */
const REACTION =
  /^\s*(liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|reacted|removed a|le gustó|le encantó|\p{Extended_Pictographic}\uFE0F?\s*(to|a))\b[^"“«]{0,40}["“«]/iu;

/**
 * Reads a patient's reply [REM-11, CON-11]. Rows in order, the first that speaks wins: 1 opt-out word, 2 opt-out in
 * free text, 3 CANCEL, 4 opt-in, 5 help, 6 leave and 7 join waitlist, then an open CANCEL question, 8 pick,
 * 9 reschedule, 10 confirm, 11 cancel the visit, 12 arrived or late, 14 anything else.
 * Only exact words and closed phrases are acted on; an unclear yes or no is asked about, the rest goes to staff.
 * Pure; takes time proportional to the length of `text` (which is cut at 12,000 characters).
 */
export function classifyReply(text: string, ctx: ReplyContext): Reply {
  const words = vocabularyFor(ctx.language);
  const reply = normaliseReply(text, { keepAccents: words.keepAccents });
  const urgent = words.urgentOwn.find(reply.tokens) >= 0 || words.urgentAnywhere.find(reply.tokens) >= 0;
  const answer = read(text, reply, words, ctx);
  if (urgent && answer.act === "ask" && answer.intent === "other") return { ...answer, act: "staff", urgent };
  return { ...answer, urgent };
}

function read(text: string, reply: NormalisedReply, words: Vocabulary, ctx: ReplyContext): Answer {
  return (
    readCarrier(reply, words, ctx) ??
    readReaction(text, ctx) ??
    readRevocation(reply, words, ctx) ??
    readKeyword(reply, words, ctx) ??
    readCancelQuestion(reply, words, ctx) ??
    readPick(reply, words, ctx) ??
    readAnswer(reply, words, ctx) ??
    readRest(reply, words, ctx)
  );
}

/** The carrier acted on the word already; its verdict wins. */
function readCarrier(reply: NormalisedReply, words: Vocabulary, ctx: ReplyContext): Answer | undefined {
  if (ctx.carrierOptOut === "STOP") {
    return {
      intent: "opt-out",
      also: words.ambiguousCancel.is(impolite(reply.tokens, words)) ? ["ambiguous-cancel"] : [],
      act: "act",
      rule: "1-carrier",
    };
  }
  if (ctx.carrierOptOut === "HELP") return { intent: "help", also: [], act: "act", rule: "5-carrier" };
  // The carrier's list of opt-in words holds YES; ours does not: only START and UNSTOP turn texts on again.
  if (ctx.carrierOptOut === "START" && words.optIn.is(reply.tokens)) return { intent: "opt-in", also: [], act: "act", rule: "4-carrier" };
  return undefined;
}

function readReaction(text: string, ctx: ReplyContext): Answer | undefined {
  if (!REACTION.test(text.slice(0, 200))) return undefined;
  return { intent: "other", also: [], act: ctx.question?.kind === "reminder" ? "ask" : "staff", rule: "14-reaction" };
}

/** Rows 1 to 3. */
function readRevocation(reply: NormalisedReply, words: Vocabulary, ctx: ReplyContext): Answer | undefined {
  const optOut = readOptOut(reply, words);
  if (optOut?.verdict === "opt-out") {
    const also = optOut.rule === "1-exact" || !mentions(reply, words, "cancel") ? [] : (["cancel"] satisfies Intent[]);
    return { intent: "opt-out", also, act: "act", rule: optOut.rule, ...(optOut.wrongNumber && { wrongNumber: true }) };
  }
  if (optOut) return { intent: "other", also: ["opt-out"], act: "staff", rule: optOut.rule };
  if (reply.question || !words.ambiguousCancel.is(impolite(reply.tokens, words))) return undefined;
  if (ctx.question?.kind === "cancel-collision")
    return { intent: "opt-out", also: ["ambiguous-cancel"], act: "act", rule: "3-asked-already" };
  if (ctx.cancelMode === "A") return { intent: "ambiguous-cancel", also: [], act: "act", rule: "3-mode-a" };
  if (ctx.question?.kind === "reminder") return { intent: "ambiguous-cancel", also: [], act: "ask", rule: "3-mode-b" };
  return { intent: "opt-out", also: ["ambiguous-cancel"], act: "act", rule: "3-no-question" };
}

/** Rows 4 to 7. */
function readKeyword({ tokens }: NormalisedReply, words: Vocabulary, ctx: ReplyContext): Answer | undefined {
  if (words.optIn.is(tokens)) return { intent: "opt-in", also: [], act: "act", rule: "4-exact" };
  if (ctx.optedOut && !ctx.question && words.strictYes.is(tokens)) {
    return { intent: "opt-in", also: [], act: "staff", rule: "4-yes-is-not-start" };
  }
  if (words.help.is(tokens)) return { intent: "help", also: [], act: "act", rule: "5-exact" };
  if (words.leaveWaitlist.is(tokens)) return { intent: "leave-waitlist", also: [], act: "act", rule: "6-exact" };
  if (words.joinWaitlist.is(tokens)) return { intent: "join-waitlist", also: [], act: "act", rule: "7-exact" };
  return undefined;
}

/** Mode B's "1 = cancel only my visit, 2 = stop all texts": everything but a 1 is a full opt-out (47 CFR 64.1200(a)(12)). */
function readCancelQuestion(reply: NormalisedReply, words: Vocabulary, ctx: ReplyContext): Answer | undefined {
  if (ctx.question?.kind !== "cancel-collision") return undefined;
  const bare = impolite(reply.tokens, words);
  if (!reply.question && words.picks[0]?.is(bare)) return { intent: "cancel", also: [], act: "act", rule: "3-answer-1" };
  const also: Intent[] = mentions(reply, words, "cancel") ? ["cancel"] : [];
  return { intent: "opt-out", also, act: "act", rule: words.picks[1]?.is(bare) ? "3-answer-2" : "3-answer-else" };
}

/** Row 8, and nothing of rows 10 and 11 while a list is open: a "no" there declines the list, not a visit. */
function readPick(reply: NormalisedReply, words: Vocabulary, ctx: ReplyContext): Answer | undefined {
  if (ctx.question?.kind !== "pick") return undefined;
  const bare = impolite(reply.tokens, words);
  const index = words.picks.findIndex((names) => names.is(bare));
  if (index >= 0 && index < (ctx.question.options ?? 3) && !reply.question) {
    return { intent: "pick", also: [], pick: index + 1, act: "act", rule: "8-exact" };
  }
  if (index >= 0) return { intent: "other", also: [], act: "ask", rule: "8-out-of-range" };
  if (reply.size > 0 && reply.size <= 4 && !reply.question)
    return { intent: "other", also: seen(reply, words), act: "ask", rule: "8-unclear" };
  return undefined;
}

/** Rows 9 to 12, precise wordings only. */
function readAnswer(reply: NormalisedReply, words: Vocabulary, ctx: ReplyContext): Answer | undefined {
  const { tokens } = reply;
  if (tokens.length === 0 || reply.size > MAX_PRECISE_TOKENS || reply.cut) return undefined;
  if (isReschedule(reply, words)) return precise("reschedule", [], "9-closed-phrase", ctx, false);
  if (!reply.question) {
    const yes = readYes(reply, words, ctx.language);
    if (yes && !saysBoth(reply, words)) {
      const answer = precise("confirm", yes.late ? ["late"] : [], yes.rule, ctx, words.strictYes.is(tokens));
      return { ...answer, ...(yes.minutes && { lateMinutes: yes.minutes }) };
    }
    if (isNo(tokens, words) && !saysBoth(reply, words)) {
      const whole = words.noWhole.is(tokens) || words.noLeading.is(tokens);
      return precise("cancel", [], whole ? "11-whole" : "11-closed-phrase", ctx, words.strictNo.is(tokens));
    }
  }
  const bare = impolite(tokens, words);
  if (words.arrived.is(bare)) return { intent: "arrived", also: [], act: "staff", rule: "12-arrived" };
  if (words.late.is(bare)) return { intent: "late", also: [], act: "staff", rule: "12-late" };
  const timed = takeMinutes(tokens, ctx.language);
  if (timed && !reply.question && words.late.is(impolite(timed.tokens, words)))
    return { intent: "late", also: [], act: "staff", rule: "12-late", lateMinutes: timed.minutes };
  return undefined;
}

function precise(intent: "confirm" | "cancel" | "reschedule", also: Intent[], rule: string, ctx: ReplyContext, strict: boolean): Answer {
  if (ctx.question?.kind !== "reminder") return { intent, also, act: "staff", rule: `${rule}:no-question` };
  if (ctx.answersAllowed === "none" || (ctx.answersAllowed === "confirm" && intent !== "confirm"))
    return { intent, also, act: "staff", rule: `${rule}:not-allowed` };
  if (ctx.yesNoOnly && !strict) return { intent, also, act: intent === "reschedule" ? "staff" : "ask", rule: `${rule}:yes-no-only` };
  return { intent, also, act: "act", rule };
}

function isReschedule({ tokens, clauses }: NormalisedReply, words: Vocabulary): boolean {
  const courtesy = [words.polite, words.noTails];
  const answers = [...courtesy, words.noLeading, words.yesLeading, words.cannotCome];
  if (surrounded(tokens, words.reschedule, courtesy, courtesy) || surrounded(tokens, words.rescheduleAfterNo, answers, courtesy))
    return true;
  const last = clauses.findLastIndex((clause) => !Phrases.covers(clause, 0, courtesy));
  return (
    last > 0 &&
    surrounded(clauses[last] ?? [], words.reschedule, courtesy, courtesy) &&
    clauses.slice(0, last).every((clause) => Phrases.covers(clause, 0, answers))
  );
}

type Yes = { rule: string; late: boolean; minutes?: number };

function readYes(reply: NormalisedReply, words: Vocabulary, language: string): Yes | undefined {
  const { tokens, accented } = reply;
  if (words.yesWhole.is(tokens)) return { rule: "10-whole", late: false };
  const yes = yesAndTail(tokens, accented, words);
  if (yes) return yes;
  // "yes but I'll be 10 minutes late": the same without the minutes, where that is a yes with "late" in it.
  const timed = takeMinutes(tokens, language);
  const late = timed && yesAndTail(timed.tokens, accented, words);
  return late?.late ? { ...late, minutes: timed!.minutes } : undefined;
}

/** `accented` may be longer than the tokens, from where something was taken out; a word that needs its accent and does not find it there has none. */
function yesAndTail(tokens: readonly string[], accented: readonly string[], words: Vocabulary): Yes | undefined {
  const tails = [words.yesLeading, words.yesTails];
  for (let start = 0; start < tokens.length; start++) {
    if (!Phrases.covers(tokens.slice(0, start), 0, [words.greetings])) continue;
    for (const length of words.yesLeading.lengthsAt(tokens, start)) {
      const rest = start + length;
      const sensitive = words.accentSensitive.get(tokens[start] ?? "");
      if (sensitive && length === 1 && accented[start] !== sensitive.accented) {
        if (Phrases.covers(tokens, rest, [sensitive.bareTails]))
          return { rule: rest === tokens.length ? "10-whole" : "10-lead-and-tail", late: false };
        continue;
      }
      if (Phrases.covers(tokens, rest, tails))
        return { rule: rest === tokens.length && start === 0 ? "10-whole" : "10-lead-and-tail", late: false };
      if (Phrases.covers(tokens, rest, [...tails, words.lateTails])) return { rule: "10-lead-and-late", late: true };
    }
  }
  return undefined;
}

/** Words of a yes and of a no side by side are never acted on. A word that is part of a longer one of the other kind does not count ("can come" in "can't come"). */
function saysBoth({ tokens }: NormalisedReply, words: Vocabulary): boolean {
  const yes = spans(tokens, words.hints.confirm);
  const no = [...spans(tokens, words.hints.cancel), ...spans(tokens, words.cannotCome)];
  const standsAlone = (one: Span, others: Span[]): boolean =>
    !others.some((other) => other.from < one.to && one.from < other.to && other.to - other.from > one.to - one.from);
  return yes.some((span) => standsAlone(span, no)) && no.some((span) => standsAlone(span, yes));
}

type Span = { from: number; to: number };

function spans(tokens: readonly string[], phrases: Phrases): Span[] {
  return tokens.flatMap((_, from) => phrases.lengthsAt(tokens, from).map((length) => ({ from, to: from + length })));
}

function isNo(tokens: readonly string[], words: Vocabulary): boolean {
  if (words.noWhole.is(tokens)) return true;
  const sorry = [words.noTails];
  return (
    surrounded(tokens, words.noLeading, sorry, sorry) ||
    surrounded(tokens, words.cannotCome, [words.noLeading, words.polite, words.noTails], [words.polite, words.noTails]) ||
    surrounded(tokens, words.cancelVisit, [words.polite, words.noTails], [words.polite, words.noTails])
  );
}

/** One phrase of `core`, with nothing but phrases of `before` and `after` around it. */
function surrounded(tokens: readonly string[], core: Phrases, before: readonly Phrases[], after: readonly Phrases[]): boolean {
  for (let start = 0; start < tokens.length; start++) {
    if (!Phrases.covers(tokens.slice(0, start), 0, before)) continue;
    if (core.lengthsAt(tokens, start).some((length) => Phrases.covers(tokens, start + length, after))) return true;
  }
  return false;
}

/** Row 14 and the unclear cases of rows 9 to 11: asked about once while a reminder is open and the text looks like an answer. */
function readRest(reply: NormalisedReply, words: Vocabulary, ctx: ReplyContext): Answer {
  const also = seen(reply, words);
  const leads = startsLikeAnswer(reply.tokens, words);
  const asked = ctx.question?.kind === "reminder" && reply.size <= MAX_ASKED_TOKENS && (leads || also.length > 0);
  if (asked) return { intent: "other", also, act: "ask", rule: leads ? "10-unclear-remainder" : "14-unclear" };
  return { intent: "other", also, act: "staff", rule: reply.tokens.length === 0 ? "14-empty" : "14-other" };
}

function startsLikeAnswer(tokens: readonly string[], words: Vocabulary): boolean {
  return [words.yesWhole, words.yesLeading, words.noWhole, words.noLeading].some((set) => set.lengthsAt(tokens, 0).length > 0);
}

function seen(reply: NormalisedReply, words: Vocabulary): Intent[] {
  return (["reschedule", "confirm", "cancel"] as const).filter((intent) => mentions(reply, words, intent));
}

function mentions(reply: NormalisedReply, words: Vocabulary, intent: keyof Vocabulary["hints"]): boolean {
  return words.hints[intent].find(reply.tokens) >= 0;
}

/** The tokens without politeness at either end. */
function impolite(tokens: readonly string[], words: Vocabulary): string[] {
  let from = 0;
  let to = tokens.length;
  for (;;) {
    const length = words.polite.lengthsAt(tokens, from)[0];
    if (length === undefined || from + length >= to) break;
    from += length;
  }
  // The longest first, from the end: up to so many tokens, because one word of a script without spaces is several.
  for (let size = Math.min(MAX_POLITE_TOKENS, to - from - 1); size > 0; size--) {
    while (to - size > from && words.polite.is(tokens.slice(to - size, to))) to -= size;
  }
  return tokens.slice(from, to);
}
