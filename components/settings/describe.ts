import type { Cadence, StepTime } from "@/lib/reminders/schemas";

/** What a choice is called, by setting and value. */
export const CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "reminders.sameDay": { first: "The first visit of the day only", each: "Each visit" },
  "reminders.listFilter": { all: "Every visit of that day", "reminders-enabled": "Only visits that reminders are switched on for" },
  "reminders.cancelCountsAsNoShow": { never: "Never", "inside-window": "When it comes shortly before the visit", always: "Always" },
  "reminders.answerAppliesTo": { asked: "The visit that was asked about", day: "All visits of the patient on that day" },
  "consent.cancelWord": {
    A: "Texts stop, the visit stays, and a person asks which was meant",
    B: "The patient is asked once which was meant; without an answer all texts stop",
  },
  "consent.household": { "first-name": "First name", initials: "Initials" },
  "consent.archivedContacts": { never: "Never", allowed: "When nothing else is left" },
  "delivery.sundayReminders": { leave: "Leave them on Sunday", saturday: "Send them on Saturday at the same time" },
  "templates.promotionalWords": { block: "Refuse them", warn: "Say so, and let them pass" },
  "templates.offensiveWords": { block: "Refuse them", warn: "Say so, and let them pass" },
  "access.without-group": { all: "Every facility", none: "No facility" },
  "access.emergency-minutes": { "15": "15 minutes", "30": "30 minutes", "60": "One hour", "120": "Two hours", "240": "Four hours" },
};

export const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

const CHANNELS = { sms: "text messages", voice: "calls", email: "e-mails" } as const;

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

/** "7 days before", "1 day before at 18:00". */
export function stepWords(before: StepTime): string {
  if ("at" in before)
    return before.daysBefore === 0 ? `on the day at ${before.at}` : `${plural(before.daysBefore, "day")} before at ${before.at}`;
  const parts = [
    before.days ? plural(before.days, "day") : "",
    before.hours ? plural(before.hours, "hour") : "",
    before.minutes ? plural(before.minutes, "minute") : "",
  ].filter(Boolean);
  return `${parts.join(" ")} before`;
}

const listed = (parts: readonly string[]): string => new Intl.ListFormat("en", { type: "conjunction" }).format(parts);

/** What the messages that go out by themselves are called. */
export const AUTOMATIC_TEMPLATE_WORDS: Readonly<Record<string, string>> = {
  reminder: "Reminders before the last one",
  "reminder-final": "The last reminder",
  "reminder-list": "Reminders of several visits on one day",
  "reminder-late-booking": "The reminder of a late booking",
};

const daysWords = (days: readonly number[]): string =>
  days.length === 7
    ? "every day"
    : [1, 2, 3, 4, 5, 6, 0].flatMap((day) => (days.includes(day) ? [WEEKDAYS[day]!.slice(0, 3)] : [])).join(" ");

type Hours = { from: string; to: string } | null;

function hoursWords(days: readonly Hours[]): string {
  const said = days.map((day) => (day ? `${day.from}–${day.to}` : "closed"));
  if (new Set(said).size === 1) return said[0] === "closed" ? "Closed every day" : `${said[0]} every day`;
  // Monday first, equal neighbours together.
  const order = [1, 2, 3, 4, 5, 6, 0];
  const runs: { first: number; last: number; said: string }[] = [];
  for (const day of order) {
    const run = runs.at(-1);
    if (run && run.said === said[day]) run.last = day;
    else runs.push({ first: day, last: day, said: said[day] ?? "closed" });
  }
  const short = (day: number): string => WEEKDAYS[day]!.slice(0, 3);
  return runs
    .map((run) => `${run.first === run.last ? short(run.first) : `${short(run.first)}–${short(run.last)}`} ${run.said}`)
    .join(", ");
}

type Words = (value: never) => string;
const onOff = (on: boolean, words: string): string => (on ? words : "Off");

const WORDS: Readonly<Record<string, Words>> = {
  "reminders.cadence": (steps: Cadence) =>
    steps.length === 0 ? "No reminders" : upper(`${listed(steps.map((step) => stepWords(step.before)))}`),
  "reminders.catchUp": (v: { enabled: boolean; hours: string[] }) =>
    onOff(v.enabled, v.hours.length === 0 ? "On, without a time: none goes out" : `At ${listed(v.hours)}`),
  "reminders.lateBooking": (v: { enabled: boolean; minimumHours: number }) =>
    onOff(v.enabled, `When the visit is more than ${plural(v.minimumHours, "hour")} away`),
  "reminders.forcedSendTime": (v: { enabled: boolean; at: string; catchUp: boolean }) =>
    onOff(v.enabled, `At ${v.at}${v.catchUp ? ", catch-up reminders besides" : ", no catch-up reminders"}`),
  "reminders.cancelCountsAsNoShow": (v: { mode: string; windowHours: number }) =>
    v.mode === "inside-window"
      ? `Within ${plural(v.windowHours, "hour")} of the visit`
      : (CHOICES["reminders.cancelCountsAsNoShow"]?.[v.mode] ?? v.mode),
  "delivery.contactHours": (days: Hours[]) => hoursWords(days),
  "delivery.quietHours": (spans: { label: string; from: string; to: string }[]) =>
    spans.length === 0 ? "None" : spans.map((span) => `${span.label} ${span.from}–${span.to}`).join(", "),
  "delivery.holidays": (v: { publicHolidays: boolean; own: unknown[]; except: unknown[] }) =>
    [
      v.publicHolidays ? "Public holidays" : "No public holidays",
      v.own.length ? `${plural(v.own.length, "day")} of the clinic` : "",
      v.except.length ? `open on ${plural(v.except.length, "public holiday")}` : "",
    ]
      .filter(Boolean)
      .join(", "),
  "delivery.templateWindows": (windows: { template: string; days: number[]; from: string; to: string }[]) =>
    windows.length === 0
      ? "None of its own"
      : windows.map((w) => `${AUTOMATIC_TEMPLATE_WORDS[w.template] ?? w.template}: ${daysWords(w.days)} ${w.from}–${w.to}`).join("; "),
  "delivery.blackout": (v: { enabled: boolean; hours: number }) => onOff(v.enabled, plural(v.hours, "hour")),
  "delivery.fatigueCap": (v: { enabled: boolean; perDay: number; perWeek: number }) =>
    onOff(v.enabled, `${v.perDay} a day, ${v.perWeek} a week`),
  "templates.allowedPhrases": (phrases: string[]) =>
    phrases.length === 0 ? "None" : `${plural(phrases.length, "phrase")}: ${phrases.join(", ")}`,
  "consent.channels": (v: Record<keyof typeof CHANNELS, boolean>) => {
    const on = (["sms", "voice", "email"] as const).filter((channel) => v[channel]).map((channel) => CHANNELS[channel]);
    return on.length ? upper(listed(on)) : "None: patients are not reached at all";
  },
};

/** A setting's value as a person says it. Values have passed the setting's schema. */
export function describeValue(key: string, value: unknown): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "string" && CHOICES[key]) return CHOICES[key][value] ?? value;
  const words = WORDS[key];
  return words ? words(value as never) : String(value);
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
