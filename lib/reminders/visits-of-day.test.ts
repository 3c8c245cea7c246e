import { expect, test } from "vitest";
import { ALL_ON, sameDayVisit } from "@/lib/reminders/rules.fixture";
import { countsAsNoShow, visitsToList } from "@/lib/reminders/visits-of-day";

const DAY = "2026-10-15";

test("[REM-04] the list names the day's visits in order; with the filter only those with every switch on", () => {
  const visits = [
    sameDayVisit("late", DAY, "15:00"),
    sameDayVisit("early", DAY, "08:00", { switches: { ...ALL_ON, type: false } }),
    sameDayVisit("gone", DAY, "09:00", { lifecycle: "cancelled" }),
    sameDayVisit("declined", DAY, "09:30", { confirmation: "declined" }),
    sameDayVisit("hidden", DAY, "10:00", { switches: { ...ALL_ON, hidden: true } }),
  ];
  expect(visitsToList(visits, { listFilter: "all" }).map((visit) => visit.id)).toEqual(["early", "late"]);
  expect(visitsToList(visits, { listFilter: "reminders-enabled" }).map((visit) => visit.id)).toEqual(["late"]);
});

test("[REM-08] a cancellation counts as a no-show only inside the window, always, or never", () => {
  const startsAt = new Date("2026-10-15T14:00:00Z");
  const before = (hours: number): Date => new Date(startsAt.getTime() - hours * 3_600_000);
  const inside = { cancelCountsAsNoShow: { mode: "inside-window", windowHours: 24 } } as const;
  expect(countsAsNoShow(startsAt, before(24), inside)).toBe(false);
  expect(countsAsNoShow(startsAt, before(23.9), inside)).toBe(true);
  expect(countsAsNoShow(startsAt, before(-1), inside)).toBe(true);
  expect(countsAsNoShow(startsAt, before(1), { cancelCountsAsNoShow: { mode: "never", windowHours: 24 } })).toBe(false);
  expect(countsAsNoShow(startsAt, before(900), { cancelCountsAsNoShow: { mode: "always", windowHours: 24 } })).toBe(true);
});
