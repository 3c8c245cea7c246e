import { expect, test } from "vitest";
import { formatDayRange, parseDayRange } from "./day-range";

test("a range of days is read, turned and written", () => {
  expect(parseDayRange("2026-11-01..2026-11-30")).toEqual({ from: "2026-11-01", to: "2026-11-30" });
  expect(parseDayRange("2026-11-30..2026-11-01")).toEqual({ from: "2026-11-01", to: "2026-11-30" });
  expect(parseDayRange("..2026-11-30")).toEqual({ from: undefined, to: "2026-11-30" });
  for (const bad of [undefined, "", "..", "yesterday..2026-13-01", "2026-1-1..2026-02-32"]) expect(parseDayRange(bad)).toEqual({});
  expect(formatDayRange({ from: "2026-11-01" })).toBe("2026-11-01..");
  expect(formatDayRange({})).toBe("");
});
