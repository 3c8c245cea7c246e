/** Twilio's error codes as data: what each means and what the product does about it. One line per correction. */
import type { Failure } from "@/lib/carriers/types";

export type TwilioAction =
  /** Try the same again after a pause. */
  | "retry"
  /** Wait for the next free slot or day. */
  | "defer"
  /** A few more tries, then another channel; the contact is invalid after three separate days. */
  | "later-then-other-channel"
  /** One more try, then another channel. */
  | "once-then-other-channel"
  /** The contact is wrong: mark it invalid, use another channel. */
  | "invalid-contact"
  /** A line that cannot take texts: relabel it voice, use another channel. */
  | "not-sms"
  /** Do-not-contact; never retried, on any sender. */
  | "opted-out"
  /** Blocked by recipient or carrier: no retry, another channel. */
  | "blocked"
  /** Filtered as spam: this text is not repeated; counted towards the alert. */
  | "filtered"
  /** Stop this sender, tell the admin, keep the messages. */
  | "stop-sender"
  /** Stop the organization's sends, alert, keep the messages. */
  | "stop-account";

export type TwilioCode = {
  meaning: string;
  action: TwilioAction;
  /** Minutes to wait before each further try; its length is the number of tries left. */
  retryMinutes?: number[];
};

const backOff = [1, 5, 15, 60];

const table: Record<string, TwilioCode> = {
  "20429": { meaning: "too many requests", action: "retry", retryMinutes: backOff },
  "21611": { meaning: "the sender's queue is full", action: "retry", retryMinutes: backOff },
  "30001": { meaning: "the carrier's queue overflowed", action: "retry", retryMinutes: backOff },
  "30410": { meaning: "the network timed out", action: "retry", retryMinutes: backOff },
  "30036": { meaning: "its time was over before it was sent", action: "retry", retryMinutes: backOff },
  "20503": { meaning: "service unavailable", action: "retry", retryMinutes: backOff },
  "30022": { meaning: "10DLC rate exceeded", action: "defer", retryMinutes: [1, 5, 15, 60] },
  "30023": { meaning: "10DLC daily cap reached", action: "defer", retryMinutes: [24 * 60] },
  "30003": { meaning: "handset unreachable", action: "later-then-other-channel", retryMinutes: [15, 240] },
  "30008": { meaning: "unknown delivery error", action: "once-then-other-channel", retryMinutes: [15] },
  "21211": { meaning: "invalid recipient number", action: "invalid-contact" },
  "21214": { meaning: "the number cannot be reached", action: "invalid-contact" },
  "21217": { meaning: "not a valid number to call", action: "invalid-contact" },
  "30005": { meaning: "unknown number", action: "invalid-contact" },
  "21614": { meaning: "not a mobile number", action: "not-sms" },
  "21635": { meaning: "a landline", action: "not-sms" },
  "30006": { meaning: "a landline or an unreachable carrier", action: "not-sms" },
  "21610": { meaning: "the recipient opted out", action: "opted-out" },
  "30004": { meaning: "blocked by recipient or carrier", action: "blocked" },
  "21216": { meaning: "calls to this number are not allowed", action: "blocked" },
  "30007": { meaning: "filtered as spam", action: "filtered" },
  "21210": { meaning: "the sender number is not verified", action: "stop-sender" },
  "21212": { meaning: "invalid sender number", action: "stop-sender" },
  "21213": { meaning: "no sender number", action: "stop-sender" },
  "21215": { meaning: "calls to this country are not enabled", action: "stop-sender" },
  "21408": { meaning: "texts to this country are not enabled", action: "stop-sender" },
  "21603": { meaning: "no sender number", action: "stop-sender" },
  "21606": { meaning: "the sender number is not ours or cannot text", action: "stop-sender" },
  "30032": { meaning: "toll-free number not verified", action: "stop-sender" },
  "30034": { meaning: "10DLC number not registered", action: "stop-sender" },
  "20003": { meaning: "keys refused", action: "stop-account" },
  "20005": { meaning: "account not active", action: "stop-account" },
  "30002": { meaning: "account suspended", action: "stop-account" },
};

/** What is done with a code that is not in the table: as with 30008, one more try, then another channel. */
const unknown: TwilioCode = { meaning: "unknown to us", action: "once-then-other-channel", retryMinutes: [15] };

/** The entry for a code of an API answer or a receipt; an unknown one is treated like 30008. [RTY-01] */
export function twilioCode(code: string | number): TwilioCode {
  return Object.hasOwn(table, String(code)) ? (table[String(code)] ?? unknown) : unknown;
}

/** Every code with an entry of its own, as strings. */
export function knownTwilioCodes(): string[] {
  return Object.keys(table);
}

const failures: Record<TwilioAction, Failure> = {
  retry: "passing",
  defer: "rate",
  "later-then-other-channel": "passing",
  "once-then-other-channel": "passing",
  "invalid-contact": "permanent",
  "not-sms": "permanent",
  "opted-out": "opted-out",
  blocked: "permanent",
  filtered: "permanent",
  "stop-sender": "config",
  "stop-account": "account",
};

/** The coarse class of a code, as `SendOutcome` carries it. */
export function twilioFailure(code: string | number): Failure {
  return String(code) === "20429" || String(code) === "21611" ? "rate" : failures[twilioCode(code).action];
}
