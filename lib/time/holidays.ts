import Holidays from "date-holidays";
import type { LocalDate } from "@/lib/time/dates";

/** Public and bank holidays by country and state, from the date-holidays data (CC BY 3.0). Calendar dates, no zone. */

const calendars = new Map<string, Map<LocalDate, string>>();

function calendarOf(country: string, state: string | undefined, year: string): Map<LocalDate, string> {
  const key = `${country}-${state ?? ""} ${year}`;
  const known = calendars.get(key);
  if (known) return known;
  const days = new Map<LocalDate, string>();
  // An unknown state leaves the country's own holidays, an unknown country none.
  const source = state === undefined ? new Holidays(country) : new Holidays(country, state);
  for (const holiday of source.getHolidays(Number(year), "en")) {
    const date = holiday.date.slice(0, 10);
    if ((holiday.type === "public" || holiday.type === "bank") && !days.has(date)) days.set(date, holiday.name);
  }
  calendars.set(key, days);
  return days;
}

/**
 * The English name of the public or bank holiday on that date, if any.
 * @param country ISO 3166-1, `US`; @param state ISO 3166-2 without the country, `NY`.
 */
export function publicHoliday(country: string, state: string | undefined, date: LocalDate): string | undefined {
  return calendarOf(country, state, date.slice(0, 4)).get(date);
}
