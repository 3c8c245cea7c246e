const UNIT_MS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const PART = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w)/gy;

/** Milliseconds of a time string such as `1h30m`, or undefined if the text is none. */
export function parseDuration(text: string): number | undefined {
  let total = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const part = PART.exec(text);
    if (!part) return undefined;
    total += Number(part[1]) * (UNIT_MS[part[2] ?? ""] ?? 0);
  }
  return text === "" ? undefined : Math.round(total);
}

/**
 * The instant a time string (counted from `now`) or an ISO 8601 date names.
 * Throws a RangeError for anything else.
 */
export function parseWhen(text: string, now: Date): Date {
  const duration = parseDuration(text);
  if (duration !== undefined) return new Date(now.getTime() + duration);
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new RangeError(`"${text}" is neither a duration nor a date`);
  return new Date(at);
}

/** The instant a `Retry-After` value (seconds, time string or date) names, or undefined if it is unreadable. */
export function parseRetryAfter(value: string | null, now: Date): Date | undefined {
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return new Date(now.getTime() + Number(value) * 1_000);
  try {
    return parseWhen(value, now);
  } catch {
    return undefined;
  }
}
