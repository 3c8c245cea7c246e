import type { ContactHours } from "@/lib/delivery/settings";
import { formatTime } from "@/lib/time";

/** [ADM-02] When a facility's doors are open: seven days, Sunday first, by the clock on its wall; null is a closed day. */
export type OpeningHours = ContactHours;

const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0] as const;
/** 2026-11-01 is a Sunday. */
const weekday = (day: number, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" }).format(Date.UTC(2026, 10, 1 + day));

/**
 * The open days in the language, Monday first, equal neighbours together: "Mon–Fri 8:00 AM–5:00 PM, Sat 9:00 AM–12:00 PM".
 * Undefined where no day is open.
 */
export function openingWords(hours: OpeningHours, language: string): string | undefined {
  const runs: { first: number; last: number; from: string; to: string }[] = [];
  let before: number | undefined;
  for (const day of MONDAY_FIRST) {
    const open = hours[day];
    const run = runs.at(-1);
    if (open && run && run.last === before && run.from === open.from && run.to === open.to) run.last = day;
    else if (open) runs.push({ first: day, last: day, ...open });
    before = day;
  }
  const at = (time: string): string => formatTime(time === "24:00" ? "00:00" : time, language);
  const said = runs.map(
    ({ first, last, from, to }) =>
      `${weekday(first, language)}${first === last ? "" : `–${weekday(last, language)}`} ${at(from)}–${at(to)}`,
  );
  return said.length ? said.join(", ") : undefined;
}
