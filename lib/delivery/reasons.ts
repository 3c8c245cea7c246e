import { languageName } from "@/lib/i18n/languages";

/** Why a message was planned, moved, held or skipped, as a sentence for staff. Codes are stable: rows and reports keep them. */

export type ReasonData = Record<string, string | number | boolean | null>;

const word = (data: ReasonData, key: string, otherwise: string): string => {
  const value = data[key];
  return value === undefined || value === null || value === "" ? otherwise : String(value);
};

const WEEKDAYS = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];
const weekday = (data: ReasonData): string => (typeof data.weekday === "number" ? (WEEKDAYS[data.weekday] ?? "that day") : "that day");

const CHANNELS: Record<string, string | undefined> = { sms: "text message", voice: "voice call", email: "e-mail" };
const channelName = (data: ReasonData): string => CHANNELS[word(data, "channel", "")] ?? "this channel";

const language = (data: ReasonData, key: string): string => languageName(word(data, key, "English"));

const HOLD = {
  "sender-stopped": () => "The sender is stopped; the message waits until it works again.",
  "account-stopped": () => "The carrier account is stopped; the message waits until it works again.",
  "emergency-stop": () => "All outgoing messages of the organization are stopped.",
  "reminders-blocked": () => "Staff blocked reminders for this visit.",
};

const SKIP = {
  "patient-deceased": () => "The patient is recorded as deceased.",
  "patient-inactive": () => "The patient is recorded as inactive.",
  "appointment-cancelled": () => "The visit is cancelled.",
  "appointment-rescheduled": () => "The visit was rescheduled.",
  "appointment-moved": () => "The visit was moved to another time; new reminders were planned.",
  "appointment-past": () => "The visit has already started.",
  "appointment-over": () => "The visit is over.",
  "patient-arrived": () => "The patient has already arrived.",
  "patient-declined": () => "The patient answered that they will not come.",
  "area-off": () => "Appointment reminders are switched off for the organization.",
  "facility-reminders-off": () => "Reminders are switched off for this facility.",
  "provider-reminders-off": () => "Reminders are switched off for this provider.",
  "type-reminders-off": () => "Reminders are switched off for this appointment type.",
  "type-hidden": () => "This appointment type is hidden from patients.",
  "not-first-of-day": () => "Only the first visit of the day is reminded of, and the patient has an earlier one.",
  "no-contact": () => "The patient has no contact method that may be used.",
  "already-confirmed": () => "The patient has confirmed.",
  "due-before-known": () => "When this reminder was due, the visit was not on the schedule yet or had other reminders.",
  "held-when-due": () => "Reminders were blocked when this one was due.",
  "no-longer-in-cadence": () => "The reminders for this visit were changed, and this one is no longer among them.",
  "superseded-by-later-step": () => "A later reminder for the same visit takes its place.",
  "no-allowed-time": (data: ReasonData) =>
    ["No allowed time was left before the visit.", data.cause ? describeReason(String(data.cause), data) : ""].join(" ").trim(),
  "skipped-after-stop": () =>
    "All outgoing messages were stopped when this one was due, and whoever resumed them chose to skip what had piled up.",
  "too-late": () => "The visit has started, so the message would be useless.",
  "too-close-to-visit": (data: ReasonData) => `The visit is less than ${word(data, "hours", "a few")} hours away.`,
};

const WHY_MOVED = {
  holiday: (data: ReasonData) => `${word(data, "holiday", "That day")} is a holiday.`,
  "sunday-to-saturday": () => "Reminders due on a Sunday go out on Saturday.",
  "closed-weekday": (data: ReasonData) => `There are no contact hours on ${weekday(data)}.`,
  "outside-contact-hours": (data: ReasonData) => `Outside contact hours (${word(data, "open", "?")} to ${word(data, "close", "?")}).`,
  "outside-recipient-hours": (data: ReasonData) =>
    `Outside contact hours where the patient is (${word(data, "open", "?")} to ${word(data, "close", "?")}, ${word(data, "zone", "their zone")}).`,
  "outside-patient-hours": (data: ReasonData) =>
    `Outside the hours that the patient chose (${word(data, "open", "?")} to ${word(data, "close", "?")}).`,
  "quiet-hours": (data: ReasonData) => `Inside quiet hours (${word(data, "label", "closed span")}).`,
  "legal-hours": (data: ReasonData) =>
    `Outside the legal contact hours${data.state ? ` of ${word(data, "state", "")}` : ""} (${word(data, "open", "?")} to ${word(data, "close", "?")}).`,
  "template-window": () => "Outside the hours that this kind of message has of its own.",
  "before-visit": () => "The time would have been after the start of the visit.",
  "forced-send-time": (data: ReasonData) => `All reminders of a day go out at ${word(data, "at", "one time")}.`,
};

const PLANNED = {
  "cadence-step": (data: ReasonData) => `Reminder ${word(data, "before", "")} before the visit.`.replace("  ", " "),
  "cadence-time": (data: ReasonData) =>
    `Reminder at ${word(data, "at", "a set time")}, ${word(data, "days", "some")} days before the visit.`,
  "catch-up": (data: ReasonData) => `Catch-up reminder at ${word(data, "at", "the next catch-up hour")}: the last reminder was missed.`,
  "late-booking": () => "Booked too late for any other reminder, so one goes out at once.",
  "sent-late": () => "Due earlier but not sent; it goes out late.",
  "already-handled": (data: ReasonData) => `This reminder was already handled (${word(data, "state", "done")}).`,
  "inside-allowed-hours": () => "The time is allowed by every delivery rule.",
  "answers-at-once": () => "An answer to the patient goes out at once.",
};

/** What consent, dispatch and the carriers say. */
const DISPATCH = {
  "channel-disabled": (data: ReasonData) => `The organization does not use ${channelName(data)}.`,
  "contact-archived": () => "The contact method is archived.",
  "contact-archived-used": (data: ReasonData) =>
    `Goes to an archived contact, by ${channelName(data)}: nothing else is left, and the settings allow it.`,
  "contact-wished": (data: ReasonData) => `Goes by ${channelName(data)}, as the patient chose.`,
  "patient-wants-none": () => "The patient chose to get no messages of this kind.",
  "contact-guardian": (data: ReasonData) =>
    `Goes to the guardian, by ${channelName(data)}: ${data.always ? "the record says so" : `the patient is under ${word(data, "age", "age")}`}.`,
  "contact-of-guardian": () => "This contact is a guardian's, and the patient gets the messages themselves.",
  "guardian-instead": () => "The patient is not contacted themselves; a guardian is.",
  "contact-blocked": () => "The number or address is on the block-list.",
  "not-on-allow-list": () => "Only numbers and addresses on the allow-list are contacted at present, and this one is not on it.",
  "contact-invalid": (data: ReasonData) => `The contact method does not work${data.code ? ` (${word(data, "code", "")})` : ""}.`,
  "contact-not-sms": () => "The number cannot receive text messages.",
  "voice-after-silence": () => "A text about this visit was not answered, so the remaining reminders are calls.",
  "contact-preferred": (data: ReasonData) => `Goes to the patient's preferred contact, by ${channelName(data)}.`,
  "contact-next": (data: ReasonData) => `Goes to the patient's next usable contact, by ${channelName(data)}.`,
  "do-not-contact": () => "The number or address is on the do-not-contact list.",
  "no-sender": () => "The organization has no sender for this channel.",
  "answer-too-late": () => "The patient wrote too long ago for this answer.",
  "cannot-be-decided": () =>
    "Something in the visit's record is wrong, so that no rule can be applied; the message waits until it is mended.",
  "translation-not-reviewed": (data: ReasonData) =>
    `The wording in ${language(data, "language")} has not been reviewed by your organization, so the message is in ${language(data, "sent")}.`,
  "language-without-words": (data: ReasonData) =>
    `This message has no words in ${language(data, "language")}, so it is in ${language(data, "sent")}.`,
  "template-saved": () => "The template was changed, so the message is tried again.",
  "template-cannot-be-filled": (data: ReasonData) =>
    data.error
      ? `The message could not be worded. ${word(data, "error", "")}`
      : "The template names something that this visit does not have, or says what the content policy does not allow.",
  "carrier-accepted": () => "The carrier accepted the message.",
  "carrier-opted-out": () => "The carrier reports that the patient opted out.",
  "carrier-passing": () => "The carrier could not take the message for a passing reason; it is tried again.",
  "carrier-blocked": () => "The recipient or the carrier blocked the message.",
  "carrier-filtered": () => "The carrier filtered the message as spam.",
  "carrier-unreachable": () => "The handset could not be reached.",
  "no-answer-from-carrier": () => "The carrier gave no answer; whether the message went out is being found out.",
};

/** What was already said to the same contact. */
const SAID_BEFORE = {
  blackout: (data: ReasonData) => `The same message went to this contact less than ${word(data, "hours", "some")} hours before.`,
  "daily-cap": (data: ReasonData) => `This contact had ${word(data, "most", "enough")} automatic messages that day, the most allowed.`,
  "weekly-cap": (data: ReasonData) =>
    `This contact had ${word(data, "most", "enough")} automatic messages within seven days, the most allowed.`,
};

const REASONS = { ...HOLD, ...SKIP, ...WHY_MOVED, ...PLANNED, ...DISPATCH, ...SAID_BEFORE };

export type HoldReason = keyof typeof HOLD;
export type SkipReason = keyof typeof SKIP;
/** Why a message may be held, and why it may be skipped. */
export const HOLD_CODES = Object.keys(HOLD);
export const SKIP_CODES = [...Object.keys(SKIP), "do-not-contact", "no-sender", "channel-disabled", "contact-invalid", "answer-too-late"];

export type MoveReason = keyof typeof WHY_MOVED;
export type ReasonCode = keyof typeof REASONS;

/** Every code with a sentence of its own. */
export const REASON_CODES = Object.keys(REASONS);

function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(REASONS, code);
}

/**
 * The plain-English sentence of a trail entry's or a row's reason; `data` is the entry's data.
 * A code of another area without a sentence here is shown as its words.
 */
export function describeReason(code: string, data: ReasonData = {}): string {
  if (isReasonCode(code)) return REASONS[code](data);
  const words = code.replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
