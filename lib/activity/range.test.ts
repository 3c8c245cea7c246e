import { expect, test } from "vitest";
import { daysOf, readRange } from "./range";

const TODAY = "2027-03-10";

test("[RTY-07] a range is a preset of the last days, today included, or days of one's own; a week without either", () => {
  expect(readRange(undefined, {}, TODAY)).toEqual({ preset: "7", from: "2027-03-04", to: TODAY, cut: false });
  expect(readRange("today", {}, TODAY)).toMatchObject({ from: TODAY, to: TODAY });
  expect(readRange("90", {}, TODAY)).toMatchObject({ from: "2026-12-11", to: TODAY });
  expect(readRange("toString", {}, TODAY).preset).toBe("7");
  expect(readRange("30", { from: "2027-01-01", to: "2027-01-31" }, TODAY)).toEqual({
    preset: "custom",
    from: "2027-01-01",
    to: "2027-01-31",
    cut: false,
  });
  expect(readRange(undefined, { from: "2027-03-01" }, TODAY)).toMatchObject({ from: "2027-03-01", to: TODAY });
  expect(readRange(undefined, { from: "2027-04-01" }, TODAY)).toMatchObject({ from: "2027-04-01", to: "2027-04-01" });
  expect(readRange(undefined, { to: "2027-02-10" }, TODAY)).toMatchObject({ from: "2027-02-04", to: "2027-02-10" });
});

test("[RTY-07] a range of more than a year is cut to its latest 366 days, and says so", () => {
  const range = readRange(undefined, { from: "2020-01-01", to: "2027-03-10" }, TODAY);
  expect(range).toMatchObject({ to: TODAY, cut: true });
  expect(daysOf(range)).toHaveLength(366);
});
