/** Calendar arithmetic on `YYYY-MM-DD` strings. No zone, no clock: a date here is a square on a wall calendar. */

/** Calendar date, `YYYY-MM-DD`. */
export type LocalDate = string;
/** Wall-clock time, `HH:MM` or `HH:MM:SS`. */
export type LocalTime = string;

export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

function readDate(text: string): number | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (month < 1 || month > 12 || day < 1) return undefined;
  const ms = Date.UTC(Number(match[1]), month - 1, day);
  // Day 30 of February would have rolled over into March.
  return day > 28 && new Date(ms).getUTCDate() !== day ? undefined : ms;
}

/** The date as milliseconds at 00:00 UTC. Throws RangeError on anything but an existing `YYYY-MM-DD`. */
export function dateToUtcMs(date: LocalDate): number {
  const ms = readDate(date);
  if (ms === undefined) throw new RangeError(`Not a date: ${date}`);
  return ms;
}

/** Milliseconds (UTC) to `YYYY-MM-DD`. */
export function utcMsToDate(ms: number): LocalDate {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Milliseconds since midnight. Throws RangeError on anything but `HH:MM` or `HH:MM:SS`. */
export function timeToMs(time: LocalTime): number {
  const match = TIME.exec(time);
  if (!match) throw new RangeError(`Not a time: ${time}`);
  return (Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) * 1000;
}

/** Milliseconds since midnight (0 to below 24 h) to `HH:MM:SS`. */
export function msToTime(ms: number): LocalTime {
  return new Date(ms).toISOString().slice(11, 19);
}

/** True for an existing `YYYY-MM-DD`. */
export function isDate(value: string): boolean {
  return readDate(value) !== undefined;
}

/** True for `HH:MM` or `HH:MM:SS` from 00:00 to 23:59:59. */
export function isTime(value: string): boolean {
  return TIME.test(value);
}

/** The date `n` calendar days later (earlier when negative). */
export function addDays(date: LocalDate, n: number): LocalDate {
  return utcMsToDate(dateToUtcMs(date) + n * DAY_MS);
}

/** Calendar days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return Math.round((dateToUtcMs(b) - dateToUtcMs(a)) / DAY_MS);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(dateToUtcMs(date)).getUTCDay();
}
