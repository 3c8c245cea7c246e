import moment from "moment-timezone";

type Field = { set: ReadonlySet<number>; any: boolean };
type Cron = { minute: Field; hour: Field; day: Field; month: Field; weekday: Field; zone: string };

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MINUTE = 60_000;

function field(text: string, min: number, max: number, names: readonly string[] = []): Field {
  const set = new Set<number>();
  const number = (part: string): number => {
    const named = names.indexOf(part.toLowerCase());
    const value = named >= 0 ? named + min : /^\d+$/.test(part) ? Number(part) : Number.NaN;
    if (!(value >= min && value <= max)) throw new Error(`"${part}" is not between ${min} and ${max}`);
    return value;
  };
  for (const part of text.split(",")) {
    const [range = "", stepText, extra] = part.split("/");
    const step = stepText === undefined ? 1 : Number(stepText);
    if (extra !== undefined || !Number.isInteger(step) || step < 1) throw new Error(`"${part}" has no valid step`);
    let [from, to] = [min, max];
    if (range !== "*" && range !== "?") {
      const [a = "", b, more] = range.split("-");
      if (more !== undefined) throw new Error(`"${part}" is no range`);
      from = number(a);
      to = b === undefined ? (stepText === undefined ? from : max) : number(b);
      if (to < from) throw new Error(`"${part}" runs backwards`);
    }
    for (let value = from; value <= to; value += step) set.add(value);
  }
  return { set, any: text === "*" || text === "?" };
}

/** Parses a 5-field cron expression with an optional `TZ=Area/City ` prefix. Throws an Error saying what is wrong. */
export function parseCron(expression: string): Cron {
  const [, zone = "UTC", rest = ""] = /^(?:(?:CRON_)?TZ=(\S+)\s+)?(.*)$/.exec(expression.trim()) ?? [];
  const parts = rest.split(/\s+/);
  try {
    if (parts.length !== 5) throw new Error("five fields are needed (minute hour day month weekday)");
    if (!moment.tz.zone(zone)) throw new Error(`unknown time zone ${zone}`);
    const [minute = "", hour = "", day = "", month = "", weekday = ""] = parts;
    const days = field(weekday.replaceAll("7", "0"), 0, 6, DAYS);
    return {
      minute: field(minute, 0, 59),
      hour: field(hour, 0, 23),
      day: field(day, 1, 31),
      month: field(month, 1, 12, MONTHS),
      weekday: days,
      zone,
    };
  } catch (error) {
    throw new Error(`Invalid cron "${expression}": ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Wall-clock time as if it were UTC, so that arithmetic on it needs no zone. */
const wallAt = (zone: string, at: number): number => at - (moment.tz.zone(zone)?.utcOffset(at) ?? 0) * MINUTE;

function dayMatches(cron: Cron, wall: Date): boolean {
  if (!cron.month.set.has(wall.getUTCMonth() + 1)) return false;
  const [byDay, byWeekday] = [cron.day.set.has(wall.getUTCDate()), cron.weekday.set.has(wall.getUTCDay())];
  return cron.day.any || cron.weekday.any ? byDay && byWeekday : byDay || byWeekday;
}

const timeMatches = (cron: Cron, wall: Date): boolean => cron.hour.set.has(wall.getUTCHours()) && cron.minute.set.has(wall.getUTCMinutes());

/** Whether a matching wall time lies in [from, to): the minutes a clock change skipped. */
function skippedMatch(cron: Cron, from: number, to: number): boolean {
  for (let wall = from; wall < to; wall += MINUTE) {
    const date = new Date(wall);
    if (dayMatches(cron, date) && timeMatches(cron, date)) return true;
  }
  return false;
}

/**
 * The first instant after `after` (ms) at which the expression fires, in the zone it names. With fixed hours, a time
 * that a clock change skips fires right after the gap and one that occurs twice fires once; `*` hours follow elapsed time.
 * Undefined if nothing matches within five years (30 February).
 */
export function nextCron(expression: string, after: number): number | undefined {
  const cron = parseCron(expression);
  const limit = after + 5 * 366 * 86_400_000;
  let at = Math.floor(after / MINUTE) * MINUTE + MINUTE;
  let before = wallAt(cron.zone, at - MINUTE);
  while (at <= limit) {
    const wall = wallAt(cron.zone, at);
    if (!cron.hour.any && wall > before + MINUTE && wall - before <= 3 * 3_600_000 && skippedMatch(cron, before + MINUTE, wall)) return at;
    const date = new Date(wall);
    const repeated = !cron.hour.any && wall <= wallAt(cron.zone, at - 3_600_000);
    if (dayMatches(cron, date) && timeMatches(cron, date) && !repeated) return at;
    // Far from a match, walk on by the hour: to the next full local hour, never over a change of offset.
    const toHour = 3_600_000 - (wall % 3_600_000);
    const far = !dayMatches(cron, date) || !cron.hour.set.has(date.getUTCHours());
    const jump = far && wallAt(cron.zone, at + toHour) - wall === toHour ? toHour : MINUTE;
    before = wallAt(cron.zone, at + jump - MINUTE);
    at += jump;
  }
  return undefined;
}
