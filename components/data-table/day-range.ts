/** A range of calendar days, `YYYY-MM-DD`; an end left out is open. */
export type DayRange = { from?: string; to?: string };

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Reads `from..to`, e.g. `2026-11-01..` or `..2026-11-30`. What is not a day is left out; a reversed range is turned. */
export function parseDayRange(text: string | undefined): DayRange {
  const [from = "", to = ""] = (text ?? "").split("..");
  const range: DayRange = { from: DAY.test(from) ? from : undefined, to: DAY.test(to) ? to : undefined };
  return range.from && range.to && range.from > range.to ? { from: range.to, to: range.from } : range;
}

/** The reverse; an open range is an empty text. */
export function formatDayRange(range: DayRange): string {
  return range.from || range.to ? `${range.from ?? ""}..${range.to ?? ""}` : "";
}
