import fc from "fast-check";
import moment from "moment-timezone";
import { describe, expect, test } from "vitest";
import {
  ZONE_DATA_VERSION,
  addDays,
  addWallDays,
  dayRange,
  daysBetween,
  fromWall,
  isZone,
  listZones,
  offsetMinutesAt,
  recomputeInstant,
  toWall,
  wallEdges,
  weekdayOf,
  zoneAbbreviation,
} from "@/lib/time";
import { zoneRules } from "@/lib/time/zone-data";

const FROM = Date.UTC(2020, 0);
const TO = Date.UTC(2041, 0);
const ZONES = listZones();

function clock(minutes: number): string {
  return minutes === 1440 ? "24:00" : new Date(minutes * 60_000).toISOString().slice(11, 16);
}

function edgesInUtc(date: string, time: string): string[] {
  const { opens, closes } = wallEdges("America/New_York", date, time);
  return [new Date(opens).toISOString().slice(11, 16), new Date(closes).toISOString().slice(11, 16)];
}

/** Every clock change of a zone in the years tested. */
function edges(zone: string): number[] {
  return [...zoneRules(zone).untils].filter((ms) => ms >= FROM && ms < TO);
}

describe("zone data", { timeout: 60_000 }, () => {
  test("[OPS-06] offsets equal the package's in every zone, at every change of 2020–2040 and between", () => {
    let compared = 0;
    for (const zone of ZONES) {
      const theirs = moment.tz.zone(zone);
      if (!theirs) throw new Error(`The package does not know ${zone}`);
      const instants = edges(zone).flatMap((ms) => [ms - 1, ms, ms + 1]);
      for (let ms = FROM; ms < TO; ms += 97 * 86_400_000) instants.push(ms);
      for (const ms of instants) {
        const expected: number = -theirs.utcOffset(ms);
        if (offsetMinutesAt(zone, ms) !== expected) expect.fail(`${zone} ${new Date(ms).toISOString()}: ${expected}`);
        compared++;
      }
    }
    expect(ZONES.length).toBeGreaterThan(590);
    expect(compared).toBeGreaterThan(40_000);
  });

  test("[OPS-06] Vancouver stays on UTC-7 from 2026-11-01, whatever the runtime believes", () => {
    expect(Number.parseInt(ZONE_DATA_VERSION, 10)).toBeGreaterThanOrEqual(2026);
    expect(offsetMinutesAt("America/Vancouver", Date.UTC(2026, 9, 31))).toBe(-420);
    expect(offsetMinutesAt("America/Vancouver", Date.UTC(2026, 11, 1))).toBe(-420);
    expect(offsetMinutesAt("America/Vancouver", Date.UTC(2027, 0, 15))).toBe(-420);
    expect(toWall("America/Vancouver", new Date("2027-01-15T16:00:00Z")).time).toBe("09:00:00");
  });

  test("[OPS-06] a wall time stored under older data is recomputed, one under this data is not", () => {
    const stored = { date: "2027-01-15", time: "09:00", zone: "America/Vancouver" };
    const old = recomputeInstant({ ...stored, zoneVersion: "2025c" });
    expect(old.instant.toISOString()).toBe("2027-01-15T16:00:00.000Z");
    expect(old.recomputed).toBe(true);
    expect(recomputeInstant({ ...stored, zoneVersion: ZONE_DATA_VERSION }).recomputed).toBe(false);
  });

  test("years past the table go on with the same rules", () => {
    expect(offsetMinutesAt("America/New_York", Date.UTC(2600, 6, 1))).toBe(-240);
    expect(offsetMinutesAt("America/New_York", Date.UTC(2600, 0, 1))).toBe(-300);
    expect(offsetMinutesAt("Asia/Kolkata", Date.UTC(3000, 0, 1))).toBe(330);
    const noon = fromWall("Europe/Berlin", "2731-07-01", "12:00");
    expect(toWall("Europe/Berlin", noon.instant)).toMatchObject({ date: "2731-07-01", time: "12:00:00" });
  });

  test("names: aliases are zones, lists offer Region/City only", () => {
    expect(isZone("US/Eastern")).toBe(true);
    expect(isZone("America/Nowhere")).toBe(false);
    expect(isZone("america/new_york")).toBe(false);
    expect(listZones("choosable")).toContain("America/Indiana/Knox");
    expect(listZones("choosable")).not.toContain("US/Eastern");
    expect(() => toWall("Mars/Olympus", new Date(0))).toThrow(RangeError);
  });

  test("abbreviations", () => {
    expect(zoneAbbreviation("America/New_York", new Date("2026-07-01T12:00:00Z"))).toBe("EDT");
    expect(zoneAbbreviation("America/New_York", new Date("2026-12-01T12:00:00Z"))).toBe("EST");
    expect(zoneAbbreviation("America/Sao_Paulo", new Date("2026-12-01T12:00:00Z"))).toBe("UTC-03:00");
    expect(zoneAbbreviation("Asia/Kathmandu", new Date("2026-12-01T12:00:00Z"))).toBe("UTC+05:45");
  });
});

describe("wall clock", { timeout: 60_000 }, () => {
  test.each([
    ["America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30:00.000Z", "gap"],
    ["America/New_York", "2026-03-08", "03:00", "2026-03-08T07:00:00.000Z", "exact"],
    ["America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00.000Z", "overlap"],
    ["America/New_York", "2026-11-01", "02:00", "2026-11-01T07:00:00.000Z", "exact"],
    ["America/St_Johns", "2026-07-01", "09:00", "2026-07-01T11:30:00.000Z", "exact"],
    ["Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45:00.000Z", "gap"],
    ["Asia/Kathmandu", "2026-01-01", "00:00", "2025-12-31T18:15:00.000Z", "exact"],
    ["Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:30:00.000Z", "gap"],
    ["Pacific/Apia", "2011-12-30", "12:00", "2011-12-30T22:00:00.000Z", "gap"],
    ["America/Vancouver", "2026-11-01", "01:30", "2026-11-01T08:30:00.000Z", "exact"],
  ])("[DLV-09] %s %s %s is %s (%s)", (zone, date, time, iso, kind) => {
    const read = fromWall(zone, date, time);
    expect(read.instant.toISOString()).toBe(iso);
    expect(read.kind).toBe(kind);
  });

  test("[DLV-09] around every clock change of every zone, wall and instant go there and back", () => {
    let checked = 0;
    for (const zone of ZONES) {
      for (const edge of edges(zone)) {
        for (const ms of [edge - 5_400_000, edge - 1000, edge, edge + 1000, edge + 1_800_000, edge + 5_400_000]) {
          const wall = toWall(zone, new Date(ms));
          const back = fromWall(zone, wall.date, wall.time);
          if (back.kind === "gap") expect.fail(`${zone} ${wall.date} ${wall.time} was shown but is called a gap`);
          const again = toWall(zone, back.instant);
          if (again.date !== wall.date || again.time !== wall.time) expect.fail(`${zone} ${wall.date} ${wall.time}`);
          if (back.kind === "exact" && back.instant.getTime() !== ms) expect.fail(`${zone} ${wall.date} ${wall.time}`);
          if (back.instant.getTime() > ms) expect.fail(`${zone}: the first of two was asked for`);
          checked++;
        }
      }
    }
    expect(checked).toBeGreaterThan(30_000);
  });

  test("[DLV-09] a skipped time moves forward by exactly the gap, in every zone", () => {
    let gaps = 0;
    for (const zone of ZONES) {
      for (const edge of edges(zone)) {
        const before = offsetMinutesAt(zone, edge - 1);
        const gap = offsetMinutesAt(zone, edge) - before;
        if (gap <= 0) continue;
        const skipped = new Date(edge + (before + gap / 2) * 60_000).toISOString();
        const read = fromWall(zone, skipped.slice(0, 10), skipped.slice(11, 19));
        expect(read.kind).toBe("gap");
        expect(read.instant.getTime()).toBe(edge + (gap / 2) * 60_000);
        gaps++;
      }
    }
    expect(gaps).toBeGreaterThan(3_000);
  });

  test("[DLV-09] N days before at 09:00 is 09:00 on the wall clock, in every zone, across every change", () => {
    const arbitrary = fc.record({
      zone: fc.constantFrom(...ZONES),
      day: fc.integer({ min: 0, max: 7_600 }),
      before: fc.integer({ min: 0, max: 60 }),
      time: fc.constantFrom("09:00:00", "08:15:00", "17:45:00", "12:00:00"),
    });
    fc.assert(
      fc.property(arbitrary, ({ zone, day, before, time }) => {
        const date = addDays("2020-01-10", day);
        const visit = fromWall(zone, date, time);
        const wanted = addDays(date, -before);
        const reminder = addWallDays(zone, visit.instant, -before);
        const wall = toWall(zone, reminder);
        const expected = fromWall(zone, wanted, time);
        return visit.kind === "gap" || expected.kind === "gap" || (wall.date === wanted && wall.time === time);
      }),
      { numRuns: 5_000 },
    );
    for (const zone of ZONES) {
      for (const edge of edges(zone)) {
        const { date } = toWall(zone, new Date(edge));
        const reminder = addWallDays(zone, fromWall(zone, addDays(date, 1), "09:00").instant, -2);
        const wall = toWall(zone, reminder);
        if (wall.date !== addDays(date, -1) || wall.time !== "09:00:00") expect.fail(`${zone} ${date}`);
      }
    }
  });

  test("[DLV-09] days join without hole or overlap, in every zone", () => {
    for (const zone of ZONES) {
      for (const edge of edges(zone)) {
        const { date } = toWall(zone, new Date(edge));
        const before = dayRange(zone, addDays(date, -1));
        const day = dayRange(zone, date);
        expect(before.to).toEqual(day.from);
        expect(toWall(zone, day.from).date).toBe(date);
        expect(toWall(zone, new Date(day.to.getTime() - 1)).date).toBe(date);
      }
    }
    const spring = dayRange("America/Chicago", "2026-03-08");
    expect((spring.to.getTime() - spring.from.getTime()) / 3_600_000).toBe(23);
    const autumn = dayRange("America/Chicago", "2026-11-01");
    expect((autumn.to.getTime() - autumn.from.getTime()) / 3_600_000).toBe(25);
  });

  test("[DLV-01] a window that opens or closes in the hour that comes twice, or never, takes the strict edge", () => {
    expect(edgesInUtc("2026-11-01", "01:30")).toEqual(["06:30", "05:30"]);
    expect(edgesInUtc("2026-03-08", "02:30")).toEqual(["07:30", "07:00"]);
    expect(edgesInUtc("2026-07-01", "08:00")).toEqual(["12:00", "12:00"]);
    expect(edgesInUtc("2026-07-01", "24:00")).toEqual(["04:00", "04:00"]);
  });

  test("[DLV-01] no instant of a window shows a wall time outside it, at any clock change", () => {
    const arbitrary = fc.record({
      zone: fc.constantFrom(...ZONES.filter((zone) => edges(zone).length > 0)),
      pick: fc.nat(),
      shift: fc.integer({ min: -1, max: 1 }),
      open: fc.integer({ min: 0, max: 1438 }),
      length: fc.integer({ min: 1, max: 1440 }),
      at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    });
    fc.assert(
      fc.property(arbitrary, ({ zone, pick, shift, open, length, at }) => {
        const all = edges(zone);
        const date = addDays(toWall(zone, new Date(all[pick % all.length]!)).date, shift);
        const close = Math.min(1440, open + length);
        const from = wallEdges(zone, date, clock(open)).opens;
        const to = wallEdges(zone, date, clock(close)).closes;
        if (from >= to) return true;
        const wall = toWall(zone, new Date(from + Math.floor((to - from) * at)));
        const minute = wall.hour * 60 + wall.minute;
        return wall.date === date && minute >= open && minute < close;
      }),
      { numRuns: 10_000 },
    );
  });
});

describe("dates", () => {
  test("addDays, daysBetween and weekdayOf agree", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(daysBetween("2026-03-01", "2026-04-01")).toBe(31);
    expect(weekdayOf("2026-11-22")).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), (n) => {
        const date = addDays("2026-11-22", n);
        return daysBetween("2026-11-22", date) === n && weekdayOf(date) === ((n % 7) + 7) % 7;
      }),
    );
  });

  test("what is not a date or a time is refused", () => {
    for (const bad of ["2026-02-30", "2026-2-3", "26-02-03", "2026-13-01", "2026-00-10", "2026-01-00", ""])
      expect(() => addDays(bad, 1)).toThrow();
    for (const bad of ["24:00", "9:00", "12:60", "noon"]) {
      expect(() => fromWall("Europe/Berlin", "2026-01-01", bad)).toThrow(RangeError);
    }
  });
});
