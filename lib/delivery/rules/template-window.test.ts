import { describe, expect, test } from "vitest";
import { decideSend } from "@/lib/delivery/rules";
import type { TemplateWindows } from "@/lib/delivery/settings";
import { planReminders } from "@/lib/reminders/rules";
import { deliverySettings, planFacts } from "@/lib/reminders/rules.fixture";
import type { FactsInput } from "@/lib/reminders/rules.fixture";
import { fromWall, toWall } from "@/lib/time";

const NY = "America/New_York";
const WEEKDAYS = [1, 2, 3, 4, 5];
const at = (date: string, time: string): Date => fromWall(NY, date, time).instant;
const window = (over: Partial<TemplateWindows[number]> = {}): TemplateWindows[number] => ({
  template: "reminder",
  days: WEEKDAYS,
  from: "12:00",
  to: "14:00",
  ...over,
});

function ask(due: Date, windows: TemplateWindows, templateKey = "reminder"): string {
  const decision = decideSend({
    kind: "reminder",
    channel: "sms",
    templateKey,
    now: new Date("2026-01-01T00:00:00Z"),
    dueAt: due,
    facility: { zone: NY, state: "NY" },
    settings: deliverySettings({ templateWindows: windows }),
  });
  if (decision.outcome === "skip" || decision.outcome === "hold") return decision.reason;
  const wall = toWall(NY, decision.at);
  return `${decision.outcome} ${wall.date} ${wall.time.slice(0, 5)}`;
}

describe("[DLV-05] hours of a kind of message", () => {
  test("moves a message into its own hours; others keep theirs", () => {
    expect(ask(at("2026-10-13", "10:00"), [window()])).toBe("move 2026-10-13 12:00");
    expect(ask(at("2026-10-13", "13:59"), [window()])).toBe("send 2026-10-13 13:59");
    expect(ask(at("2026-10-13", "14:00"), [window()])).toBe("move 2026-10-13 13:45");
    expect(ask(at("2026-10-13", "10:00"), [window()], "reminder-final")).toBe("send 2026-10-13 10:00");
    expect(ask(at("2026-10-13", "10:00"), [])).toBe("send 2026-10-13 10:00");
  });

  test("a day without hours is closed; several hours of one day add up, also where they overlap", () => {
    expect(ask(at("2026-10-17", "12:30"), [window()])).toBe("move 2026-10-16 12:30");
    const two = [window({ from: "09:00", to: "10:00" }), window(), window({ from: "13:00", to: "15:00" })];
    expect(ask(at("2026-10-13", "10:30"), two)).toBe("move 2026-10-13 12:00");
    expect(ask(at("2026-10-13", "14:30"), two)).toBe("send 2026-10-13 14:30");
  });

  test("never outside the contact hours, whatever its own are", () => {
    expect(ask(at("2026-10-13", "06:30"), [window({ from: "06:00", to: "07:00" })])).toBe("no-allowed-time");
  });

  test("names the rule and the setting", () => {
    const decision = decideSend({
      kind: "reminder",
      templateKey: "reminder",
      now: new Date("2026-01-01T00:00:00Z"),
      dueAt: at("2026-10-13", "10:00"),
      facility: { zone: NY },
      settings: deliverySettings({ templateWindows: [window()] }),
    });
    expect(decision.trail[0]).toMatchObject({
      rule: "template-window",
      reason: "template-window",
      setting: { key: "delivery.templateWindows" },
    });
  });

  test("a staff send is not bound by them", () => {
    const input = { channel: "sms" as const, templateKey: "reminder", now: at("2026-10-13", "10:00"), dueAt: at("2026-10-13", "10:00") };
    const settings = deliverySettings({ templateWindows: [window()] });
    expect(decideSend({ kind: "staff", ...input, facility: { zone: NY }, settings }).outcome).toBe("send");
  });

  test("each step of the cadence has the hours of its own kind", () => {
    const plan = planReminders(
      planFacts({ delivery: { templateWindows: [window({ template: "reminder-final", from: "16:00", to: "17:00" })] } }),
    );
    expect(plan.steps.map((s) => `${s.stepKey} ${toWall(NY, s.dueAt).time.slice(0, 5)}`)).toEqual([
      "7-days 10:00",
      "5-days 10:00",
      "2-days 16:00",
    ]);
  });
});

describe("[RTY-05] catch-up reminders and the hours of their kind", () => {
  const final = (from: string, to: string) => window({ template: "reminder-final", days: [0, 1, 2, 3, 4, 5, 6], from, to });
  /** Booked on Wednesday at 08:00 for Thursday 10:00: every step is past. */
  const caught = (input: FactsInput): string => {
    const { steps } = planReminders(planFacts({ now: "2026-10-14T12:00:00Z", ...input }));
    const step = steps.find((s) => s.stepKey === "catch-up");
    if (!step) return steps.some((s) => s.stepKey === "late-booking") ? "late-booking" : "none";
    const wall = toWall(NY, step.dueAt);
    return `${wall.date} ${wall.time.slice(0, 5)}`;
  };

  test("off: the first catch-up hour inside them; none inside, no catch-up", () => {
    expect(caught({})).toBe("2026-10-14 09:00");
    expect(caught({ delivery: { templateWindows: [final("17:00", "19:00")] } })).toBe("2026-10-14 18:00");
    expect(caught({ delivery: { templateWindows: [final("12:00", "13:00")] } })).toBe("late-booking");
  });

  test("on: the next time inside them, at once where it is one", () => {
    const reminders = { catchUpFollowsWindow: true };
    expect(caught({ reminders, delivery: { templateWindows: [final("12:00", "13:00")] } })).toBe("2026-10-14 12:00");
    expect(caught({ reminders, now: "2026-10-14T16:30:00Z", delivery: { templateWindows: [final("12:00", "13:00")] } })).toBe(
      "2026-10-14 12:30",
    );
    expect(caught({ reminders })).toBe("2026-10-14 09:00");
  });

  test("[RTY-04] a time promised stays when it is planned again a moment later", () => {
    const input: FactsInput = { reminders: { catchUpFollowsWindow: true }, delivery: { templateWindows: [final("12:00", "13:00")] } };
    const existing = [{ stepKey: "catch-up", state: "planned" as const, idealAt: at("2026-10-14", "12:00") }];
    expect(caught({ ...input, now: "2026-10-14T15:59:00Z", existing })).toBe("2026-10-14 12:00");
  });
});
