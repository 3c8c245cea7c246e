import Holidays from "date-holidays";
import { addDays } from "@/lib/time/dates";

/*
 * Days of the main facility for browser tests. By Intl and not by lib/time: Playwright cannot load its data file, and a check of what
 * screens say about time had better not use the same arithmetic.
 */
const ZONE = "America/New_York";
const wallFormat = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "medium" });

/** `2026-11-24 09:00:00` in the main facility's zone. */
const wallOf = (moment: Date): string => wallFormat.format(moment);

export const dateOf = (moment: Date): string => wallOf(moment).slice(0, 10);
export const timeOf = (moment: Date): string => wallOf(moment).slice(11, 16);

/** The instant of a wall time in the main facility's zone. */
export function at(date: string, time: string): Date {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  const offset = (ms: number): number => Date.parse(`${wallOf(new Date(ms)).replace(" ", "T")}Z`) - ms;
  return new Date(asUtc - offset(asUtc - offset(asUtc)));
}

/** `EST` or `EDT` at noon of a day. */
export const zoneName = (date: string): string =>
  new Intl.DateTimeFormat("en-US", { timeZone: ZONE, timeZoneName: "short" })
    .formatToParts(at(date, "12:00"))
    .find((part) => part.type === "timeZoneName")?.value ?? "";

const noon = (date: string): Date => new Date(`${date}T12:00:00`);
const holidays = new Holidays("US", "NY");

/** True on days on which reminders are not moved elsewhere. */
export function isWorkingDay(date: string): boolean {
  const weekday = noon(date).getDay();
  return weekday !== 0 && weekday !== 6 && holidays.isHoliday(noon(date)) === false;
}

/** The first working day that is so far ahead that a file imported the evening before is sent the catch-up of nine in the morning. */
export function visitDay(now: Date): string {
  let date = addDays(dateOf(now), timeOf(now) < "22:00" ? 1 : 2);
  while (!isWorkingDay(date)) date = addDays(date, 1);
  return date;
}

/** The day of the next change of clocks in the zone that is at least `days` ahead. */
export function nextClockChange(now: Date, days: number): string {
  const offset = (date: string): number => at(date, "12:00").getTime() - Date.parse(`${date}T12:00:00Z`);
  let date = addDays(dateOf(now), days);
  while (offset(date) === offset(addDays(date, -1))) date = addDays(date, 1);
  return date;
}
