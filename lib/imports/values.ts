import { isDate } from "@/lib/time/dates";

/** Cells of a file → values. Pure; each gives undefined for what it cannot read, and the caller words the problem. */

/** How `03/04/2026` is meant: `mdy` March 4, `dmy` April 3. Dates that start with the year need no choice. */
export const DATE_ORDERS = ["mdy", "dmy"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function monthOf(word: string): number {
  return word.length >= 3 ? MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1 : 0;
}

function assemble(year: number, month: number, day: number): string | undefined {
  const date = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return isDate(date) ? date : undefined;
}

/** Two digits mean the latest such year that is not after `latest`. */
function fullYear(text: string, latest: number): number {
  if (text.length === 4) return Number(text);
  const year = Math.floor(latest / 100) * 100 + Number(text);
  return year > latest ? year - 100 : year;
}

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const NUMERIC = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const MONTH_FIRST = /^(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u;
const DAY_FIRST = /^(\d{1,2})[\s-](\p{L}{3,9})\.?,?[\s-](\d{4}|\d{2})$/u;

/**
 * A date as `YYYY-MM-DD`: `2026-11-24`, `20261124`, `11/24/2026` (by `order`), `Nov 24, 2026`, `24-Nov-2026`; a leading
 * weekday is dropped. `latestYear` decides two-digit years. Undefined for what is no date or does not exist.
 */
export function readDate(text: string, order: DateOrder, latestYear: number): string | undefined {
  const value = text.trim().replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i, "");
  let m = ISO.exec(value) ?? COMPACT.exec(value);
  if (m) return assemble(Number(m[1]), Number(m[2]), Number(m[3]));
  m = NUMERIC.exec(value);
  if (m) {
    const [month, day] = order === "mdy" ? [m[1], m[2]] : [m[2], m[1]];
    return assemble(fullYear(m[3]!, latestYear), Number(month), Number(day));
  }
  m = MONTH_FIRST.exec(value);
  if (m) return assemble(Number(m[3]), monthOf(m[1]!), Number(m[2]));
  m = DAY_FIRST.exec(value);
  if (m) return assemble(fullYear(m[3]!, latestYear), monthOf(m[2]!), Number(m[1]));
  return undefined;
}

/** What the dates of a column say about their order: a first part above 12 means day first. "ambiguous": a person has to say. */
export function detectDateOrder(values: Iterable<string>): DateOrder | "ambiguous" | "none" {
  let numeric = 0;
  let dayFirst = 0;
  let monthFirst = 0;
  for (const value of values) {
    const m = NUMERIC.exec((value.trim().split(/[\sT]/)[0] ?? "").trim());
    if (!m) continue;
    numeric++;
    if (Number(m[1]) > 12 && Number(m[2]) <= 12) dayFirst++;
    if (Number(m[2]) > 12 && Number(m[1]) <= 12) monthFirst++;
  }
  if (numeric === 0) return "none";
  if (dayFirst && !monthFirst) return "dmy";
  if (monthFirst && !dayFirst) return "mdy";
  return "ambiguous";
}

const CLOCK = /^(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2})(?:\.\d+)?)?\s*(a|p|am|pm|a\.m\.?|p\.m\.?)?$/i;
const MILITARY = /^([01]\d|2[0-3])([0-5]\d)$/;

/** A time of day as `HH:MM`: `9:05 AM`, `9am`, `14:30`, `14:30:00`, `1430`, `noon`. Undefined for anything else; a bare `9` is not a time. */
export function readTime(text: string): string | undefined {
  const value = text.trim().toLowerCase();
  if (value === "noon") return "12:00";
  const military = MILITARY.exec(value);
  if (military) return `${military[1]}:${military[2]}`;
  const m = CLOCK.exec(value);
  if (!m || (m[2] === undefined && m[4] === undefined)) return undefined;
  let hour = Number(m[1]);
  if (m[4]) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (m[4].startsWith("p") ? 12 : 0);
  }
  if (hour > 23 || Number(m[2] ?? 0) > 59 || Number(m[3] ?? 0) > 59) return undefined;
  return `${String(hour).padStart(2, "0")}:${m[2] ?? "00"}`;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * Date and time in one cell. With an offset (`2026-11-24T09:00:00-05:00`) it is an instant; without, a wall time.
 * The time is missing where the cell holds a date only.
 */
export function readDateTime(
  text: string,
  order: DateOrder,
  latestYear: number,
): { instant: Date } | { date: string; time: string | undefined } | undefined {
  const value = text.trim();
  if (INSTANT.test(value)) {
    const instant = new Date(value.replace(" ", "T").replace(/\s/, ""));
    return Number.isNaN(instant.getTime()) ? undefined : { instant };
  }
  const date = readDate(value, order, latestYear);
  if (date) return { date, time: undefined };
  const parts = /^(.+?)[T,]?(?:\s+|(?<=\d)T)(\d{1,2}[:.]\d{2}.*|\d{1,2}\s*[ap]\.?m\.?)$/i.exec(value);
  if (!parts) return undefined;
  const day = readDate(parts[1]!, order, latestYear);
  const time = readTime(parts[2]!);
  return day && time ? { date: day, time } : undefined;
}

/** Whole minutes: `30`, `30 min`, `1:30` (hours and minutes), `1.5 h`. Undefined outside 1 to 1,440. */
export function readMinutes(text: string): number | undefined {
  const value = text.trim().toLowerCase();
  const clock = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(value);
  const hours = /^(\d+(?:\.\d+)?)\s*(?:h|hr|hrs|hour|hours)$/.exec(value);
  const plain = /^(\d+)(?:\.0+)?\s*(?:m|min|mins|minute|minutes)?$/.exec(value);
  const minutes = clock
    ? Number(clock[1]) * 60 + Number(clock[2])
    : hours
      ? Math.round(Number(hours[1]) * 60)
      : plain
        ? Number(plain[1])
        : 0;
  return minutes >= 1 && minutes <= 1440 ? minutes : undefined;
}

/** Last, First Middle · First Middle Last. A single word is a last name. */
export function readFullName(text: string): { firstName: string; lastName: string } {
  const value = text.trim().replaceAll(/\s+/g, " ");
  const comma = value.indexOf(",");
  if (comma !== -1)
    return {
      lastName: value.slice(0, comma).trim(),
      firstName: value
        .slice(comma + 1)
        .replaceAll(",", " ")
        .trim(),
    };
  const space = value.lastIndexOf(" ");
  return space === -1 ? { firstName: "", lastName: value } : { firstName: value.slice(0, space), lastName: value.slice(space + 1) };
}

const TITLES = /^(?:dr|mr|mrs|ms|prof|drs)\.?$/i;
const DEGREES =
  /^(?:m\.?d\.?|d\.?o\.?|n\.?p\.?|p\.?a\.?(?:-c)?|r\.?n\.?|d\.?d\.?s\.?|d\.?m\.?d\.?|ph\.?d\.?|dpm|lcsw|fnp|aprn|pt|dc|od|rd|crnp)$/i;

/** A provider's name without titles and degrees: `Dr. Jane Smith, MD`, `Smith, Jane`. `title` keeps a leading `Dr.`. */
export function readProviderName(text: string): { firstName: string; lastName: string; title: string | null } {
  const parts = text.split(",").map((part) => part.trim().split(/\s+/).filter(Boolean));
  let title: string | null = null;
  const kept = parts
    .map((words) =>
      words.filter((word) => {
        if (TITLES.test(word)) title ??= word.replace(/\.?$/, ".");
        return !TITLES.test(word) && !DEGREES.test(word);
      }),
    )
    .filter((words) => words.length > 0)
    .map((words) => words.join(" "));
  if (kept.length === 0) return { firstName: "", lastName: text.trim(), title: null };
  return { ...readFullName(kept.slice(0, 2).join(", ")), title };
}
