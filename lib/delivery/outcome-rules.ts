import type { TwilioAction } from "@/lib/carriers/twilio/codes";
import { twilioCode } from "@/lib/carriers/twilio/codes";
import type { Refused } from "@/lib/carriers/types";

/** What follows from a carrier's refusal, or from a receipt that says a message did not arrive. */
export type AfterFailure =
  | { next: "retry"; afterMinutes: number; reason: string }
  | { next: "other-contact"; reason: string; invalidCode?: string; relabel?: "landline"; suppress?: true }
  | { next: "stop-sender"; reason: string }
  | { next: "stop-account"; reason: string }
  | { next: "fail"; reason: string };

const RESEND_BACK_OFF = [1, 5, 15, 60];
/** The carrier never saw the message: it is not the message that has to wait longer and longer. */
const NEVER_HANDED_OVER = new Set(["network", "lease-over", "changed-since", "carrier-silent"]);
const LONGEST_PAUSE_UNSEEN = 15;

/**
 * [RTY-01, RTY-02] The table of carrier codes decides: passing reasons are tried again on the same channel after the code's own
 * pauses, permanent ones move to the patient's next contact, configuration and account faults keep the message and stop the sender.
 * `attempt` counts from 1; pauses are minutes of product time.
 */
export function afterFailure(input: {
  channel: "sms" | "voice" | "email";
  failure: Refused["failure"];
  code: string;
  attempt: number;
  retryAfterSeconds?: number;
}): AfterFailure {
  const { code, attempt } = input;
  if (input.failure === "account") return { next: "stop-account", reason: "account-stopped" };
  if (input.failure === "config") return { next: "stop-sender", reason: "sender-stopped" };
  if (input.failure === "opted-out") return { next: "other-contact", reason: "carrier-opted-out", suppress: true };
  const entry = input.channel !== "email" && /^\d+$/.test(code) ? twilioCode(code) : undefined;
  const action: TwilioAction = entry?.action ?? (input.failure === "passing" || input.failure === "rate" ? "retry" : "invalid-contact");
  const pauses = entry?.retryMinutes ?? (action === "retry" ? RESEND_BACK_OFF : []);
  const pause = pauses[attempt - 1];
  switch (action) {
    case "retry":
    case "defer": {
      // An outage may last for hours: nothing is given up while the reason is a passing one; the recheck ends it when the visit is past.
      const last = pauses.at(-1) ?? 60;
      const minutes = Math.min(pause ?? last, NEVER_HANDED_OVER.has(code) ? LONGEST_PAUSE_UNSEEN : Number.POSITIVE_INFINITY);
      return { next: "retry", afterMinutes: Math.max(minutes, Math.ceil((input.retryAfterSeconds ?? 0) / 60)), reason: "carrier-passing" };
    }
    case "later-then-other-channel":
    case "once-then-other-channel":
      return pause === undefined
        ? { next: "other-contact", reason: "carrier-unreachable" }
        : { next: "retry", afterMinutes: pause, reason: "carrier-passing" };
    case "invalid-contact":
      return { next: "other-contact", reason: "contact-invalid", invalidCode: code };
    case "not-sms":
      return { next: "other-contact", reason: "contact-not-sms", relabel: "landline" };
    case "opted-out":
      return { next: "other-contact", reason: "carrier-opted-out", suppress: true };
    case "blocked":
      return { next: "other-contact", reason: "carrier-blocked" };
    case "filtered":
      return { next: "fail", reason: "carrier-filtered" };
    case "stop-sender":
      return { next: "stop-sender", reason: "sender-stopped" };
    case "stop-account":
      return { next: "stop-account", reason: "account-stopped" };
  }
}
