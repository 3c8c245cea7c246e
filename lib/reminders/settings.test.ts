import { expect, test } from "vitest";
import { contactHours, deliverySettings, holidays, holidaysSchema, quietHoursSchema } from "@/lib/delivery/settings";
import type { HolidaySettings } from "@/lib/delivery/settings";
import { cadence, cancelCountsAsNoShow, catchUp, lateBooking, reminderSettings } from "@/lib/reminders/settings";

function week(from: string, to: string): { from: string; to: string }[] {
  return Array.from({ length: 7 }, () => ({ from, to }));
}

function own(date: string): HolidaySettings {
  return { publicHolidays: true, own: [{ date, name: "Closed" }], except: [] };
}

test("[REM-01] [RTY-04] [REM-08] [REM-24] [DLV-01] [DLV-03] a new organization gets the specified values", () => {
  expect(cadence.default.map((step) => [step.before, step.answers])).toEqual([
    [{ days: 7 }, "confirm-cancel"],
    [{ days: 5 }, "confirm-cancel"],
    [{ days: 2 }, "confirm-cancel"],
  ]);
  expect(catchUp.default).toEqual({ enabled: true, hours: ["09:00", "18:00"] });
  expect(lateBooking.default).toEqual({ enabled: true, minimumHours: 2 });
  expect(cancelCountsAsNoShow.default).toEqual({ mode: "inside-window", windowHours: 24 });
  expect(contactHours.default).toEqual(week("08:00", "20:00"));
  expect(holidays.default.publicHolidays).toBe(true);
  const simple = { ...reminderSettings, ...deliverySettings };
  const values = Object.fromEntries(Object.entries(simple).map(([name, setting]) => [name, setting.default]));
  expect(values).toMatchObject({
    finalAfterConfirmation: true,
    skipAfterConfirmation: true,
    sameDay: "first",
    listFilter: "all",
    confirmAfterCancel: false,
    cancelAfterConfirm: true,
    yesNoOnly: false,
    cancelAfterStart: true,
    confirmAfterStart: false,
    answerAppliesTo: "asked",
    answerIncludesHidden: false,
    askWhichVisit: true,
    waitlistReply: true,
    legalFloor: true,
    quietHours: [],
    sundayReminders: "leave",
    forcedSendTime: { enabled: false },
  });
});

test("settings have keys of their own, and what changes a plan says so", () => {
  const all = Object.values({ ...reminderSettings, ...deliverySettings });
  expect(new Set(all.map((setting) => setting.key)).size).toBe(all.length);
  const kept = all.filter((setting) => !setting.affectsPlan).map((setting) => setting.key);
  expect(kept).toEqual([
    "reminders.listFilter",
    "reminders.cancelCountsAsNoShow",
    "reminders.confirmAfterCancel",
    "reminders.cancelAfterConfirm",
    "reminders.forwardCalls",
    "reminders.yesNoOnly",
    "reminders.cancelAfterStart",
    "reminders.confirmAfterStart",
    "reminders.answerAppliesTo",
    "reminders.answerIncludesHidden",
    "reminders.askWhichVisit",
    "reminders.waitlistReply",
    "delivery.blackout",
    "delivery.fatigueCap",
  ]);
});

test("[DLV-01] [DLV-02] [DLV-03] hours that end before they begin and days that do not exist are refused", () => {
  expect(contactHours.schema.safeParse(week("08:00", "24:00")).success).toBe(true);
  expect(contactHours.schema.safeParse(week("20:00", "08:00")).success).toBe(false);
  expect(contactHours.schema.safeParse(week("8:00", "20:00")).success).toBe(false);
  expect(contactHours.schema.safeParse([]).success).toBe(false);
  const quiet = { label: "Lunch", days: [1], from: "12:00", to: "13:00" };
  expect(quietHoursSchema.safeParse([quiet]).success).toBe(true);
  expect(quietHoursSchema.safeParse([{ ...quiet, days: [7] }]).success).toBe(false);
  expect(holidaysSchema.safeParse(own("12-24")).success).toBe(true);
  expect(holidaysSchema.safeParse(own("2026-12-24")).success).toBe(true);
  expect(holidaysSchema.safeParse(own("02-30")).success).toBe(false);
});
