import { describe, expect, test } from "vitest";
import { planReminders, recheckReminder } from "@/lib/reminders/rules";
import type { PlanFacts, PlannedStep } from "@/lib/reminders/rules";
import { ALL_ON, planFacts, sameDayVisit } from "@/lib/reminders/rules.fixture";
import type { FactsInput } from "@/lib/reminders/rules.fixture";
import { cadence } from "@/lib/reminders/schemas";
import { addDays, fromWall, toWall } from "@/lib/time";

const NY = "America/New_York";

function line(step: PlannedStep): string {
  const wall = toWall(step.zone, step.dueAt);
  const what = step.state === "planned" ? `${wall.date} ${wall.time.slice(0, 5)}` : `${step.state} ${step.reason ?? ""}`.trim();
  return `${step.stepKey}${step.isFinal ? "*" : ""}: ${what}`;
}

function plan(input: FactsInput = {}): string[] {
  return planReminders(planFacts(input)).steps.map(line);
}

function ny(date: string, time: string): string {
  return fromWall(NY, date, time).instant.toISOString();
}

function existing(stepKey: string, state: PlanFacts["existing"][number]["state"], idealAt: string): PlanFacts["existing"][number] {
  return { stepKey, state, idealAt: new Date(idealAt) };
}

describe("the cadence", () => {
  test("[REM-01] 7, 5 and 2 days before at the visit's own time, the last one final", () => {
    expect(plan()).toEqual(["7-days: 2026-10-08 10:00", "5-days: 2026-10-10 10:00", "2-days*: 2026-10-13 10:00"]);
  });

  test("[REM-01] hours and minutes before, and a fixed local time, in any order", () => {
    const steps = cadence.parse([
      { id: "soon", before: { hours: 2, minutes: 30 }, answers: "none" },
      { id: "evening", before: { daysBefore: 1, at: "18:00" }, answers: "confirm" },
      { id: "week", before: { days: 7, hours: 1 }, answers: "confirm-cancel" },
    ]);
    const { steps: planned } = planReminders(planFacts({ time: "14:00:00", reminders: { cadence: steps } }));
    expect(planned.map(line)).toEqual(["week: 2026-10-08 13:00", "evening: 2026-10-14 18:00", "soon*: 2026-10-15 11:30"]);
    expect(planned.map((step) => step.answers)).toEqual(["confirm-cancel", "confirm", "none"]);
  });

  test("[REM-01] steps that would come after the visit began do not exist for it", () => {
    const steps = cadence.parse([
      { id: "week", before: { days: 7 }, answers: "none" },
      { id: "noon", before: { daysBefore: 0, at: "12:00" }, answers: "none" },
    ]);
    expect(plan({ reminders: { cadence: steps } })).toEqual(["week*: 2026-10-08 10:00"]);
  });

  test("[DLV-09] days before keep the wall clock when the clocks change in between", () => {
    expect(plan({ date: "2026-11-04", time: "09:00:00" })).toEqual([
      "7-days: 2026-10-28 09:00",
      "5-days: 2026-10-30 09:00",
      "2-days*: 2026-11-02 09:00",
    ]);
    const hours = cadence.parse([{ id: "day", before: { hours: 24 }, answers: "none" }]);
    expect(plan({ date: "2026-11-01", time: "12:00:00", reminders: { cadence: hours } })).toEqual(["day*: 2026-10-31 13:00"]);
  });

  test("[REM-01] a cadence is checked: ids are unique and free, times are times, a step needs a distance", () => {
    const step = { id: "a", before: { days: 1 }, answers: "none" };
    expect(cadence.safeParse([step, step]).success).toBe(false);
    expect(cadence.safeParse([{ ...step, id: "catch-up" }]).success).toBe(false);
    expect(cadence.safeParse([{ ...step, before: {} }]).success).toBe(false);
    expect(cadence.safeParse([{ ...step, before: { daysBefore: 1, at: "25:00" } }]).success).toBe(false);
    expect(cadence.safeParse([step]).success).toBe(true);
  });

  test("[DLV-08] one local time for all reminders of a day; a time after the visit began goes the day before", () => {
    const forced = { enabled: true, at: "11:00", catchUp: true };
    const { steps } = planReminders(planFacts({ reminders: { forcedSendTime: forced } }));
    expect(steps.map(line)).toEqual(["7-days: 2026-10-08 11:00", "5-days: 2026-10-10 11:00", "2-days*: 2026-10-13 11:00"]);
    expect(steps[0]?.trail[1]).toMatchObject({
      rule: "forced-send-time",
      setting: { key: "reminders.forcedSendTime" },
      to: ny("2026-10-08", "11:00"),
    });
    const sameDayStep = cadence.parse([{ id: "soon", before: { hours: 2 }, answers: "none" }]);
    expect(plan({ reminders: { forcedSendTime: forced, cadence: sameDayStep } })).toEqual(["soon*: 2026-10-14 11:00"]);
  });

  test("two steps that the delivery rules move onto one moment become one", () => {
    const steps = cadence.parse([
      { id: "two-hours", before: { hours: 2 }, answers: "none" },
      { id: "one-hour", before: { hours: 1 }, answers: "none" },
    ]);
    expect(plan({ time: "08:00:00", reminders: { cadence: steps } })).toEqual([
      "two-hours: skipped superseded-by-later-step",
      "one-hour*: 2026-10-14 19:45",
    ]);
  });
});

function threeSteps(skipLaterOnAnswer: boolean) {
  return cadence.parse([
    { id: "a", before: { days: 6 }, answers: "confirm-cancel", skipLaterOnAnswer },
    { id: "b", before: { days: 4 }, answers: "confirm" },
    { id: "c", before: { days: 1 }, answers: "none" },
  ]);
}

describe("confirmed", () => {
  const confirmed = { confirmation: "confirmed" } as const;

  test("[REM-06] after a confirmation the other steps are skipped, [REM-05] the final one is sent", () => {
    expect(plan({ visit: confirmed })).toEqual([
      "7-days: skipped already-confirmed",
      "5-days: skipped already-confirmed",
      "2-days*: 2026-10-13 10:00",
    ]);
  });

  test("[REM-05] the final reminder is not sent after a confirmation where the clinic says so; unanswered it always is", () => {
    const reminders = { finalAfterConfirmation: false };
    const { steps } = planReminders(planFacts({ visit: confirmed, reminders }));
    expect(steps.map(line)).toEqual(Array.from(["7-days", "5-days", "2-days*"], (key) => `${key}: skipped already-confirmed`));
    expect(steps[2]?.trail.at(-1)).toMatchObject({ setting: { key: "reminders.finalAfterConfirmation", from: "organization" } });
    expect(plan({ reminders })[2]).toBe("2-days*: 2026-10-13 10:00");
  });

  test("[REM-06] off: every step goes out", () => {
    expect(plan({ visit: confirmed, reminders: { skipAfterConfirmation: false } })[0]).toBe("7-days: 2026-10-08 10:00");
  });

  test("[REM-26] the step that was answered decides over the general setting", () => {
    const visit = { ...confirmed, answeredStep: "a" };
    const [, goesOn] = plan({ visit, reminders: { cadence: threeSteps(false) } });
    expect(goesOn).toBe("b: 2026-10-11 10:00");
    const [, skipped] = plan({ visit, reminders: { cadence: threeSteps(true), skipAfterConfirmation: false } });
    expect(skipped).toBe("b: skipped already-confirmed");
  });
});

describe("nothing goes out", () => {
  test.each([
    ["[REM-07] cancelled", { visit: { lifecycle: "cancelled" } }, "skipped appointment-cancelled"],
    ["[REM-07] rescheduled away", { visit: { lifecycle: "rescheduled" } }, "skipped appointment-rescheduled"],
    ["[REM-07] past", { now: ny("2026-10-15", "10:00") }, "skipped appointment-past"],
    ["[REM-07] over", { visit: { lifecycle: "completed" } }, "skipped appointment-over"],
    ["[REM-07] declined", { visit: { confirmation: "declined" } }, "skipped patient-declined"],
    ["[REM-10] blocked by staff", { visit: { remindersBlocked: true } }, "held reminders-blocked"],
    ["[REM-27] facility off", { switches: { ...ALL_ON, facility: false } }, "skipped facility-reminders-off"],
    ["[REM-27] provider off", { switches: { ...ALL_ON, provider: false } }, "skipped provider-reminders-off"],
    ["[REM-27] type off", { switches: { ...ALL_ON, type: false } }, "skipped type-reminders-off"],
    ["[REM-27] hidden type", { switches: { ...ALL_ON, hidden: true } }, "skipped type-hidden"],
    ["[REM-29] deceased", { patient: { deceased: true, inactive: false } }, "skipped patient-deceased"],
    ["[REM-29] inactive", { patient: { deceased: false, inactive: true } }, "skipped patient-inactive"],
    ["[CON-01] no usable contact", { contact: null }, "skipped no-contact"],
  ] satisfies [string, FactsInput, string][])("%s: every step is returned with its reason", (_title, input, expected) => {
    expect(plan(input)).toEqual([`7-days: ${expected}`, `5-days: ${expected}`, `2-days*: ${expected}`]);
  });

  test("[REM-29] the gravest reason is the one shown", () => {
    const input = { patient: { deceased: true, inactive: true }, visit: { lifecycle: "cancelled" } } as const;
    expect(plan(input)[0]).toBe("7-days: skipped patient-deceased");
  });
});

describe("several visits in one day", () => {
  const earlier = sameDayVisit("visit-0", "2026-10-15", "08:30");

  test("[REM-17] first only: the later visit is skipped, the first one is reminded of", () => {
    expect(plan({ sameDay: [earlier] })[0]).toBe("7-days: skipped not-first-of-day");
    expect(plan({ sameDay: [sameDayVisit("visit-2", "2026-10-15", "15:00")] })[0]).toBe("7-days: 2026-10-08 10:00");
  });

  test("[REM-17] a cancelled, blocked or switched-off earlier visit does not stand for the day", () => {
    for (const rest of [
      { lifecycle: "cancelled" },
      { remindersBlocked: true },
      { switches: { ...ALL_ON, type: false } },
      { confirmation: "declined" },
    ] as const) {
      expect(plan({ sameDay: [{ ...earlier, ...rest }] })[0]).toBe("7-days: 2026-10-08 10:00");
    }
  });

  test("[REM-17] an earlier visit that is over still stands for the day", () => {
    expect(plan({ sameDay: [{ ...earlier, lifecycle: "completed" }] })[0]).toBe("7-days: skipped not-first-of-day");
  });

  test("[REM-17] visits at the same minute: exactly one of them is reminded of", () => {
    const twin = sameDayVisit("visit-0", "2026-10-15", "10:00");
    expect(plan({ sameDay: [twin] })[0]).toContain("not-first-of-day");
    expect(plan({ visit: { id: "visit-0" }, sameDay: [{ ...twin, id: "visit-1" }] })[0]).toBe("7-days: 2026-10-08 10:00");
  });

  test("[REM-17] each: every visit is reminded of", () => {
    expect(plan({ sameDay: [earlier], reminders: { sameDay: "each" } })[0]).toBe("7-days: 2026-10-08 10:00");
  });
});

describe("late bookings", () => {
  test("[RTY-04] booked after the last reminder was due: one catch-up at the next of 09:00 and 18:00", () => {
    expect(plan({ now: ny("2026-10-13", "14:00") })).toEqual([
      "7-days: skipped due-before-known",
      "5-days: skipped due-before-known",
      "2-days*: skipped due-before-known",
      "catch-up*: 2026-10-13 18:00",
    ]);
    expect(plan({ now: ny("2026-10-14", "19:00") }).at(-1)).toBe("catch-up*: 2026-10-15 09:00");
  });

  test("[RTY-04] no catch-up while a step is still to come, or when it is off", () => {
    expect(plan({ now: ny("2026-10-11", "12:00") }).at(-1)).toBe("2-days*: 2026-10-13 10:00");
    const off = { catchUp: { enabled: false, hours: ["09:00"] }, lateBooking: { enabled: false, minimumHours: 2 } };
    expect(plan({ now: ny("2026-10-14", "12:00"), reminders: off })).toHaveLength(3);
  });

  test("[RTY-06] catch-up can be off while a send time is forced", () => {
    const late = { enabled: false, minimumHours: 2 };
    const forced = (catchUp: boolean) => ({ forcedSendTime: { enabled: true, at: "11:00", catchUp }, lateBooking: late });
    expect(plan({ now: ny("2026-10-14", "12:00"), reminders: forced(true) }).at(-1)).toBe("catch-up*: 2026-10-14 18:00");
    expect(plan({ now: ny("2026-10-14", "12:00"), reminders: forced(false) })).toHaveLength(3);
  });

  test("[REM-24] booked too late for any catch-up hour: one reminder at once, if more than 2 hours are left", () => {
    const input = { time: "17:00:00" };
    expect(plan({ ...input, now: ny("2026-10-15", "12:00") }).at(-1)).toBe("late-booking*: 2026-10-15 12:00");
    expect(plan({ ...input, now: ny("2026-10-15", "15:00") }).at(-1)).toBe("late-booking*: skipped too-close-to-visit");
    expect(plan({ ...input, now: ny("2026-10-15", "14:59") }).at(-1)).toBe("late-booking*: 2026-10-15 14:59");
  });

  test("[REM-24] outside contact hours it waits for them, if the visit is still far enough away", () => {
    const catchUp = { enabled: false, hours: [] };
    const night = ny("2026-10-15", "05:00");
    expect(plan({ time: "11:00:00", now: night, reminders: { catchUp } }).at(-1)).toBe("late-booking*: 2026-10-15 08:00");
    expect(plan({ time: "10:00:00", now: night, reminders: { catchUp } }).at(-1)).toBe("late-booking*: skipped too-close-to-visit");
    expect(plan({ time: "07:30:00", now: night, reminders: { catchUp } }).at(-1)).toBe("late-booking*: skipped no-allowed-time");
    const off = { catchUp, lateBooking: { enabled: false, minimumHours: 2 } };
    expect(plan({ time: "17:00:00", now: ny("2026-10-15", "12:00"), reminders: off })).toHaveLength(3);
  });

  test("[REM-05] a make-up counts as the final reminder: not sent after a confirmation where the clinic says so", () => {
    const now = ny("2026-10-13", "14:00");
    expect(plan({ now, visit: { confirmation: "confirmed" } }).at(-1)).toBe("catch-up*: 2026-10-13 18:00");
    const reminders = { finalAfterConfirmation: false };
    expect(plan({ now, visit: { confirmation: "confirmed" }, reminders })).toHaveLength(3);
    const waiting = [existing("catch-up", "planned", ny("2026-10-13", "18:00"))];
    expect(plan({ now, visit: { confirmation: "confirmed" }, reminders, existing: waiting }).at(-1)).toBe(
      "catch-up*: skipped already-confirmed",
    );
  });
});

describe("replanning", () => {
  const sent = [existing("7-days", "sent", ny("2026-10-08", "10:00"))];

  test("[DLV-12] what was sent stays sent and is not planned again", () => {
    expect(plan({ now: ny("2026-10-09", "10:00"), existing: sent })).toEqual([
      "7-days: done",
      "5-days: 2026-10-10 10:00",
      "2-days*: 2026-10-13 10:00",
    ]);
    expect(plan({ now: ny("2026-10-09", "10:00"), existing: sent, visit: { lifecycle: "cancelled" } })[0]).toBe("7-days: done");
  });

  test("[RTY-03] a reminder planned in time but not sent in an outage goes out late, only the newest of several", () => {
    const rows = [existing("7-days", "planned", ny("2026-10-08", "10:00")), existing("5-days", "planned", ny("2026-10-10", "10:00"))];
    expect(plan({ now: ny("2026-10-10", "15:00"), existing: rows })).toEqual([
      "7-days: skipped superseded-by-later-step",
      "5-days: 2026-10-10 15:00",
      "2-days*: 2026-10-13 10:00",
    ]);
    expect(plan({ now: ny("2026-10-10", "21:00"), existing: rows })[1]).toBe("5-days: 2026-10-11 08:00");
  });

  test("[DLV-12] a new cadence floods nobody: steps that would have been due are not sent", () => {
    const steps = cadence.parse([
      { id: "10-days", before: { days: 10 }, answers: "none" },
      { id: "1-day", before: { days: 1 }, answers: "none" },
    ]);
    const rows = [...sent, existing("5-days", "planned", ny("2026-10-10", "10:00"))];
    expect(plan({ now: ny("2026-10-09", "10:00"), existing: rows, reminders: { cadence: steps } })).toEqual([
      "10-days: skipped due-before-known",
      "1-day*: 2026-10-14 10:00",
      "5-days: skipped no-longer-in-cadence",
    ]);
  });

  test("[RTY-04] a catch-up keeps its time when replanned, and ends with the visit", () => {
    const rows = [existing("catch-up", "planned", ny("2026-10-13", "18:00"))];
    expect(plan({ now: ny("2026-10-13", "18:00:30"), existing: rows }).at(-1)).toBe("catch-up*: 2026-10-13 18:00");
    expect(plan({ now: ny("2026-10-13", "15:00"), existing: rows, visit: { lifecycle: "cancelled" } }).at(-1)).toBe(
      "catch-up*: skipped appointment-cancelled",
    );
    const handled = [existing("catch-up", "sent", ny("2026-10-13", "18:00"))];
    expect(plan({ now: ny("2026-10-14", "08:00"), existing: handled }).at(-1)).toBe("catch-up*: done");
  });

  test("[RTY-04] no second one: a reminder sent after the missed step's time, or one at booking, is enough", () => {
    const onBooking = [existing("late-booking", "sent", ny("2026-10-14", "12:00"))];
    expect(plan({ now: ny("2026-10-14", "13:00"), existing: onBooking }).at(-1)).toBe("late-booking*: done");
    const later = [existing("1-day", "sent", ny("2026-10-14", "10:00"))];
    expect(plan({ now: ny("2026-10-14", "13:00"), existing: later })).toHaveLength(3);
  });

  test("[RTY-04] reminders blocked while the last one was due, then unblocked: the catch-up makes up for it", () => {
    const rows = [...sent, existing("2-days", "held", ny("2026-10-13", "10:00"))];
    expect(plan({ now: ny("2026-10-14", "12:00"), existing: rows }).slice(-2)).toEqual([
      "2-days*: skipped held-when-due",
      "catch-up*: 2026-10-14 18:00",
    ]);
  });

  test("[RTY-04] what the delivery rules gave up is not made up for", () => {
    const rows = [{ ...existing("2-days", "skipped", ny("2026-10-13", "10:00")), reason: "no-allowed-time" }];
    expect(plan({ now: ny("2026-10-14", "12:00"), existing: rows })).toHaveLength(3);
  });

  test("[DLV-12] planning twice with the rows of the first plan changes nothing", () => {
    for (const now of [ny("2026-09-20", "12:00"), ny("2026-10-11", "12:00"), ny("2026-10-13", "14:00"), ny("2026-10-15", "07:00")]) {
      const first = planReminders(planFacts({ now, time: "17:00:00" })).steps;
      const rows = first.map(
        (step) =>
          ({
            stepKey: step.stepKey,
            state: step.state === "done" ? "sent" : step.state,
            reason: step.reason,
            idealAt: step.idealAt,
          }) as const,
      );
      const second = planReminders(planFacts({ now, time: "17:00:00", existing: rows })).steps;
      expect(second.map(line)).toEqual(first.map(line));
    }
  });
});

test("[DLV-12] planning is fast enough to replan everything: half a millisecond a visit at most", () => {
  const { settings } = planFacts();
  const visits = Array.from({ length: 2_000 }, (_, i) => ({ ...planFacts({ date: addDays("2026-10-01", i % 60) }), settings }));
  const start = process.cpuUsage();
  for (const facts of visits) planReminders(facts);
  const { user, system } = process.cpuUsage(start);
  // Measured: 25 µs a visit; the bound only catches a change of order. CPU time, so that a busy machine does not count.
  expect((user + system) / visits.length).toBeLessThan(500);
});

describe("the trail", () => {
  test("[DLV-10] says which step of which setting planned it, and which rule moved it from when to when", () => {
    const { steps } = planReminders(planFacts({ date: "2026-11-28", now: "2026-11-01T12:00:00Z" }));
    expect(steps[2]?.trail).toEqual([
      {
        at: "2026-11-01T12:00:00.000Z",
        rule: "cadence",
        outcome: "planned",
        reason: "cadence-step",
        setting: { key: "reminders.cadence", from: "default" },
        to: ny("2026-11-26", "10:00"),
        zone: NY,
        data: { before: "2 days" },
      },
      {
        at: "2026-11-01T12:00:00.000Z",
        rule: "holiday",
        outcome: "moved",
        reason: "holiday",
        setting: { key: "delivery.holidays", from: "default" },
        from: ny("2026-11-26", "10:00"),
        to: ny("2026-11-25", "10:00"),
        zone: NY,
        data: { holiday: "Thanksgiving Day" },
      },
    ]);
    expect(steps[2]?.idealAt.toISOString()).toBe(ny("2026-11-26", "10:00"));
    expect(steps[2]?.dueAt.toISOString()).toBe(ny("2026-11-25", "10:00"));
  });
});

describe("at dispatch", () => {
  const now = new Date(ny("2026-10-13", "10:00"));

  function recheck(input: FactsInput = {}, step: Partial<Parameters<typeof recheckReminder>[0]["step"]> = {}, laterDueAt?: Date): string {
    const facts = { ...planFacts(input), step: { stepKey: "5-days", isFinal: false, scheduleRevision: 1, ...step }, laterDueAt };
    const result = recheckReminder(facts, now);
    return result.outcome === "send" ? "send" : `${result.outcome} ${result.reason}`;
  }

  test("[REM-07] a cancelled, moved, past or blocked visit sends nothing more, though the row was queued", () => {
    expect(recheck()).toBe("send");
    expect(recheck({ visit: { lifecycle: "cancelled" } })).toBe("skip appointment-cancelled");
    expect(recheck({ visit: { scheduleRevision: 2 } })).toBe("skip appointment-moved");
    expect(recheck({ visit: { scheduleRevision: 2, remindersBlocked: true } })).toBe("skip appointment-moved");
    expect(recheck({ visit: { scheduleRevision: 2, lifecycle: "cancelled" } })).toBe("skip appointment-cancelled");
    expect(recheck({ date: "2026-10-13", time: "10:00" })).toBe("skip appointment-past");
    expect(recheck({ visit: { remindersBlocked: true } })).toBe("hold reminders-blocked");
    expect(recheck({ visit: { arrival: "arrived" } })).toBe("skip patient-arrived");
  });

  test("[REM-06] an answer that came in meanwhile stops the queued step, [REM-05] not the final one", () => {
    const visit = { confirmation: "confirmed" } as const;
    expect(recheck({ visit })).toBe("skip already-confirmed");
    expect(recheck({ visit }, { isFinal: true })).toBe("send");
    expect(recheck({ visit: { confirmation: "declined" } }, { isFinal: true })).toBe("skip patient-declined");
  });

  test("[REM-29] a patient recorded as deceased or inactive meanwhile gets nothing", () => {
    expect(recheck({ patient: { deceased: true, inactive: false } })).toBe("skip patient-deceased");
    expect(recheck({ patient: { deceased: false, inactive: true } }, { byStaff: true })).toBe("skip patient-inactive");
  });

  test("[RTY-03] after an outage only the newest of two due reminders goes out", () => {
    expect(recheck({}, {}, new Date(ny("2026-10-13", "09:00")))).toBe("skip superseded-by-later-step");
    expect(recheck({}, {}, new Date(ny("2026-10-13", "11:00")))).toBe("send");
  });

  test("[REM-09] staff send now past the settings and a confirmation, never past a cancellation", () => {
    const byStaff = { byStaff: true };
    expect(recheck({ switches: { ...ALL_ON, type: false }, visit: { confirmation: "confirmed" } }, byStaff)).toBe("send");
    expect(recheck({ visit: { lifecycle: "cancelled" } }, byStaff)).toBe("skip appointment-cancelled");
    expect(recheck({ contact: null }, byStaff)).toBe("skip no-contact");
  });
});
