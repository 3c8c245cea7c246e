import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseContact, type ContactFacts, type SenderFacts } from "@/lib/consent/choose-contact";
import { planReminders } from "@/lib/reminders/rules";
import { planFacts } from "@/lib/reminders/rules.fixture";
import { templateOf } from "@/lib/reminders/template-of";
import { addDays, fromWall, listZones, toWall } from "@/lib/time";
import { asSaid, capOne } from "./caps";
import type { ClaimedRow } from "./claim";
import { decideClaimed } from "./decide";
import { afterFailure } from "./outcome-rules";
import type { Gathered } from "./reminder-facts";
import { FEDERAL_FLOOR, STATE_FLOORS } from "./rules/legal-floor-table";
import { type SaidBefore, stepOf } from "./rules/said-before";

/*
 * Everything together, without a database: visits are planned, and a dispatcher with a clock that sometimes stands still for hours decides each row when
 * it is due, limits it, hands it to a carrier that answers anything, and follows up as the product does.
 */

const ZONES = listZones("choosable").filter((zone) => zone.startsWith("America/"));
const NAMES = ["Rosa", "Luis"] as const;
/** A fortnight that holds the change to summer time and a holiday of the clinic. */
const FIRST_DAY = "2027-03-05";
const OWN_HOLIDAY = "2027-03-16";

const clock = (minutes: number): string => new Date(minutes * 60_000).toISOString().slice(11, 16);
const hours = fc
  .tuple(fc.integer({ min: 6, max: 14 }), fc.integer({ min: 1, max: 9 }))
  .map(([from, length]) => ({ from: clock(from * 60), to: clock((from + length) * 60) }));
const answer = fc.constantFrom("accepted", "accepted", "accepted", "uncertain", "30001", "30003", "21211", "21610", "30007");

const step = fc.oneof(
  fc.record({ days: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ hours: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ daysBefore: fc.integer({ min: 0, max: 5 }), at: fc.integer({ min: 0, max: 1439 }).map(clock) }),
);
const world = fc.record({
  zone: fc.constantFrom(...ZONES),
  recipientZone: fc.option(fc.constantFrom(...ZONES), { nil: undefined }),
  state: fc.constantFrom("NY", "TX", "CT", "FL", "CA"),
  steps: fc.array(step, { minLength: 1, maxLength: 12 }),
  contactHours: fc.array(fc.option(hours, { nil: null, freq: 6 }), { minLength: 7, maxLength: 7 }),
  windows: fc.array(
    fc.record({
      template: fc.constantFrom("reminder" as const, "reminder-final" as const),
      days: fc.constant<number[]>([0, 1, 2, 3, 4, 5, 6]),
      hours,
    }),
    { maxLength: 2 },
  ),
  sunday: fc.constantFrom("leave" as const, "saturday" as const),
  legalFloor: fc.boolean(),
  blackoutHours: fc.option(fc.integer({ min: 1, max: 72 }), { nil: undefined }),
  cap: fc.option(fc.record({ perDay: fc.integer({ min: 1, max: 3 }), perWeek: fc.integer({ min: 1, max: 8 }) }), { nil: undefined }),
  each: fc.boolean(),
  forced: fc.boolean(),
  visits: fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 16 }),
      minute: fc.integer({ min: 0, max: 1439 }),
      name: fc.constantFrom(...NAMES),
      cancelledAfterHours: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined, freq: 4 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  optsOutAfterHours: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined, freq: 3 }),
  answers: fc.array(answer, { minLength: 5, maxLength: 20 }),
  delays: fc.array(fc.constantFrom(0, 1, 1, 30, 600), { minLength: 3, maxLength: 9 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const senders: SenderFacts[] = (["sms", "voice"] as const).map((channel) => ({
  id: channel,
  channel,
  address: "+18335550100",
  carrierAccountId: "account",
  facilityId: null,
  isDefault: true,
  stopped: false,
}));
const contactsAt = (optedOut: boolean, invalid: ReadonlySet<string>): ContactFacts[] =>
  (["sms", "voice"] as const).map((channel, rank) => ({
    contactId: channel,
    endpointId: channel === "sms" ? "mobile" : "landline",
    address: "+12125550123",
    channel,
    rank,
    preferred: false,
    archived: false,
    lineType: channel === "sms" ? "mobile" : "landline",
    invalidCode: invalid.has(channel) ? "21211" : null,
    suppressions: optedOut ? [{ channel: null }] : [],
  }));

type Row = ClaimedRow & { state: "planned" | "held" | "skipped" | "sent" | "failed" | "staff"; reason: string | null; firstName: string };
type Send = { row: Row; at: Date; endpoint: string; arrived: boolean };

function run(w: World): { rows: Row[]; sends: Send[]; optedOutAt: number; stuck: boolean } {
  let now = fromWall(w.zone, FIRST_DAY, "00:30").instant;
  const start = now.getTime();
  const optedOutAt = w.optsOutAfterHours === undefined ? Infinity : start + w.optsOutAfterHours * 3_600_000;
  let suppressed = false;
  const invalid = new Set<string>();
  const cadence = w.steps.map((before, i) => ({ id: `step-${i}`, before, answers: "confirm-cancel" as const }));
  const starts = w.visits.map((v) => fromWall(w.zone, addDays(FIRST_DAY, v.day), clock(v.minute)).instant);
  const gathered = (i: number, exclude: readonly string[]): Gathered => {
    const v = w.visits[i]!;
    const cancelled = v.cancelledAfterHours !== undefined && now.getTime() >= start + v.cancelledAfterHours * 3_600_000;
    const choice = chooseContact({
      contacts: contactsAt(suppressed || now.getTime() >= optedOutAt, invalid).filter(
        (c) => !exclude.includes(`${c.endpointId} ${c.channel}`),
      ),
      senders,
      channels: { value: { sms: true, voice: true, email: true }, from: "default" },
      facilityId: null,
      now,
    });
    const {
      existing: _,
      now: __,
      ...facts
    } = planFacts({
      zone: w.zone,
      date: addDays(FIRST_DAY, v.day),
      time: clock(v.minute),
      visit: { id: `visit-${i}`, startsAt: starts[i]!, lifecycle: cancelled ? "cancelled" : "booked" },
      contact: choice.outcome === "contact" ? { channel: choice.contact.channel, zone: w.recipientZone, state: w.state } : null,
      facility: { country: "US", state: w.state },
      reminders: {
        cadence,
        sameDay: w.each ? "each" : "first",
        forcedSendTime: { enabled: w.forced, at: "10:00", catchUp: true },
      },
      delivery: {
        contactHours: w.contactHours,
        legalFloor: w.legalFloor,
        sundayReminders: w.sunday,
        holidays: { publicHolidays: true, own: [{ date: OWN_HOLIDAY, name: "Own" }], except: [] },
        templateWindows: w.windows.map(({ template, days, hours: span }) => ({ template, days, ...span })),
        blackout: { enabled: w.blackoutHours !== undefined, hours: w.blackoutHours ?? 24 },
        fatigueCap: { enabled: w.cap !== undefined, ...(w.cap ?? { perDay: 3, perWeek: 8 }) },
      },
    });
    return { choice, facts } as unknown as Gathered;
  };
  const rows: Row[] = w.visits.flatMap((v, i) =>
    planReminders({ ...gathered(i, []).facts, existing: [], now }).steps.map((s) => ({
      id: `${i} ${s.stepKey}`,
      kind: "reminder" as const,
      subjectId: `visit-${i}`,
      scheduleRevision: 1,
      stepKey: s.stepKey,
      appointmentId: `visit-${i}`,
      patientId: v.name,
      facilityId: null,
      endpointId: null,
      senderId: null,
      channel: null,
      templateKey: templateOf(s, false),
      language: "en",
      answers: s.answers,
      isFinal: s.isFinal,
      dueAt: s.dueAt,
      idealAt: s.idealAt,
      zone: w.zone,
      requestedBy: null,
      attempts: 0,
      data: {},
      state: s.state === "done" ? "skipped" : s.state,
      reason: s.reason,
      firstName: v.name,
    })),
  );
  const sends: Send[] = [];
  const said = new Map<string, SaidBefore[]>();
  for (let turn = 0; turn < 600; turn++) {
    const due = rows.filter((r) => r.state === "planned").toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0];
    if (!due) return { rows, sends, optedOutAt, stuck: false };
    now = new Date(Math.max(now.getTime(), due.dueAt.getTime() + w.delays[turn % w.delays.length]! * 60_000));
    const g = gathered(Number(due.appointmentId!.slice(6)), due.data.exclude ?? []);
    const later = rows
      .filter((r) => r.subjectId === due.subjectId && r !== due && r.state === "planned" && r.idealAt > due.idealAt)
      .map((r) => r.dueAt.getTime());
    const first = decideClaimed(due, g, now, later.length ? new Date(Math.min(...later)) : undefined);
    const visit = { patient: { firstName: due.firstName } };
    const endpoint = first.outcome === "send" ? first.contact.endpointId : "";
    const verdict =
      first.outcome === "send" ? capOne({ row: due, facts: g.facts, visit, verdict: first }, said.get(endpoint) ?? [], 0, now) : first;
    if (verdict.outcome === "move") {
      due.dueAt = verdict.at;
    } else if (verdict.outcome !== "send") {
      due.state = verdict.outcome === "hold" ? "staff" : verdict.outcome === "fail" ? "failed" : "skipped";
      due.reason = verdict.reason;
    } else {
      due.attempts++;
      const code = w.answers[sends.length % w.answers.length]!;
      const arrived = code === "accepted" || code === "uncertain";
      sends.push({ row: due, at: now, endpoint, arrived });
      if (arrived) {
        said.set(endpoint, [...(said.get(endpoint) ?? []), asSaid({ row: due, facts: g.facts, visit, verdict }, now)]);
        due.state = code === "accepted" ? "sent" : "staff";
        continue;
      }
      const failure = code === "30001" || code === "30003" ? "passing" : code === "21610" ? "opted-out" : "permanent";
      const after = afterFailure({ channel: verdict.contact.channel === "voice" ? "voice" : "sms", failure, code, attempt: due.attempts });
      if (after.next === "retry") due.dueAt = new Date(now.getTime() + after.afterMinutes * 60_000);
      else if (after.next === "other-contact") {
        if (after.suppress) suppressed = true;
        if (after.invalidCode) invalid.add(verdict.contact.channel);
        due.data = { ...due.data, exclude: [...(due.data.exclude ?? []), `${endpoint} ${verdict.contact.channel}`] };
        due.dueAt = now;
      } else {
        due.state = "failed";
        due.reason = after.reason;
      }
    }
  }
  return { rows, sends, optedOutAt, stuck: true };
}

const inside = (span: { from: string; to: string } | null | undefined, time: string): boolean =>
  !!span && time >= span.from && time < span.to;

test(
  "[DLV-10] [DLV-02] [DLV-06] [DLV-15] [RTY-03] everything together: inside the hours, never twice, never to who opted out, never too much, and every row ends once",
  { timeout: 60_000 },
  () => {
    const ends = { sent: 0, skipped: 0, failed: 0, staff: 0 };
    const why = new Set<string>();
    fc.assert(
      fc.property(world, (w) => {
        const { rows, sends, optedOutAt, stuck } = run(w);
        if (stuck) return false;
        for (const row of rows) {
          if (row.state === "planned" || row.state === "held") return false;
          ends[row.state]++;
          // What did not go out says why; what did goes without.
          if ((row.state === "skipped" || row.state === "failed") !== (row.reason !== null)) return false;
          if (row.state === "skipped") why.add(row.reason!);
        }
        const arrived = sends.filter((s) => s.arrived);
        if (new Set(arrived.map((s) => `${s.row.subjectId} ${stepOf(s.row.stepKey)}`)).size !== arrived.length) return false;
        for (const { at, row, endpoint } of sends) {
          if (at.getTime() >= optedOutAt) return false;
          const visit = w.visits[Number(row.subjectId.slice(6))]!;
          if (at >= fromWall(w.zone, addDays(FIRST_DAY, visit.day), clock(visit.minute)).instant) return false;
          const here = toWall(w.zone, at);
          const there = toWall(w.recipientZone ?? w.zone, at);
          for (const wall of [here, there]) if (!inside(w.contactHours[wall.weekday], wall.time)) return false;
          if (w.legalFloor && !inside((STATE_FLOORS[w.state] ?? FEDERAL_FLOOR)[there.weekday], there.time)) return false;
          if (here.date === OWN_HOLIDAY || (w.sunday === "saturday" && here.weekday === 0)) return false;
          const windows = w.windows.filter((one) => one.template === row.templateKey);
          if (windows.length && !windows.some((one) => inside(one.hours, here.time))) return false;
          expect(endpoint).not.toBe("");
        }
        for (const endpoint of ["mobile", "landline"]) {
          const mine = arrived.filter((s) => s.endpoint === endpoint);
          const days = mine.map((s) => toWall(w.zone, s.at).date);
          if (w.cap && days.some((day) => days.filter((d) => d === day).length > w.cap!.perDay)) return false;
          if (w.cap && days.some((day) => days.filter((d) => d <= day && d > addDays(day, -7)).length > w.cap!.perWeek)) return false;
          const period = (w.blackoutHours ?? 0) * 3_600_000;
          for (const [i, a] of mine.entries())
            for (const b of mine.slice(i + 1)) {
              const same = a.row.templateKey === b.row.templateKey && a.row.firstName === b.row.firstName;
              if (same && !(w.each && a.row.subjectId !== b.row.subjectId) && b.at.getTime() - a.at.getTime() < period) return false;
            }
        }
        return true;
      }),
      { numRuns: 700 },
    );
    // All of it really happened.
    for (const count of Object.values(ends)) expect(count).toBeGreaterThan(50);
    for (const reason of [
      "blackout",
      "daily-cap",
      "no-allowed-time",
      "do-not-contact",
      "appointment-cancelled",
      "superseded-by-later-step",
    ])
      expect(why).toContain(reason);
  },
);
