import { describe, expect, test } from "vitest";
import { describeReason } from "@/lib/delivery/reasons";
import { decideSend } from "@/lib/delivery/rules";
import type { Decision, SendInput } from "@/lib/delivery/rules";
import { STATE_FLOORS } from "@/lib/delivery/rules/legal-floor-table";
import { contactHoursSchema } from "@/lib/delivery/settings";
import { deliverySettings } from "@/lib/reminders/rules.fixture";
import { fromWall, toWall } from "@/lib/time";

const NY = "America/New_York";

function at(date: string, time: string, zone = NY): Date {
  return fromWall(zone, date, time).instant;
}

function ask(input: Partial<SendInput> & { dueAt: Date }): Decision {
  return decideSend({
    kind: "reminder",
    channel: "sms",
    now: new Date("2026-01-01T00:00:00Z"),
    facility: { zone: NY, state: "NY" },
    settings: deliverySettings(),
    ...input,
  });
}

/** "send 2026-10-13 10:00" in the zone, or the reason for not sending. */
function said(decision: Decision, zone = NY): string {
  if (decision.outcome === "skip" || decision.outcome === "hold") return `${decision.outcome} ${decision.reason}`;
  const wall = toWall(zone, decision.at);
  return `${decision.outcome} ${wall.date} ${wall.time.slice(0, 5)}`;
}

const weekdaysOnly = contactHoursSchema.parse([null, ...Array.from({ length: 5 }, () => ({ from: "09:00", to: "17:00" })), null]);

describe("contact hours", () => {
  test.each([
    ["2026-10-13", "10:00", "send 2026-10-13 10:00"],
    ["2026-10-13", "08:00", "send 2026-10-13 08:00"],
    ["2026-10-13", "07:59", "move 2026-10-13 08:00"],
    ["2026-10-13", "19:59", "send 2026-10-13 19:59"],
    ["2026-10-13", "20:00", "move 2026-10-13 19:45"],
    ["2026-10-13", "23:30", "move 2026-10-13 19:45"],
  ])("[DLV-01] due %s %s: %s", (date, time, expected) => {
    expect(said(ask({ dueAt: at(date, time) }))).toBe(expected);
  });

  test("[DLV-01] a closed weekday moves to the same time of the day before, an evening to before closing", () => {
    const settings = deliverySettings({ contactHours: weekdaysOnly });
    expect(said(ask({ dueAt: at("2026-10-17", "10:00"), settings }))).toBe("move 2026-10-16 10:00");
    expect(said(ask({ dueAt: at("2026-10-18", "18:00"), settings }))).toBe("move 2026-10-16 16:45");
    const monday = ask({ dueAt: at("2026-10-18", "10:00"), now: at("2026-10-17", "12:00"), settings });
    expect(said(monday)).toBe("move 2026-10-19 10:00");
    expect(monday.trail[0]).toMatchObject({ rule: "contact-hours", reason: "closed-weekday", data: { weekday: 0 } });
  });

  test("[DLV-01] both zones must be open: a patient in Los Angeles is not written to at 08:00 New York time", () => {
    const decision = ask({ dueAt: at("2026-10-13", "08:00"), recipient: { zone: "America/Los_Angeles", state: "CA" } });
    expect(said(decision)).toBe("move 2026-10-13 11:00");
    expect(decision.trail[0]).toMatchObject({
      rule: "recipient-hours",
      outcome: "moved",
      reason: "outside-recipient-hours",
      setting: { key: "delivery.contactHours", from: "default" },
      from: "2026-10-13T12:00:00.000Z",
      to: "2026-10-13T15:00:00.000Z",
      zone: NY,
    });
  });

  test("[DLV-01] half-hour zones: St. John's is an hour and a half ahead of New York", () => {
    const decision = ask({ dueAt: at("2026-10-13", "19:00"), recipient: { zone: "America/St_Johns", state: "NL" } });
    expect(said(decision)).toBe("move 2026-10-13 18:15");
    expect(said(decision, "America/St_Johns")).toBe("move 2026-10-13 19:45");
  });

  test("[DLV-01] zones whose hours never meet: skipped, and the trail says so", () => {
    const hours = contactHoursSchema.parse(Array.from({ length: 7 }, () => ({ from: "09:00", to: "12:00" })));
    const decision = ask({
      dueAt: at("2026-10-13", "10:00"),
      recipient: { zone: "Pacific/Guam" },
      settings: deliverySettings({ contactHours: hours }),
    });
    expect(said(decision)).toBe("skip no-allowed-time");
    expect(decision.trail[0]?.data).toMatchObject({ cause: "outside-recipient-hours" });
  });

  test("[DLV-01] a recipient's zone that nobody knows counts as not known", () => {
    expect(said(ask({ dueAt: at("2026-10-13", "08:00"), recipient: { zone: "America/Atlantis" } }))).toBe("send 2026-10-13 08:00");
  });

  test("[DLV-01] midnight that comes twice: a day open from 00:00 is open the first time too", () => {
    const settings = deliverySettings({
      contactHours: contactHoursSchema.parse(Array.from({ length: 7 }, () => ({ from: "00:00", to: "24:00" }))),
      legalFloor: false,
    });
    const dueAt = at("2026-11-01", "00:10", "America/Havana");
    expect(dueAt.toISOString()).toBe("2026-11-01T04:10:00.000Z");
    expect(ask({ dueAt, settings, facility: { zone: "America/Havana", country: "CU" } })).toMatchObject({ outcome: "send", at: dueAt });
  });

  test("[DLV-01] checked again at dispatch: a queue that ran past closing waits for the morning", () => {
    const late = at("2026-10-13", "20:00:07");
    expect(said(ask({ dueAt: at("2026-10-13", "19:59"), now: late }))).toBe("move 2026-10-14 08:00");
    const onTime = ask({ dueAt: at("2026-10-13", "10:00"), now: at("2026-10-13", "10:00:03") });
    expect(onTime).toMatchObject({ outcome: "send", at: at("2026-10-13", "10:00:03") });
  });

  test("[DLV-01] a moved reminder is before the visit, or it is skipped", () => {
    const visit = at("2026-10-15", "08:00");
    expect(said(ask({ dueAt: at("2026-10-15", "06:00"), before: visit }))).toBe("move 2026-10-14 19:45");
    const tooLate = ask({ dueAt: at("2026-10-15", "06:00"), now: at("2026-10-14", "21:00"), before: visit });
    expect(said(tooLate)).toBe("skip no-allowed-time");
    expect(describeReason("no-allowed-time", tooLate.trail[0]?.data)).toBe(
      "No allowed time was left before the visit. Outside contact hours (08:00 to 20:00).",
    );
    expect(said(ask({ dueAt: visit, now: visit, before: visit }))).toBe("skip too-late");
  });
});

describe("quiet hours and the legal floor", () => {
  const lunch = [{ label: "Lunch", days: [1, 2, 3, 4, 5], from: "12:00", to: "13:30" }];

  test("[DLV-02] a quiet span moves the message to its end, on the days it is set for", () => {
    const settings = deliverySettings({ quietHours: lunch });
    const decision = ask({ dueAt: at("2026-10-13", "12:10"), settings });
    expect(said(decision)).toBe("move 2026-10-13 13:30");
    expect(decision.trail[0]).toMatchObject({ rule: "quiet-hours", data: { label: "Lunch" }, setting: { from: "organization" } });
    expect(said(ask({ dueAt: at("2026-10-17", "12:10"), settings }))).toBe("send 2026-10-17 12:10");
  });

  test("[DLV-02] the patient's own noon is quiet too", () => {
    const settings = deliverySettings({ quietHours: lunch });
    const decision = ask({ dueAt: at("2026-10-13", "15:15"), settings, recipient: { zone: "America/Los_Angeles" } });
    expect(said(decision)).toBe("move 2026-10-13 16:30");
  });

  test.each([
    ["CT", "2026-10-13", "08:30", "move 2026-10-13 09:00"],
    ["KY", "2026-10-13", "09:30", "move 2026-10-13 10:00"],
    ["FL", "2026-10-13", "20:30", "move 2026-10-13 19:45"],
    ["CA", "2026-10-13", "20:30", "send 2026-10-13 20:30"],
    ["CA", "2026-10-13", "21:00", "move 2026-10-13 20:45"],
    ["TX", "2026-10-18", "10:00", "move 2026-10-18 12:00"],
    ["TX", "2026-10-13", "10:00", "send 2026-10-13 10:00"],
  ])("[DLV-02] the floor of %s, due %s %s: %s", (state, date, time, expected) => {
    const wide = contactHoursSchema.parse(Array.from({ length: 7 }, () => ({ from: "00:00", to: "24:00" })));
    const settings = deliverySettings({ contactHours: wide });
    expect(said(ask({ dueAt: at(date, time), settings, recipient: { state } }))).toBe(expected);
  });

  test("[DLV-02] staff pass contact hours, quiet hours and holidays, never the floor", () => {
    const night = at("2026-12-25", "22:00");
    const staff = ask({ kind: "staff", dueAt: night, now: night });
    expect(said(staff)).toBe("move 2026-12-26 08:00");
    expect(staff.trail[0]).toMatchObject({ rule: "legal-floor", reason: "legal-hours" });
    const evening = at("2026-12-25", "20:30");
    expect(said(ask({ kind: "staff", dueAt: evening, now: evening }))).toBe("send 2026-12-25 20:30");
    expect(said(ask({ kind: "staff", dueAt: night, now: night, channel: "email" }))).toBe("send 2026-12-25 22:00");
    const off = deliverySettings({ legalFloor: false });
    expect(said(ask({ kind: "staff", dueAt: night, now: night, settings: off }))).toBe("send 2026-12-25 22:00");
  });

  test("[DLV-02] an answer to what the patient just wrote goes out at once, even at night", () => {
    const night = at("2026-10-13", "23:00");
    expect(said(ask({ kind: "answer", dueAt: night, now: night }))).toBe("send 2026-10-13 23:00");
  });

  test("[DLV-02] no state's hours are wider than the federal ones", () => {
    for (const [state, hours] of Object.entries(STATE_FLOORS)) {
      expect(contactHoursSchema.parse(hours), state).toHaveLength(7);
      for (const day of hours ?? []) expect(day && day.from >= "08:00" && day.to <= "21:00", state).toBe(true);
    }
  });
});

describe("holidays and Sundays", () => {
  test("[DLV-03] a reminder due on Thanksgiving goes out the day before at the same time", () => {
    const decision = ask({ dueAt: at("2026-11-26", "09:00"), before: at("2026-11-28", "09:00") });
    expect(said(decision)).toBe("move 2026-11-25 09:00");
    expect(describeReason(decision.trail[0]!.reason, decision.trail[0]!.data)).toBe("Thanksgiving Day is a holiday.");
  });

  test("[DLV-03] when no earlier day is left it goes out on a later one, if that is before the visit, else not at all", () => {
    const now = at("2026-11-26", "07:00");
    const dueAt = at("2026-11-26", "09:00");
    expect(said(ask({ dueAt, now, before: at("2026-11-28", "09:00") }))).toBe("move 2026-11-27 09:00");
    const none = ask({ dueAt, now, before: at("2026-11-27", "08:00") });
    expect(said(none)).toBe("skip no-allowed-time");
    expect(none.trail[0]).toMatchObject({ rule: "holiday", data: { cause: "holiday", holiday: "Thanksgiving Day" } });
    expect(describeReason("no-allowed-time", none.trail[0]?.data)).toBe(
      "No allowed time was left before the visit. Thanksgiving Day is a holiday.",
    );
  });

  test("[DLV-03] the clinic's own days close it, its exceptions open it, and the switch turns bank holidays off", () => {
    const own = deliverySettings({
      holidays: {
        publicHolidays: true,
        own: [
          { date: "10-21", name: "Founders' Day" },
          { date: "2026-10-22", name: "Move" },
        ],
        except: ["11-26"],
      },
    });
    expect(said(ask({ dueAt: at("2026-10-22", "09:00"), settings: own }))).toBe("move 2026-10-20 09:00");
    expect(said(ask({ dueAt: at("2026-11-26", "09:00"), settings: own }))).toBe("send 2026-11-26 09:00");
    const off = deliverySettings({ holidays: { publicHolidays: false, own: [], except: [] } });
    expect(said(ask({ dueAt: at("2026-12-25", "09:00"), settings: off }))).toBe("send 2026-12-25 09:00");
  });

  test("[DLV-03] holidays bind reminders, not other notices", () => {
    expect(said(ask({ kind: "notice", dueAt: at("2026-12-25", "09:00") }))).toBe("send 2026-12-25 09:00");
  });

  test("[DLV-04] Sunday reminders go out on Saturday at the same time where the clinic wants that", () => {
    const settings = deliverySettings({ sundayReminders: "saturday" });
    expect(said(ask({ dueAt: at("2026-10-18", "10:30"), settings }))).toBe("move 2026-10-17 10:30");
    expect(said(ask({ dueAt: at("2026-10-18", "10:30") }))).toBe("send 2026-10-18 10:30");
  });
});

describe("the trail", () => {
  test("[DLV-10] every outcome names the rule, the setting and where it came from, and the times", () => {
    const kept = ask({ dueAt: at("2026-10-13", "10:00") });
    expect(kept.trail).toEqual([
      { at: "2026-01-01T00:00:00.000Z", rule: "delivery-hours", outcome: "kept", reason: "inside-allowed-hours" },
    ]);
    const defaults = deliverySettings();
    const settings = { ...defaults, contactHours: { ...defaults.contactHours, from: "facility" as const, scopeId: "facility-9" } };
    const moved = ask({ dueAt: at("2026-10-13", "07:00"), settings });
    expect(moved.trail[0]?.setting).toEqual({ key: "delivery.contactHours", from: "facility", scopeId: "facility-9" });
  });

  test("[DLV-14] the emergency stop holds everything, answers too", () => {
    expect(said(ask({ dueAt: at("2026-10-13", "10:00"), stopped: true }))).toBe("hold emergency-stop");
    expect(said(ask({ kind: "answer", dueAt: at("2026-10-13", "10:00"), stopped: true }))).toBe("hold emergency-stop");
  });
});
