import { describe, expect, test } from "vitest";
import { type BlackoutInput, blackoutUntil } from "./blackout";
import type { SaidBefore } from "./said-before";

const NOW = new Date("2026-10-13T14:00:00Z");
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);

const before = (over: Partial<SaidBefore> = {}): SaidBefore => ({
  at: hoursAgo(3),
  localDate: "2026-10-13",
  templateKey: "reminder",
  firstName: "Rosa",
  appointmentId: "visit-1",
  scheduleRevision: 1,
  stepKey: "7-days",
  automatic: true,
  ...over,
});

const ask = (
  said: Partial<SaidBefore>,
  over: Omit<Partial<BlackoutInput>, "message"> & { message?: Partial<BlackoutInput["message"]> } = {},
) =>
  blackoutUntil({
    said: [before(said)],
    hours: 24,
    each: false,
    now: NOW,
    ...over,
    message: {
      templateKey: "reminder",
      firstName: "Rosa",
      appointmentId: "visit-2",
      scheduleRevision: 1,
      stepKey: "5-days",
      ...over.message,
    },
  });

describe("[DLV-06] the same message is not sent again", () => {
  test("same template, contact and first name within the period: not before it ends", () => {
    expect(ask({})).toEqual(new Date("2026-10-14T11:00:00Z"));
    expect(ask({ firstName: " ROSA" })).toBeDefined();
    expect(ask({ at: hoursAgo(23.99) })).toBeDefined();
    expect(ask({ at: hoursAgo(24) })).toBeUndefined();
    expect(ask({ at: hoursAgo(30) }, { hours: 48 })).toBeDefined();
    expect(ask({}, { hours: undefined })).toBeUndefined();
  });

  test.each<[string, Partial<SaidBefore>]>([
    ["another template", { templateKey: "reminder-final" }],
    ["another first name on the same phone", { firstName: "Luis" }],
  ])("%s is another message", (_, said) => expect(ask(said)).toBeUndefined());

  test("exempt: another try of the same message, also by a retry's row", () => {
    const message = { appointmentId: "visit-1", stepKey: "7-days" };
    expect(ask({}, { message })).toBeUndefined();
    expect(ask({}, { message: { ...message, stepKey: "7-days~retry2" } })).toBeUndefined();
    expect(ask({ stepKey: "7-days~retry1" }, { message: { ...message, stepKey: "7-days~retry2" } })).toBeUndefined();
    expect(ask({}, { message: { ...message, stepKey: "5-days" } })).toBeDefined();
  });

  test("exempt: a visit that was moved since, because the message tells another time", () => {
    expect(ask({}, { message: { appointmentId: "visit-1", scheduleRevision: 2, stepKey: "7-days" } })).toBeUndefined();
  });

  test("[REM-17] exempt: other visits where each is reminded of; the same visit's next step is not", () => {
    expect(ask({}, { each: true })).toBeUndefined();
    expect(ask({}, { each: true, message: { appointmentId: "visit-1", stepKey: "5-days" } })).toBeDefined();
  });

  test("the last of several counts", () => {
    const input = {
      hours: 24,
      each: false,
      now: NOW,
      message: { ...before(), appointmentId: "visit-9", scheduleRevision: 1, stepKey: "7-days" },
    };
    expect(blackoutUntil({ ...input, said: [before({ at: hoursAgo(1) }), before({ at: hoursAgo(5) })] })).toEqual(
      new Date("2026-10-14T13:00:00Z"),
    );
  });
});
