import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideSend } from "@/lib/delivery/rules";
import { holidayOn } from "@/lib/delivery/rules/closed-days";
import { FEDERAL_FLOOR, STATE_FLOORS } from "@/lib/delivery/rules/legal-floor-table";
import type { ContactHours, QuietHours } from "@/lib/delivery/settings";
import { planReminders } from "@/lib/reminders/rules";
import { planFacts } from "@/lib/reminders/rules.fixture";
import type { FactsInput } from "@/lib/reminders/rules.fixture";
import { addDays, fromWall, listZones, toWall } from "@/lib/time";
import { zoneRules } from "@/lib/time/zone-data";

/** Every zone, dates drawn to clock changes, all settings at once: what must never happen, whatever is combined. */

const ZONES = listZones();
const CHANGING = ZONES.filter((zone) => zoneRules(zone).untils.some((ms) => ms > Date.UTC(2026, 0)));

function clock(minutes: number): string {
  return minutes === 1440 ? "24:00" : new Date(minutes * 60_000).toISOString().slice(11, 16);
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

const span = fc
  .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
  .map(([from, length]) => ({ from: clock(from * 15), to: clock(Math.min(96, from + length) * 15) }));

const contactHours: fc.Arbitrary<ContactHours> = fc.array(fc.option(span, { nil: null, freq: 5 }), { minLength: 7, maxLength: 7 });
const quietHours: fc.Arbitrary<QuietHours> = fc.array(
  fc
    .record({ label: fc.constant("quiet"), days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }) })
    .chain((rest) => span.map((hours) => ({ ...rest, ...hours }))),
  { maxLength: 2 },
);

/** A local date near a clock change of the zone, most of the time. */
const zoneAndDate = fc.constantFrom(...CHANGING, ...ZONES).chain((zone) =>
  fc
    .record({ pick: fc.nat(), near: fc.integer({ min: -3, max: 3 }), any: fc.integer({ min: 0, max: 5_000 }) })
    .map(({ pick, near, any }) => {
      const edges = [...zoneRules(zone).untils].filter((ms) => ms > Date.UTC(2026, 0) && ms < Date.UTC(2040, 0));
      const edge = edges[pick % Math.max(1, edges.length)];
      return { zone, date: edge === undefined ? addDays("2026-01-01", any) : addDays(toWall(zone, new Date(edge)).date, near) };
    }),
);

const sendCase = fc.record({
  place: zoneAndDate,
  time: fc.integer({ min: 0, max: 1439 }).map(clock),
  recipientZone: fc.option(fc.constantFrom(...ZONES), { nil: undefined }),
  state: fc.option(fc.constantFrom(...Object.keys(STATE_FLOORS), "NY", "CA"), { nil: undefined }),
  kind: fc.constantFrom("reminder" as const, "notice" as const, "staff" as const),
  channel: fc.constantFrom("sms" as const, "voice" as const, "email" as const, undefined),
  contactHours,
  quietHours,
  legalFloor: fc.boolean(),
  sunday: fc.constantFrom("leave" as const, "saturday" as const),
  holidays: fc.boolean(),
  leadHours: fc.integer({ min: -240, max: 240 }),
  visitHours: fc.integer({ min: 1, max: 240 }),
});

function inside(hours: { from: string; to: string } | null | undefined, minute: number): boolean {
  return !!hours && minute >= minutes(hours.from) && minute < minutes(hours.to);
}

describe("whatever is combined", { timeout: 60_000 }, () => {
  test("[DLV-01] [DLV-02] [DLV-03] no message outside the hours of either zone, in a quiet span, on a holiday, before now or after the visit", () => {
    let placed = 0;
    fc.assert(
      fc.property(sendCase, (c) => {
        const dueAt = fromWall(c.place.zone, c.place.date, c.time).instant;
        const now = new Date(dueAt.getTime() - c.leadHours * 3_600_000);
        const before = new Date(Math.max(now.getTime(), dueAt.getTime()) + c.visitHours * 3_600_000);
        const { settings } = planFacts({
          delivery: {
            contactHours: c.contactHours,
            quietHours: c.quietHours,
            legalFloor: c.legalFloor,
            sundayReminders: c.sunday,
            holidays: { publicHolidays: c.holidays, own: [{ date: "03-09", name: "Own" }], except: [] },
          },
        });
        const input = {
          kind: c.kind,
          channel: c.channel,
          dueAt,
          now,
          before,
          facility: { zone: c.place.zone, state: "NY" },
          recipient: { zone: c.recipientZone, state: c.state },
          settings: settings.delivery,
        };
        const decision = decideSend(input);
        if (decision.outcome === "skip") return decision.reason === "no-allowed-time";
        if (decision.outcome === "hold") return false;
        placed++;
        const { at } = decision;
        if (at < now || at >= before) return false;
        if ((decision.outcome === "send") !== (at.getTime() === Math.max(dueAt.getTime(), now.getTime()))) return false;
        const facilityWall = toWall(c.place.zone, at);
        const walls = c.recipientZone ? [facilityWall, toWall(c.recipientZone, at)] : [facilityWall];
        if (c.kind !== "staff") {
          for (const wall of walls) {
            const minute = wall.hour * 60 + wall.minute;
            if (!inside(c.contactHours[wall.weekday], minute)) return false;
            if (c.quietHours.some((quiet) => quiet.days.includes(wall.weekday) && inside(quiet, minute))) return false;
          }
        }
        if (c.kind === "reminder") {
          if (holidayOn(input, facilityWall.date) !== undefined) return false;
          if (c.sunday === "saturday" && facilityWall.weekday === 0) return false;
        }
        if (c.legalFloor && c.channel !== "email") {
          const wall = walls.at(-1)!;
          const floor = STATE_FLOORS[c.state ?? "NY"] ?? FEDERAL_FLOOR;
          if (!inside(floor[wall.weekday], wall.hour * 60 + wall.minute)) return false;
        }
        return true;
      }),
      { numRuns: 3_000 },
    );
    expect(placed).toBeGreaterThan(1_000);
  });

  test("[DLV-09] with nothing to object, every step is at the visit's own wall time N days before, in every zone", () => {
    const always: ContactHours = Array.from({ length: 7 }, () => ({ from: "00:00", to: "24:00" }));
    const delivery = { contactHours: always, legalFloor: false, holidays: { publicHolidays: false, own: [], except: [] } };
    let checked = 0;
    fc.assert(
      fc.property(zoneAndDate, fc.integer({ min: 0, max: 1439 }).map(clock), ({ zone, date }, time) => {
        const now = fromWall(zone, addDays(date, -20), "12:00").instant.toISOString();
        const { steps } = planReminders(planFacts({ zone, date, time, now, delivery }));
        return steps.every((step, i) => {
          const wanted = fromWall(zone, addDays(date, -[7, 5, 2][i]!), time);
          const wall = toWall(zone, step.dueAt);
          checked++;
          return (
            step.state === "planned" &&
            (wanted.kind === "gap" || (wall.date === addDays(date, -[7, 5, 2][i]!) && wall.time.slice(0, 5) === time))
          );
        });
      }),
      { numRuns: 2_000 },
    );
    expect(checked).toBeGreaterThan(5_000);
  });

  test("[REM-07] [DLV-12] any facts: no step planned before now or after the visit, none twice, replanning is stable, nothing planned for the dead", () => {
    const anyFacts = fc.record({
      place: zoneAndDate,
      time: fc.integer({ min: 0, max: 1439 }).map(clock),
      hoursAhead: fc.integer({ min: -48, max: 400 }),
      contactHours,
      recipientZone: fc.option(fc.constantFrom(...ZONES), { nil: undefined }),
      confirmation: fc.constantFrom("unconfirmed" as const, "confirmed" as const, "declined" as const),
      lifecycle: fc.constantFrom("booked" as const, "booked" as const, "booked" as const, "cancelled" as const),
      blocked: fc.constantFrom(false, false, false, true),
      deceased: fc.constantFrom(false, false, false, true),
      finalAfterConfirmation: fc.boolean(),
      skipAfterConfirmation: fc.boolean(),
      forced: fc.boolean(),
      rows: fc.array(
        fc.record({
          stepKey: fc.constantFrom("7-days", "5-days", "2-days", "catch-up", "late-booking", "gone"),
          state: fc.constantFrom(
            "planned" as const,
            "held" as const,
            "sent" as const,
            "skipped" as const,
            "failed" as const,
            "claimed" as const,
          ),
          hoursBefore: fc.integer({ min: 1, max: 200 }),
        }),
        { maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(anyFacts, (c) => {
        const startsAt = fromWall(c.place.zone, c.place.date, c.time).instant;
        const unique = new Map(c.rows.map((row) => [row.stepKey, row]));
        const input: FactsInput = {
          zone: c.place.zone,
          date: c.place.date,
          time: c.time,
          now: new Date(startsAt.getTime() - c.hoursAhead * 3_600_000).toISOString(),
          visit: { confirmation: c.confirmation, lifecycle: c.lifecycle, remindersBlocked: c.blocked },
          patient: { deceased: c.deceased, inactive: false },
          contact: { channel: "sms", zone: c.recipientZone },
          delivery: { contactHours: c.contactHours },
          reminders: {
            finalAfterConfirmation: c.finalAfterConfirmation,
            skipAfterConfirmation: c.skipAfterConfirmation,
            forcedSendTime: { enabled: c.forced, at: "10:00", catchUp: true },
          },
          existing: [...unique.values()].map(({ stepKey, state, hoursBefore }) => ({
            stepKey,
            state,
            idealAt: new Date(startsAt.getTime() - hoursBefore * 3_600_000),
          })),
        };
        const facts = planFacts(input);
        const { steps } = planReminders(facts);
        const keys = steps.map((step) => step.stepKey);
        if (new Set(keys).size !== keys.length) return false;
        const planned = steps.filter((step) => step.state === "planned");
        if (planned.some((step) => step.dueAt < facts.now || step.dueAt >= startsAt)) return false;
        if (new Set(planned.map((step) => step.dueAt.getTime())).size !== planned.length) return false;
        if (planned.length > 0 && (c.deceased || c.blocked || c.lifecycle !== "booked" || c.confirmation === "declined")) return false;
        if (steps.some((step) => (step.state === "skipped" || step.state === "held") !== (step.reason !== null))) return false;
        if (steps.some((step) => step.trail.length === 0)) return false;
        // Every row that still waits is spoken for, and none that is on its way is planned again.
        for (const row of facts.existing) {
          const step = steps.find((candidate) => candidate.stepKey === row.stepKey);
          if ((row.state === "planned" || row.state === "held") && !step) return false;
          if ((row.state === "sent" || row.state === "claimed" || row.state === "failed") && step && step.state !== "done") return false;
        }
        const rows = steps.map((step) => {
          const before = facts.existing.find((row) => row.stepKey === step.stepKey);
          return {
            stepKey: step.stepKey,
            state: step.state === "done" ? before!.state : step.state,
            reason: step.reason,
            idealAt: step.idealAt,
          };
        });
        const gone = facts.existing.filter((row) => !rows.some((kept) => kept.stepKey === row.stepKey));
        const again = planReminders({ ...facts, existing: [...rows, ...gone] }).steps;
        const shown = (list: typeof steps) =>
          list
            .filter((step) => step.state === "planned")
            .map((step) => `${step.stepKey} ${step.dueAt.toISOString()}`)
            .join();
        return shown(again) === shown(steps);
      }),
      { numRuns: 3_000 },
    );
  });
});
