import { dateToUtcMs, timeToMs } from "@/lib/time/dates";
import type { LocalDate, LocalTime } from "@/lib/time/dates";

/**
 * Words for dates and times. Takes wall values, never instants, so that no zone data is needed: safe to import in a
 * browser. `full` "Tuesday, November 24, 2026" · `medium` "Nov 24, 2026" · `weekday` "Tue, Nov 24" ·
 * `spoken` "Tuesday, November 24" (for voices, and where the year is obvious) · `short` "11/24/2026".
 */
export type DateStyle = "full" | "medium" | "weekday" | "spoken" | "short";
/** `short` "9:05 AM" · `spoken` "9:05 AM", and "9 AM" on the hour, as a person would say it. */
export type TimeStyle = "short" | "spoken";

const DATE_OPTIONS: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  full: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  medium: { year: "numeric", month: "short", day: "numeric" },
  weekday: { weekday: "short", month: "short", day: "numeric" },
  spoken: { weekday: "long", month: "long", day: "numeric" },
  short: { year: "numeric", month: "numeric", day: "numeric" },
};

/**
 * Languages written differently by the people these messages go to. Swahili counts its hours from sunrise: a bare "9:00" could be
 * three in the afternoon, "9:00 AM" cannot.
 */
const REGIONAL: Record<string, string> = { en: "en-US", es: "es-US", sw: "sw-u-hc-h12" };

// Haitian Creole is in no runtime's data, yet the standard templates speak it.
const CREOLE_DAYS = ["dimanch", "lendi", "madi", "mèkredi", "jedi", "vandredi", "samdi"];
const CREOLE_MONTHS = ["janvye", "fevriye", "mas", "avril", "me", "jen", "jiyè", "out", "septanm", "oktòb", "novanm", "desanm"];

function regional(locale: string): string {
  return REGIONAL[locale] ?? (/^sw[-_]/i.test(locale) ? REGIONAL.sw! : locale);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const cacheKey = `${locale} ${key}`;
  let found = formatters.get(cacheKey);
  if (!found) {
    let usable = "en-US";
    try {
      usable = Intl.DateTimeFormat.supportedLocalesOf([regional(locale)])[0] ?? "en-US";
    } catch {
      // An unreadable language tag in a record must not stop a message: English.
    }
    // Gregorian and Latin digits everywhere: visits are booked, and replies typed, in these.
    found = new Intl.DateTimeFormat(usable, { ...options, timeZone: "UTC", calendar: "gregory", numberingSystem: "latn" });
    formatters.set(cacheKey, found);
  }
  return found;
}

/** Narrow and no-break spaces would turn a whole text message into UCS-2. */
function plainSpaces(text: string): string {
  return text.replaceAll(/[\u00a0\u202f\u2009]/g, " ");
}

function isCreole(locale: string): boolean {
  return locale === "ht" || locale.startsWith("ht-");
}

/** Amharic and Tigrinya speakers also count hours from dawn (3 is 9 AM): "AM" and "PM" say which clock is meant. */
function countsFromDawn(locale: string): boolean {
  return ["am", "ti"].includes(locale.toLowerCase().split(/[-_]/)[0] ?? "");
}

function creoleDate(ms: number, style: DateStyle): string {
  const date = new Date(ms);
  const day = date.getUTCDate();
  const year = date.getUTCFullYear();
  const weekday = CREOLE_DAYS[date.getUTCDay()]!;
  const month = CREOLE_MONTHS[date.getUTCMonth()]!;
  if (style === "short") return `${day}/${date.getUTCMonth() + 1}/${year}`;
  if (style === "medium") return `${day} ${month} ${year}`;
  return style === "full" ? `${weekday} ${day} ${month} ${year}` : `${weekday} ${day} ${month}`;
}

/** The wall date in the language (BCP-47; unknown languages give English). Throws RangeError on an invalid date. */
export function formatDate(date: LocalDate, locale: string, style: DateStyle = "medium"): string {
  const ms = dateToUtcMs(date);
  if (isCreole(locale)) return creoleDate(ms, style);
  return plainSpaces(formatter(locale, style, DATE_OPTIONS[style]).format(ms));
}

/** The wall time (`HH:MM` or `HH:MM:SS`) in the language. Throws RangeError on an invalid time. */
export function formatTime(time: LocalTime, locale: string, style: TimeStyle = "short"): string {
  const ms = timeToMs(time);
  const language = isCreole(locale) || countsFromDawn(locale) ? "en-US" : locale;
  const onTheHour = style === "spoken" && ms % 3_600_000 === 0;
  const withMinutes = formatter(language, "time", { hour: "numeric", minute: "2-digit" });
  if (onTheHour && withMinutes.resolvedOptions().hour12) {
    return plainSpaces(formatter(language, "hour", { hour: "numeric" }).format(ms));
  }
  return plainSpaces(withMinutes.format(ms));
}

/** Date and time together, joined as the language does: "Nov 24, 2026, 9:05 AM". */
export function formatDateTime(date: LocalDate, time: LocalTime, locale: string, style: "medium" | "full" | "weekday" = "medium"): string {
  const ms = dateToUtcMs(date) + timeToMs(time);
  if (isCreole(locale)) return `${creoleDate(ms, style)}, ${formatTime(time, locale)}`;
  const options = { ...DATE_OPTIONS[style], hour: "numeric", minute: "2-digit" } as const;
  return plainSpaces(formatter(locale, `datetime-${style}`, options).format(ms));
}

/** Date and time as a voice should say them, in two parts so that a template can put words between. */
export function speakDateTime(date: LocalDate, time: LocalTime, locale: string): { date: string; time: string } {
  return { date: formatDate(date, locale, "spoken"), time: formatTime(time, locale, "spoken") };
}
