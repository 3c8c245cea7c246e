import { type ContactChoice, type ContactFacts, chooseSender, type SenderFacts } from "@/lib/consent/choose-contact";
import { decideReminder, recheckReminder } from "@/lib/reminders/rules";
import type { ClaimedRow } from "./claim";
import type { Gathered } from "./reminder-facts";
import type { TrailEntry } from "./trail";

export type Verdict =
  | { outcome: "send"; contact: Pick<ContactFacts, "endpointId" | "address" | "channel">; sender: SenderFacts; trail: TrailEntry[] }
  | { outcome: "move"; at: Date; trail: TrailEntry[] }
  | { outcome: "skip" | "hold" | "fail"; reason: string; trail: TrailEntry[] };

/**
 * The last look at a claimed reminder, with today's facts, in this order: is the visit still to be reminded of (recheckReminder), is there a
 * contact that may be used (chooseContact), is this an allowed time (decideSend). Pure.
 */
export function decideClaimed(row: ClaimedRow, g: Gathered | undefined, now: Date, laterDueAt: Date | undefined): Verdict {
  const entry = (outcome: TrailEntry["outcome"], reason: string): TrailEntry => ({
    at: now.toISOString(),
    rule: "dispatch",
    outcome,
    reason,
  });
  if (!g) return { outcome: "skip", reason: "appointment-cancelled", trail: [entry("skipped", "appointment-cancelled")] };
  const byStaff = row.requestedBy !== null;
  const recheck = recheckReminder(
    { ...g.facts, step: { stepKey: row.stepKey, isFinal: row.isFinal, scheduleRevision: row.scheduleRevision, byStaff }, laterDueAt },
    now,
  );
  // "No contact" is told more exactly below: the choice knows which rule took the last one away.
  if (recheck.outcome !== "send" && recheck.reason !== "no-contact") return recheck;
  const choice: ContactChoice = g.choice;
  if (choice.outcome === "none") {
    if (choice.reason === "sender-stopped") return { outcome: "hold", reason: choice.reason, trail: choice.trail };
    return row.attempts > 0
      ? { outcome: "fail", reason: choice.reason, trail: choice.trail }
      : { outcome: "skip", reason: choice.reason, trail: choice.trail };
  }
  const decision = decideReminder(g.facts, row, now, now, byStaff ? "staff" : "reminder");
  const trail = [...choice.trail, ...decision.trail];
  if (decision.outcome === "send") return { outcome: "send", contact: choice.contact, sender: choice.sender, trail };
  if (decision.outcome === "move") return { outcome: "move", at: decision.at, trail };
  return { outcome: decision.outcome, reason: decision.reason, trail };
}

export type AnswerTarget = {
  endpointId: string;
  address: string;
  suppressed: boolean;
  /** What the allow-list or the block-list says ([CON-07], [CON-08]); it holds for answers too. */
  barred?: "contact-blocked" | "not-on-allow-list" | undefined;
};

/** Templates that go out although the number is opted out: each is the one confirmation of what the patient just said. */
const DESPITE_OPT_OUT = new Set(["opt-out-confirm", "opt-out-confirm-cancel", "cancel-question"]);
const CONFIRM_WITHIN_MS = 5 * 60_000;
const ANSWER_WITHIN_MS = 60 * 60_000;

/**
 * An answer to what a patient just sent goes back to the same number at once, at any hour. An opt-out is confirmed within five minutes or
 * not at all (47 CFR 64.1200(a)(12)); other answers go stale after an hour. Pure.
 */
export function decideAnswerMessage(
  row: ClaimedRow,
  target: AnswerTarget | undefined,
  senders: readonly SenderFacts[],
  now: Date,
): Verdict {
  const end = (outcome: "skip" | "hold", reason: string): Verdict => ({
    outcome,
    reason,
    trail: [{ at: now.toISOString(), rule: "answer", outcome: outcome === "skip" ? "skipped" : "held", reason }],
  });
  const confirmsOptOut = DESPITE_OPT_OUT.has(row.templateKey);
  if (!target || !row.channel) return end("skip", "no-contact");
  if (target.barred) return end("skip", target.barred);
  if (target.suppressed && !confirmsOptOut) return end("skip", "do-not-contact");
  if (now.getTime() - row.idealAt.getTime() > (confirmsOptOut ? CONFIRM_WITHIN_MS : ANSWER_WITHIN_MS))
    return end("skip", "answer-too-late");
  const sender = senders.find((s) => s.id === row.senderId) ?? chooseSender(senders, row.channel, row.facilityId);
  if (!sender) return end("skip", "no-sender");
  if (sender.stopped) return end("hold", "sender-stopped");
  return {
    outcome: "send",
    contact: { endpointId: target.endpointId, address: target.address, channel: row.channel },
    sender,
    trail: [{ at: now.toISOString(), rule: "answer", outcome: "kept", reason: "answers-at-once" }],
  };
}
