import type { TaskKind } from "./open-task";

/** What a person can do about a task besides opening the patient and saying that it is done. */
export type TaskChoice = "settle-uncertain" | "restart-senders";

/** The facts a task's sentence is made from. */
export type TaskFacts = {
  patient: string | null;
  address: string | null;
  /** Channel of the message it is about. */
  channel: string | null;
  /** In words, as the visit's wall shows it. */
  visit: string | null;
  detail: Readonly<Record<string, string | number | boolean | null>>;
};

export type TaskLook = {
  title: string;
  sentence: (facts: TaskFacts) => string;
  /** Says what to do next. */
  hint: string;
  tone: "urgent" | "normal" | "technical";
  /** Whether the patient's own words belong to it. */
  quotes: boolean;
  choice?: TaskChoice;
};

const who = (f: TaskFacts): string => f.patient ?? f.address ?? "Someone we do not know";
const visit = (f: TaskFacts): string => (f.visit ? ` for the visit on ${f.visit}` : "");
const WAYS: Record<string, string> = { sms: "text message", voice: "call", email: "e-mail" };
const way = (f: TaskFacts): string => WAYS[f.channel ?? ""] ?? "message";
const text = (f: TaskFacts, key: string): string => String(f.detail[key] ?? "");

/** Every kind of task: its name, the sentence that says what happened, and the way on. A new kind is one entry. */
export const TASK_LOOKS: Readonly<Record<TaskKind, TaskLook>> = {
  urgent: {
    title: "May be urgent",
    sentence: (f) => `${who(f)} wrote something that may be an emergency.`,
    hint: "Read it now and call back. Nobody has answered it.",
    tone: "urgent",
    quotes: true,
  },
  reply: {
    title: "Reply",
    sentence: (f) => `${who(f)} wrote something that only a person can answer.`,
    hint: "Call or write back, and change the visit if needed.",
    tone: "normal",
    quotes: true,
  },
  reschedule: {
    title: "Wants another time",
    sentence: (f) => `${who(f)} asks for another time${visit(f)}.`,
    hint: "Offer a new time, then move the visit.",
    tone: "normal",
    quotes: true,
  },
  "running-late": {
    title: "Running late",
    sentence: (f) => `${who(f)} will be ${f.detail.minutes ? `${text(f, "minutes")} minutes ` : ""}late${visit(f)}.`,
    hint: "Tell the provider, or offer another time.",
    tone: "normal",
    quotes: true,
  },
  arrived: {
    title: "Says: I am here",
    sentence: (f) => `${who(f)} wrote that they have arrived${visit(f)}.`,
    hint: "Look for them, then note the arrival.",
    tone: "normal",
    quotes: true,
  },
  waitlist: {
    title: "Wants an earlier time",
    sentence: (f) => `${who(f)} is on the list for an earlier time${f.visit ? ` than ${f.visit}` : ""}. The visit stays booked.`,
    hint: "Offer an earlier time when one becomes free, then move the visit.",
    tone: "normal",
    quotes: true,
  },
  "texts-or-visit": {
    title: "Texts or visit?",
    sentence: (f) => `${who(f)} cancelled, and it is not clear whether the texts or the visit was meant. The texts have stopped.`,
    hint: "Ask whether the visit still stands.",
    tone: "normal",
    quotes: true,
  },
  "which-visit": {
    title: "Which visit?",
    sentence: (f) => `${who(f)} has several visits and did not say clearly which one was meant.`,
    hint: "Ask, then confirm or cancel the right one.",
    tone: "normal",
    quotes: true,
  },
  "wrong-number": {
    title: "Wrong number",
    sentence: (f) =>
      `Whoever has ${f.address ?? "this number"} says it is not ${f.patient ? `${f.patient}'s` : "the patient's"}. Nothing more goes there.`,
    hint: "Ask the patient for the right number.",
    tone: "normal",
    quotes: true,
  },
  "uncertain-message": {
    title: "Did it arrive?",
    sentence: (f) => `Nobody can tell whether a ${way(f)} to ${who(f)} went out: the carrier never answered.`,
    hint: "Ask the patient or look at the carrier; it is not sent twice by itself.",
    tone: "normal",
    quotes: false,
    choice: "settle-uncertain",
  },
  "message-failed": {
    title: "Not delivered",
    sentence: (f) => `A ${way(f)} to ${who(f)}${visit(f)} could not be delivered.`,
    hint: "Check the patient's contacts, or call.",
    tone: "normal",
    quotes: false,
  },
  "message-held": {
    title: "Message waits",
    sentence: (f) =>
      f.detail.reason === "cannot-be-decided"
        ? `Reminders to ${who(f)}${visit(f)} wait: something in the visit's record is wrong, so that no rule can be applied.`
        : `A message to ${who(f)}${visit(f)} waits: its template names something that is missing (${text(f, "missing") || "unknown"}).`,
    hint: "Fill in what is missing or change the template; it then goes out by itself.",
    tone: "technical",
    quotes: false,
  },
  "sender-stopped": {
    title: "Sender stopped",
    sentence: (f) =>
      `A sending number or account was stopped by the carrier${text(f, "code") ? ` (${text(f, "code")})` : ""}. Its messages wait; none is lost.`,
    hint: "Mend it at the carrier (registration, keys, balance); then a manager starts sending again.",
    choice: "restart-senders",
    tone: "technical",
    quotes: false,
  },
  "patient-inactive": {
    title: "Patient inactive",
    sentence: (f) => `${who(f)} was set to ${text(f, "status") || "inactive"} by a record update; what was planned is skipped.`,
    hint: "Check that this is right.",
    tone: "normal",
    quotes: false,
  },
  "emergency-access": {
    title: "Emergency access",
    sentence: (f) => `${text(f, "user") || "Someone"} took access to what their groups do not show.`,
    hint: "Read the reason and what was looked at under Settings → People → Emergency access.",
    tone: "normal",
    quotes: false,
  },
  "receipt-dead": {
    title: "Unreadable report",
    sentence: () => "A carrier's report could not be read, even after several tries. It is kept.",
    hint: "Support can look at it; no message is lost by it.",
    tone: "technical",
    quotes: false,
  },
};
