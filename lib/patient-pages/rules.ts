import { type AnswerFacts, decideAnswer, type AnswerSettings } from "@/lib/appointments/rules";
import { appointmentStatus } from "@/lib/appointments/status";

/** What a message let the patient answer ([REM-02]). */
export type Allowed = "confirm-cancel" | "confirm" | "none";

/** What the page says about the visit; `past` is a booked visit whose start is over. */
export type ShownStatus = "unconfirmed" | "confirmed" | "cancelled" | "rescheduled" | "no-show" | "completed" | "past";

export type VisitPageFacts = AnswerFacts;

export type VisitPageState = { status: ShownStatus; canConfirm: boolean; canCancel: boolean };

/**
 * What the page may offer: the patient's own answers are narrower than what the question allowed once the visit has begun or the
 * patient has arrived, because nobody at the clinic expects them to change then.
 */
export function answersNow(allowed: Allowed, facts: Pick<VisitPageFacts, "startsAt" | "arrival">, now: Date): Allowed {
  return facts.startsAt <= now || facts.arrival !== "none" ? "none" : allowed;
}

/** The status in the patient's terms and the buttons of the visit's page ([REM-03]); the same rule decides when a button is pressed. */
export function visitPageState(facts: VisitPageFacts, allowed: Allowed, settings: AnswerSettings, now: Date): VisitPageState {
  const can = (answer: "confirm" | "cancel"): boolean =>
    decideAnswer(answer, answersNow(allowed, facts, now), facts, settings, now).outcome === "apply";
  return { status: shownStatus(facts, now), canConfirm: can("confirm"), canCancel: can("cancel") };
}

function shownStatus(facts: VisitPageFacts, now: Date): ShownStatus {
  const status = appointmentStatus(facts);
  switch (status) {
    case "arrived":
    case "checked-in":
    case "in-room":
      return "confirmed";
    case "unconfirmed":
    case "confirmed":
      return facts.startsAt <= now ? "past" : status;
    default:
      return status;
  }
}

/**
 * What the message's link allows. A reminder's link allows what its step asked; another message about the visit (an answer to a
 * text) what the latest reminder asked; a link that staff gave without a message, both.
 */
export function allowedByLink(of: { messageId: string | null; reminderAnswers: Allowed | null; latestAnswers: Allowed | null }): Allowed {
  return of.reminderAnswers ?? of.latestAnswers ?? (of.messageId === null ? "confirm-cancel" : "none");
}

/** Enough of a number or address to recognise it, and no more: a link may have been forwarded. `••• 0134`, `r•••@example.com`. */
export function maskedAddress(kind: "phone" | "email", address: string): string {
  if (kind === "phone") return `••• ${address.slice(-4)}`;
  const at = address.lastIndexOf("@");
  return `${address.slice(0, 1)}•••${address.slice(at)}`;
}
