import { NO_SPANS } from "@/lib/delivery/rules/spans";
import type { SendInput, TimeRule } from "@/lib/delivery/rules/types";
import { holidays, sundayReminders } from "@/lib/delivery/settings";
import { weekdayOf } from "@/lib/time";
import type { LocalDate } from "@/lib/time";
import { publicHoliday } from "@/lib/time/holidays";

/** True where `entry` (a date, or month and day of every year) is that date. */
function isOn(entry: string, date: LocalDate): boolean {
  return entry.length === 5 ? date.endsWith(entry) : entry === date;
}

/** The name of the holiday that closes the facility on that date: the clinic's own days, then the country's and state's. */
export function holidayOn(input: Pick<SendInput, "facility" | "settings">, date: LocalDate): string | undefined {
  const { own, except, publicHolidays } = input.settings.holidays.value;
  const clinic = own.find((day) => isOn(day.date, date));
  if (clinic) return clinic.name;
  if (!publicHolidays || except.some((entry) => isOn(entry, date))) return undefined;
  return publicHoliday(input.facility.country ?? "US", input.facility.state, date);
}

/** [DLV-03] No reminders on holidays. */
export const holidayRule: TimeRule = {
  id: "holiday",
  settingKey: holidays.key,
  setting: (settings) => settings.holidays,
  applies: (input) => input.kind === "reminder",
  open: (input, day) => (holidayOn(input, day.date) === undefined ? [{ from: day.from, to: day.to }] : NO_SPANS),
  why: (input, day) => ({ reason: "holiday", data: { holiday: holidayOn(input, day.date) ?? null } }),
};

/** [DLV-04] No reminders on Sundays, where the clinic wants them on Saturday. */
export const sundayRule: TimeRule = {
  id: "sunday",
  settingKey: sundayReminders.key,
  setting: (settings) => settings.sundayReminders,
  applies: (input) => input.kind === "reminder" && input.settings.sundayReminders.value === "saturday",
  open: (_input, day) => (weekdayOf(day.date) === 0 ? NO_SPANS : [{ from: day.from, to: day.to }]),
  why: () => ({ reason: "sunday-to-saturday" }),
};
