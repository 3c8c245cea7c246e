import { z } from "zod";
import { defineSetting } from "@/lib/settings/define";

/** What patients' answers may do. None of these changes what is planned; each holds for the next answer. */

export const yesNoOnly = defineSetting({
  key: "reminders.yesNoOnly",
  schema: z.boolean(),
  default: false,
  label: "Act only on the bare words yes and no",
  help: "In the patient's language and in English. Anything else is asked about once, then read by a person. Wishes to stop messages always count.",
  spec: ["REM-12"],
  affectsPlan: false,
});

export const cancelAfterStart = defineSetting({
  key: "reminders.cancelAfterStart",
  schema: z.boolean(),
  default: true,
  label: "A patient may cancel after the visit's start time",
  help: "Off: the patient is told that the time has passed, and the visit stays as it is.",
  spec: ["REM-15"],
  affectsPlan: false,
});

export const confirmAfterStart = defineSetting({
  key: "reminders.confirmAfterStart",
  schema: z.boolean(),
  default: false,
  label: "A confirmation that comes after the visit's start time still confirms it",
  help: "Off: the patient is told that the time has passed.",
  spec: ["REM-16"],
  affectsPlan: false,
});

export const answerAppliesTo = defineSetting({
  key: "reminders.answerAppliesTo",
  schema: z.enum(["asked", "day"]),
  default: "asked",
  label: "Several visits in one day: what a text or key press answers",
  help: "The visit that was asked about, or all visits that the patient has on that day.",
  spec: ["REM-18"],
  affectsPlan: false,
});

export const answerIncludesHidden = defineSetting({
  key: "reminders.answerIncludesHidden",
  schema: z.boolean(),
  default: false,
  label: "An answer for all visits of the day includes those of hidden appointment types",
  help: "Only where an answer is for the whole day. The patient is not told of hidden visits.",
  spec: ["REM-19"],
  affectsPlan: false,
});

export const askWhichVisit = defineSetting({
  key: "reminders.askWhichVisit",
  schema: z.boolean(),
  default: true,
  label: "Ask which visit an answer is for when several are open on one phone",
  help: "With a numbered list, first names and initials. Off: the newest question is meant.",
  spec: ["REM-20"],
  affectsPlan: false,
});

export const waitlistReply = defineSetting({
  key: "reminders.waitlistReply",
  schema: z.boolean(),
  default: true,
  label: "WAITLIST in answer to a reminder puts the patient on the list for an earlier time",
  help: "The visit stays booked. Off: a person reads the answer.",
  spec: ["REM-28"],
  affectsPlan: false,
});

export const answerSettings = {
  yesNoOnly,
  cancelAfterStart,
  confirmAfterStart,
  answerAppliesTo,
  answerIncludesHidden,
  askWhichVisit,
  waitlistReply,
} as const;
