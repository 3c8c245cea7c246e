import { describe, expect, test } from "vitest";
import { nextCron, parseCron } from "./cron";

const next = (cron: string, after: string): string => new Date(nextCron(cron, Date.parse(after)) ?? Number.NaN).toISOString();

describe("cron", () => {
  test("fires at the next full minute that matches", () => {
    expect(next("* * * * *", "2026-03-01T10:00:30Z")).toBe("2026-03-01T10:01:00.000Z");
    expect(next("*/15 * * * *", "2026-03-01T10:45:00Z")).toBe("2026-03-01T11:00:00.000Z");
    expect(next("30 9 * * 1-5", "2026-02-27T09:30:00Z")).toBe("2026-03-02T09:30:00.000Z");
    expect(next("0 0 1 jan *", "2026-03-01T00:00:00Z")).toBe("2027-01-01T00:00:00.000Z");
    expect(next("0 12 29 2 *", "2026-03-01T00:00:00Z")).toBe("2028-02-29T12:00:00.000Z");
  });

  test("day of month and weekday together match either, as cron always did", () => {
    expect(next("0 0 13 * 5", "2026-03-01T00:00:00Z")).toBe("2026-03-06T00:00:00.000Z");
    expect(next("0 0 13 * sun", "2026-03-09T00:00:00Z")).toBe("2026-03-13T00:00:00.000Z");
    expect(next("0 0 * * 7", "2026-03-02T00:00:00Z")).toBe("2026-03-08T00:00:00.000Z");
  });

  test("[OPS-06] follows the wall clock of its zone, with zone data newer than the runtime's", () => {
    expect(next("TZ=America/New_York 0 9 * * *", "2026-03-07T15:00:00Z")).toBe("2026-03-08T13:00:00.000Z");
    expect(next("TZ=Asia/Kolkata 0 9 * * *", "2026-03-07T15:00:00Z")).toBe("2026-03-08T03:30:00.000Z");
    // Vancouver stays at UTC-7 from November 2026: 09:00 is 16:00Z in January too.
    expect(next("TZ=America/Vancouver 0 9 * * *", "2027-01-10T00:00:00Z")).toBe("2027-01-10T16:00:00.000Z");
  });

  test("a time skipped by the clock change fires right after it, a repeated one once", () => {
    expect(next("TZ=America/New_York 30 2 * * *", "2026-03-08T05:00:00Z")).toBe("2026-03-08T07:00:00.000Z");
    expect(next("TZ=America/New_York 30 2 * * *", "2026-03-08T07:00:00Z")).toBe("2026-03-09T06:30:00.000Z");
    expect(next("TZ=America/New_York 30 1 * * *", "2026-11-01T04:00:00Z")).toBe("2026-11-01T05:30:00.000Z");
    expect(next("TZ=America/New_York 30 1 * * *", "2026-11-01T05:30:00Z")).toBe("2026-11-02T06:30:00.000Z");
    expect(next("TZ=America/New_York 30 * * * *", "2026-11-01T05:30:00Z")).toBe("2026-11-01T06:30:00.000Z");
  });

  test("agrees with a minute-by-minute walk over a year", () => {
    for (const cron of ["7 3 * * *", "*/20 8-17 * * 1-5", "0 6 1,15 * *"]) {
      let at = Date.parse("2026-01-01T00:00:00Z");
      const { minute, hour, day, weekday } = parseCron(cron);
      for (let i = 0; i < 40; i++) {
        const found = nextCron(cron, at);
        let slow = at + 60_000;
        const matches = (d: Date): boolean =>
          minute.set.has(d.getUTCMinutes()) &&
          hour.set.has(d.getUTCHours()) &&
          day.set.has(d.getUTCDate()) &&
          weekday.set.has(d.getUTCDay());
        while (!matches(new Date(slow))) slow += 60_000;
        expect(found).toBe(slow);
        at = slow;
      }
    }
  });

  test("says what is wrong", () => {
    expect(() => parseCron("* * * * * *")).toThrow("five fields");
    expect(() => parseCron("TZ=Mars/Base * * * * *")).toThrow("unknown time zone Mars/Base");
    expect(() => parseCron("61 * * * *")).toThrow("not between 0 and 59");
    expect(nextCron("0 0 30 2 *", 0)).toBeUndefined();
  });
});
