import { z } from "zod";
import type { AnySetting, Resolved } from "@/lib/delivery/settings";
import { answerSettings } from "@/lib/reminders/answer-settings";
import * as schemas from "@/lib/reminders/schemas";
import { defineSetting } from "@/lib/settings/define";
import type { SettingValue } from "@/lib/settings/define";

export const cadence = defineSetting({
  key: "reminders.cadence",
  schema: schemas.cadence,
  default: [
    { id: "7-days", before: { days: 7 }, answers: "confirm-cancel" },
    { id: "5-days", before: { days: 5 }, answers: "confirm-cancel" },
    { id: "2-days", before: { days: 2 }, answers: "confirm-cancel" },
  ],
  label: "Reminders before each visit",
  help: "Days before mean the visit's own time of day. The step nearest to the visit is the final reminder.",
  spec: ["REM-01", "REM-02", "REM-26"],
  scopes: ["provider", "appointment-type", "facility", "organization"],
});

export const finalAfterConfirmation = defineSetting({
  key: "reminders.finalAfterConfirmation",
  schema: z.boolean(),
  default: true,
  label: "Send the final reminder even after the patient confirmed",
  spec: ["REM-05"],
});

export const skipAfterConfirmation = defineSetting({
  key: "reminders.skipAfterConfirmation",
  schema: z.boolean(),
  default: true,
  label: "After a confirmation, skip the remaining reminders except the final one",
  spec: ["REM-06"],
});

export const sameDay = defineSetting({
  key: "reminders.sameDay",
  schema: z.enum(["first", "each"]),
  default: "first",
  label: "Several visits in one day: remind for the first only, or for each",
  spec: ["REM-17"],
});

export const catchUp = defineSetting({
  key: "reminders.catchUp",
  schema: schemas.catchUp,
  default: { enabled: true, hours: ["09:00", "18:00"] },
  label: "Catch-up reminder when a visit is booked after its last reminder was due",
  help: "Goes out at the next of these local times before the visit.",
  spec: ["RTY-04"],
});

export const lateBooking = defineSetting({
  key: "reminders.lateBooking",
  schema: schemas.lateBooking,
  default: { enabled: true, minimumHours: 2 },
  label: "One reminder at once for a visit booked too late for any other",
  help: "Only when the visit is further away than this many hours, and inside contact hours.",
  spec: ["REM-24"],
});

export const forcedSendTime = defineSetting({
  key: "reminders.forcedSendTime",
  schema: schemas.forcedSendTime,
  default: { enabled: false, at: "10:00", catchUp: true },
  label: "Send all reminders of a day at one local time",
  spec: ["DLV-08", "RTY-06"],
});

export const catchUpFollowsWindow = defineSetting({
  key: "reminders.catchUpFollowsWindow",
  schema: z.boolean(),
  default: false,
  label: "Catch-up reminders go out in the hours of their kind of message",
  help: "Where the last reminder has hours of its own: at the next time inside them. Off: at the catch-up times, and those outside its hours are skipped.",
  spec: ["RTY-05"],
});

export const voiceAfterSilence = defineSetting({
  key: "reminders.voiceAfterSilence",
  schema: z.boolean(),
  default: false,
  label: "After a text that was not answered, call for the remaining reminders",
  help: "The patient's number for calls, else the one the texts went to. Where no call is possible, the reminder stays a text.",
  spec: ["REM-21"],
});

export const listFilter = defineSetting({
  key: "reminders.listFilter",
  schema: z.enum(["all", "reminders-enabled"]),
  default: "all",
  label: "Visits named in the appointment list of a reminder",
  help: "Every visit of that day, or only those whose facility, provider and type all have reminders switched on.",
  spec: ["REM-04"],
  affectsPlan: false,
});

export const cancelCountsAsNoShow = defineSetting({
  key: "reminders.cancelCountsAsNoShow",
  schema: schemas.cancelCountsAsNoShow,
  default: { mode: "inside-window", windowHours: 24 },
  label: "A patient's cancellation counts as a no-show",
  spec: ["REM-08"],
  affectsPlan: false,
});

export const confirmAfterCancel = defineSetting({
  key: "reminders.confirmAfterCancel",
  schema: z.boolean(),
  default: false,
  label: "A patient may confirm after having cancelled",
  spec: ["REM-13"],
  affectsPlan: false,
});

export const cancelAfterConfirm = defineSetting({
  key: "reminders.cancelAfterConfirm",
  schema: z.boolean(),
  default: true,
  label: "A patient may cancel after having confirmed",
  spec: ["REM-14"],
  affectsPlan: false,
});

export const forwardCalls = defineSetting({
  key: "reminders.forwardCalls",
  schema: z.boolean(),
  default: false,
  label: "Put patients who call the number of a reminder through to the facility it was about",
  help: "Off: a voice names the practice and its phone number. The facility's phone number must be filled in.",
  spec: ["REM-22"],
  affectsPlan: false,
});

/** What planning and rechecking a reminder reads. */
const planning = {
  cadence,
  finalAfterConfirmation,
  skipAfterConfirmation,
  sameDay,
  catchUp,
  lateBooking,
  forcedSendTime,
  catchUpFollowsWindow,
  voiceAfterSilence,
} as const;

/** Every reminder setting, for the registry. */
export const reminderSettings = {
  ...planning,
  listFilter,
  cancelCountsAsNoShow,
  confirmAfterCancel,
  cancelAfterConfirm,
  forwardCalls,
  ...answerSettings,
} as const;

/** The settings that plan reminders, resolved for one appointment's provider, type, facility and organization. */
export type ReminderSettings = { [K in keyof typeof planning]: Resolved<SettingValue<(typeof planning)[K]>> };

/** Reads them all; `get` resolves one declaration for the appointment at hand. */
export function readReminderSettings(get: <D extends AnySetting>(definition: D) => Resolved<SettingValue<D>>): ReminderSettings {
  return {
    cadence: get(cadence),
    finalAfterConfirmation: get(finalAfterConfirmation),
    skipAfterConfirmation: get(skipAfterConfirmation),
    sameDay: get(sameDay),
    catchUp: get(catchUp),
    lateBooking: get(lateBooking),
    forcedSendTime: get(forcedSendTime),
    catchUpFollowsWindow: get(catchUpFollowsWindow),
    voiceAfterSilence: get(voiceAfterSilence),
  };
}
