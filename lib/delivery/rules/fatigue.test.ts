import { describe, expect, test } from "vitest";
import { capOfBasis, consentBasisOf } from "@/lib/consent/basis";
import { decideSend } from "@/lib/delivery/rules";
import { deliverySettings } from "@/lib/reminders/rules.fixture";
import { addDays, fromWall } from "@/lib/time";
import { decideFatigue, type FatigueInput, stricter } from "./fatigue";
import type { SaidBefore } from "./said-before";

const ZONE = "America/New_York";
/** A Tuesday, 10:00. */
const TODAY = "2026-10-13";
const NOW = fromWall(ZONE, TODAY, "10:00").instant;

const on = (localDate: string, automatic = true): SaidBefore => ({
  at: fromWall(ZONE, localDate, "09:00").instant,
  localDate,
  templateKey: "reminder",
  firstName: "Rosa",
  appointmentId: null,
  scheduleRevision: 1,
  stepKey: "7-days",
  automatic,
});
const times = (n: number, date: string, automatic = true): SaidBefore[] => Array.from({ length: n }, () => on(date, automatic));

function ask(said: SaidBefore[], over: Partial<FatigueInput> = {}, own: Parameters<typeof deliverySettings>[0] = {}) {
  return decideFatigue({
    said,
    cap: { perDay: 3, perWeek: 8 },
    reserved: 0,
    now: NOW,
    zone: ZONE,
    before: fromWall(ZONE, "2026-10-16", "10:00").instant,
    decideAt: (at) =>
      decideSend({
        kind: "reminder",
        channel: "sms",
        dueAt: at,
        now: NOW,
        facility: { zone: ZONE, state: "NY" },
        settings: deliverySettings(own),
      }),
    ...over,
  });
}

describe("[DLV-15] not more than a contact can bear", () => {
  test("three a day by default; the fourth goes out the next day at the same time", () => {
    expect(ask(times(2, TODAY))).toEqual({ outcome: "send" });
    const at = fromWall(ZONE, "2026-10-14", "10:00").instant;
    expect(ask(times(3, TODAY))).toEqual({ outcome: "move", at, reason: "daily-cap", most: 3 });
  });

  test("what staff sent themselves is not counted, and without a cap all goes out", () => {
    expect(ask([...times(2, TODAY), ...times(5, TODAY, false)])).toEqual({ outcome: "send" });
    expect(ask(times(9, TODAY), { cap: undefined })).toEqual({ outcome: "send" });
  });

  test("eight in seven days: waits until one of them is a week old, or ends when the visit is before", () => {
    const week = ["2026-10-08", "2026-10-09", "2026-10-10", "2026-10-11"].flatMap((d) => times(2, d));
    expect(ask(week)).toMatchObject({ outcome: "move", reason: "weekly-cap", most: 8, at: fromWall(ZONE, "2026-10-15", "10:00").instant });
    expect(ask(week, { before: fromWall(ZONE, "2026-10-15", "10:00").instant })).toEqual({
      outcome: "skip",
      reason: "weekly-cap",
      most: 8,
    });
    expect(ask(times(8, "2026-10-06"))).toEqual({ outcome: "send" });
  });

  test("the next allowed day: a closed one is passed over, and none is brought back to the full day", () => {
    const hours = { contactHours: Array.from({ length: 7 }, (_, day) => (day === 3 ? null : { from: "08:00", to: "20:00" })) };
    expect(ask(times(3, TODAY), {}, hours)).toMatchObject({ outcome: "move", at: fromWall(ZONE, "2026-10-15", "10:00").instant });
    const only = { contactHours: Array.from({ length: 7 }, (_, day) => (day === 2 ? { from: "08:00", to: "20:00" } : null)) };
    expect(ask(times(3, TODAY), {}, only)).toEqual({ outcome: "skip", reason: "daily-cap", most: 3 });
  });

  test("places that today's visits still need are not given away", () => {
    expect(ask(times(2, TODAY), { reserved: 1 })).toMatchObject({ outcome: "move", reason: "daily-cap" });
  });

  test("a visit of today has no other day", () => {
    expect(ask(times(3, TODAY), { before: fromWall(ZONE, TODAY, "15:00").instant })).toMatchObject({
      outcome: "skip",
      reason: "daily-cap",
    });
    expect(ask(times(3, TODAY), { before: fromWall(ZONE, addDays(TODAY, 1), "09:59").instant })).toMatchObject({ outcome: "skip" });
  });

  test("the stricter of the setting and what the consent allows", () => {
    expect(capOfBasis("healthcare-exemption")).toEqual({ perDay: 1, perWeek: 3 });
    expect(capOfBasis(consentBasisOf("reminder"))).toBeUndefined();
    expect(stricter({ perDay: 3, perWeek: 2 }, capOfBasis("healthcare-exemption"))).toEqual({ perDay: 1, perWeek: 2 });
    expect(stricter(undefined, undefined)).toBeUndefined();
    expect(ask(times(1, TODAY), { cap: stricter({ perDay: 3, perWeek: 8 }, capOfBasis("healthcare-exemption")) })).toMatchObject({
      reason: "daily-cap",
    });
  });
});
