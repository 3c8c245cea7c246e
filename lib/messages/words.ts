import { knownTwilioCodes, twilioCode } from "@/lib/carriers/twilio/codes";
import { TEMPLATE_PURPOSES } from "@/lib/templates";

/** What the screens call stored codes. A code without words of its own is shown as its words. */
function humanise(code: string): string {
  const words = code.replaceAll(/[-_]+/g, " ").trim();
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : "";
}

const own = (words: Record<string, string>, code: string): string => (Object.hasOwn(words, code) ? words[code]! : humanise(code));

const CHANNELS: Record<string, string> = { sms: "Text", voice: "Call", email: "E-mail", secure: "Secure message", fax: "Fax" };
export const channelWords = (channel: string): string => own(CHANNELS, channel);

export const templateWords = (key: string): string => own(TEMPLATE_PURPOSES, key);

const INTENTS: Record<string, string> = {
  confirm: "Confirms",
  cancel: "Cancels",
  reschedule: "Wants another time",
  "opt-out": "Wants no more messages",
  "opt-in": "Wants messages again",
  "ambiguous-cancel": "Cancels the visit or the messages",
  help: "Asks for help",
  pick: "Chooses from the list",
  late: "Is running late",
  arrived: "Has arrived",
  "join-waitlist": "Joins the waitlist",
  "leave-waitlist": "Leaves the waitlist",
  other: "For a person to read",
};
/** Every meaning that an answer may have. */
export const INTENT_CODES = Object.keys(INTENTS);
/** What a patient's answer was understood as. */
export const intentWords = (intent: string): string => own(INTENTS, intent);

/** Why an answer that was understood changed nothing, by the end of the rule that spoke. */
const NOT_DONE: Record<string, string> = {
  "yes-no-only": "only the words yes and no are acted on",
  "not-allowed": "the message did not let this be answered",
  "no-question": "no message about a visit was waiting for an answer",
};

/** What an answer was understood as, and why nothing was done about it where a setting or the question forbade it. Empty without a meaning. */
export function meaningWords(intent: string | null, rule: string | null): string {
  if (!intent) return "";
  const why = NOT_DONE[rule?.split(":")[1] ?? ""];
  return why ? `${intentWords(intent)}; nothing was done: ${why}` : intentWords(intent);
}

const CALL_ENDS: Record<string, string> = {
  "no-answer": "Nobody answered",
  busy: "The line was busy",
  failed: "The call could not be connected",
  canceled: "The call was called off",
};

/** Every code that a carrier is known to give for a message that did not arrive. */
export const carrierCodes = (): string[] => [...knownTwilioCodes(), ...Object.keys(CALL_ENDS)];

/** A carrier's error as a sentence fragment with its code: `Handset unreachable (30003)`. Empty without a code. */
export function carrierCodeWords(channel: string, code: string | null): string {
  if (!code) return "";
  if (channel !== "email" && /^\d+$/.test(code)) return `${humanise(twilioCode(code).meaning)} (${code})`;
  return channel === "voice" ? own(CALL_ENDS, code) : humanise(code);
}

const CONSENT: Record<string, string> = {
  "healthcare-reminder": "Health care reminder to a patient of the practice",
  "healthcare-exemption": "Health care message without consent, within the exemption's limits",
  "answer-to-patient": "Answer to a message of the patient",
  "not-opted-out": "Not on the do-not-contact list when it was sent",
};
export const consentWords = (code: string): string => own(CONSENT, code);

const ATTEMPTS: Record<string, string> = {
  started: "Handed to the carrier",
  accepted: "Accepted by the carrier",
  refused: "Refused by the carrier",
  uncertain: "No answer from the carrier",
  abandoned: "Given up; staff say it did not arrive",
};
export const attemptWords = (state: string): string => own(ATTEMPTS, state);

const STATUS: Record<string, string> = {
  sending: "On its way to the carrier",
  uncertain: "No answer from the carrier; whether it went out is being found out",
  sent: "Accepted by the carrier, no receipt yet",
  delivered: "Delivered",
  undelivered: "Not delivered",
  failed: "Not sent",
  received: "Received",
};
export const statusWords = (status: string): string => own(STATUS, status);
