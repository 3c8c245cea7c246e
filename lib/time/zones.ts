import { DAY_MS, MINUTE_MS, addDays, dateToUtcMs, msToTime, timeToMs, utcMsToDate } from "@/lib/time/dates";
import type { LocalDate, LocalTime } from "@/lib/time/dates";
import { ZONE_DATA_VERSION, zoneRules } from "@/lib/time/zone-data";
import type { ZoneRules } from "@/lib/time/zone-data";

/** What a clock and a calendar on a wall in the zone show. */
export type Wall = {
  date: LocalDate;
  /** `HH:MM:SS` */
  time: LocalTime;
  hour: number;
  minute: number;
  /** 0 = Sunday … 6 = Saturday. */
  weekday: number;
};

/** `gap`: the clock skips this time (spring); `overlap`: the clock shows it twice (autumn). */
export type WallKind = "exact" | "gap" | "overlap";

/** The Gregorian calendar, weekdays included, repeats after this long: what lies past the table is read one cycle earlier. */
const CYCLE_MS = 146_097 * DAY_MS;

function indexAt(rules: ZoneRules, ms: number): number {
  const { untils } = rules;
  let low = 0;
  let high = untils.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ms < untils[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** True where the zone still changes its clocks at the end of the table. */
function changesForever(rules: ZoneRules): boolean {
  const last = rules.untils.at(-1);
  return last !== undefined && last > Date.UTC(2400, 0);
}

function withinTable(rules: ZoneRules, ms: number): number {
  if (!changesForever(rules)) return ms;
  const last = rules.untils.at(-1)!;
  return ms < last ? ms : ms - Math.ceil((ms - last + DAY_MS) / CYCLE_MS) * CYCLE_MS;
}

function offsetMsAt(rules: ZoneRules, ms: number): number {
  return rules.offsets[indexAt(rules, withinTable(rules, ms))]!;
}

/** Minutes east of UTC in force in `zone` at the instant (UTC milliseconds). Fractional only before 1972. Throws on an unknown zone. */
export function offsetMinutesAt(zone: string, ms: number): number {
  return offsetMsAt(zoneRules(zone), ms) / MINUTE_MS;
}

/** The abbreviation in force: `EST`, `CEST`; for zones without one, `UTC-03:00`. */
export function zoneAbbreviation(zone: string, instant: Date): string {
  const rules = zoneRules(zone);
  const text = rules.abbreviations[indexAt(rules, withinTable(rules, instant.getTime()))]!;
  if (/^[A-Z]/.test(text)) return text;
  const match = /^([+-]\d{2})(\d{2})?$/.exec(text);
  if (!match || match[1] === "+00" || match[1] === "-00") return "UTC";
  return `UTC${match[1]}:${match[2] ?? "00"}`;
}

/** What the wall shows in `zone` at `instant`. Throws on an unknown zone or an invalid date. */
export function toWall(zone: string, instant: Date): Wall {
  const ms = instant.getTime();
  if (Number.isNaN(ms)) throw new RangeError("Invalid instant");
  const local = new Date(ms + offsetMsAt(zoneRules(zone), ms));
  const text = local.toISOString();
  return {
    date: text.slice(0, 10),
    time: text.slice(11, 19),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    weekday: local.getUTCDay(),
  };
}

/**
 * Every way of reading a wall time, in UTC milliseconds. `first` and `last` differ in an overlap. In a gap both are the
 * moment the clock jumps, and `forward` is the same distance past the jump as the wall time is into the gap.
 */
function readWall(zone: string, wallMs: number): { kind: WallKind; first: number; last: number; forward: number } {
  const rules = zoneRules(zone);
  const shift = wallMs - withinTable(rules, wallMs);
  const wall = wallMs - shift;
  const { untils, offsets } = rules;
  let first: number | undefined;
  let last: number | undefined;
  let gapIndex = 0;
  // No offset exceeds 26 h, so the answer lies in the periods between the two guesses.
  for (let i = indexAt(rules, wall - 26 * 3_600_000); i < offsets.length; i++) {
    const start = i === 0 ? Number.NEGATIVE_INFINITY : untils[i - 1]!;
    if (start > wall + 26 * 3_600_000) break;
    const instant = wall - offsets[i]!;
    if (instant < start) continue;
    gapIndex = i;
    if (i < untils.length && instant >= untils[i]!) continue;
    first ??= instant;
    last = instant;
  }
  if (first !== undefined && last !== undefined) {
    return { kind: first === last ? "exact" : "overlap", first: first + shift, last: last + shift, forward: first + shift };
  }
  const jump = untils[gapIndex]! + shift;
  return { kind: "gap", first: jump, last: jump, forward: wall - offsets[gapIndex]! + shift };
}

/**
 * The instant at which the wall in `zone` shows `date` and `time`. A time the clock skips moves forward by the gap
 * (02:30 → 03:30); a time shown twice means the first. Throws RangeError on an unknown zone, date or time.
 */
export function fromWall(zone: string, date: LocalDate, time: LocalTime): { instant: Date; kind: WallKind } {
  const read = readWall(zone, dateToUtcMs(date) + timeToMs(time));
  return { instant: new Date(read.kind === "gap" ? read.forward : read.first), kind: read.kind };
}

/**
 * The strict edges of a wall time, in UTC milliseconds: a window that opens then opens at `opens`, one that closes
 * then closes at `closes`, so that no instant of the window shows a wall time outside it. `time` may be `24:00`.
 */
export function wallEdges(zone: string, date: LocalDate, time: LocalTime): { opens: number; closes: number } {
  const wallMs = time === "24:00" ? dateToUtcMs(date) + DAY_MS : dateToUtcMs(date) + timeToMs(time);
  const read = readWall(zone, wallMs);
  return { opens: read.kind === "gap" ? read.forward : read.last, closes: read.first };
}

/** First instant of the local day and first instant of the next one; 23, 24 or 25 hours apart. */
export function dayRange(zone: string, date: LocalDate): { from: Date; to: Date } {
  const start = dateToUtcMs(date);
  return { from: new Date(readWall(zone, start).first), to: new Date(readWall(zone, start + DAY_MS).first) };
}

/** The same wall time `days` calendar days later (earlier when negative), whatever the clocks do in between [DLV-09]. */
export function addWallDays(zone: string, instant: Date, days: number): Date {
  const ms = instant.getTime();
  const local = ms + offsetMsAt(zoneRules(zone), ms);
  const date = utcMsToDate(local);
  return fromWall(zone, addDays(date, days), msToTime(local - dateToUtcMs(date))).instant;
}

/**
 * The instant of a stored wall time under the zone data in use now. `recomputed` says that the stored instant came
 * from other data and must be replaced (a country changed its clocks) [OPS-06].
 */
export function recomputeInstant(stored: { date: LocalDate; time: LocalTime; zone: string; zoneVersion: string }): {
  instant: Date;
  zoneVersion: string;
  recomputed: boolean;
} {
  const { instant } = fromWall(stored.zone, stored.date, stored.time);
  return { instant, zoneVersion: ZONE_DATA_VERSION, recomputed: stored.zoneVersion !== ZONE_DATA_VERSION };
}
