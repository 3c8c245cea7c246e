import { beforeEach, describe, expect, test } from "vitest";
import { blockReminders } from "@/lib/appointments/block-reminders";
import { cancelAppointment } from "@/lib/appointments/cancel-appointment";
import { moveAppointment } from "@/lib/appointments/move-appointment";
import { setPatientStatus } from "@/lib/patients/set-status";
import { loadSettings } from "@/lib/settings/resolve";
import { saveSetting } from "@/lib/settings/save-setting";
import { fromWall, toWall } from "@/lib/time";
import { addBusyVisits, type BusyClinic, type BusyVisit, planBusyVisits } from "@/tests/support/busy-clinics";
import { useTestDatabase } from "@/tests/support/factories";
import { useStage } from "@/tests/support/stage";
import { claimDue } from "./claim";
import { dispatchDue } from "./dispatch";
import { replanAppointments } from "./plan";
import { prepareBatch } from "./prepare";
import { replanChunk } from "./replan";
import { stillWanted } from "./still-wanted";

const db = useTestDatabase();
const stage = useStage(db, 1);
const ZONE = "America/New_York";
let clinic: BusyClinic;
let first = 0;
let month = 0;

beforeEach(() => {
  clinic = stage.clinics[0]!;
  first += 1_000;
  month += 1;
});

const send = () => dispatchDue(performance.now() + 60_000);
/** A Wednesday at noon in New York, another one for each test, so that nothing of an earlier test is due. */
const visitDay = (): string => `2028-${String(month + 1).padStart(2, "0")}-15`;
const visitAt = (): Date => fromWall(ZONE, visitDay(), "12:00").instant;
const daysBefore = (days: number): Date => new Date(visitAt().getTime() - days * 86_400_000);

/** Visits on the test's day whose first reminder, seven days before, is due now. */
async function due(count: number): Promise<BusyVisit[]> {
  const visits = await addBusyVisits(
    clinic,
    count,
    () => visitAt(),
    () => "sms",
    first,
  );
  await planBusyVisits(clinic, visits, daysBefore(30));
  // A little later than seven days before, on the wall clock, also where the clocks changed between.
  await stage.setClock(new Date(daysBefore(7).getTime() + 2 * 3_600_000));
  return visits;
}

const rowsOf = (visits: readonly BusyVisit[]) =>
  db.query(
    "select step_key, state, reason, plan_revision, schedule_revision, due_at from planned_message where appointment_id = any ($1) order by due_at",
    [visits.map((v) => v.appointmentId)],
  );
const heard = async (visits: readonly BusyVisit[]) => {
  const numbers = new Set(visits.map((v) => v.address));
  return (await stage.accepted()).filter((a) => numbers.has(a.to));
};

const saveCadence = (days: number) =>
  clinic.org.asAdmin((ctx) =>
    saveSetting(ctx, {
      key: "reminders.cadence",
      scope: "organization",
      value: [{ id: `only-${days}`, before: { days }, answers: "confirm-cancel" }],
    }),
  );
const defaultCadence = () =>
  clinic.org.asAdmin((ctx) => saveSetting(ctx, { key: "reminders.cadence", scope: "organization", value: null }));

describe("settings change while messages are due", () => {
  test("[DLV-12] a cadence changed with 120 reminders due: none of the old cadence goes out, whoever comes first", async () => {
    const visits = await due(120);
    await saveCadence(3);
    // No background job yet: dispatch itself plans them again.
    const tally = await send();
    expect(tally).toMatchObject({ sent: 0, replanned: 120 });
    expect(await heard(visits)).toEqual([]);
    const rows = await rowsOf(visits);
    expect(rows.filter((r) => r.state === "planned").map((r) => r.step_key)).toEqual(Array.from({ length: 120 }, () => "only-3"));
    await defaultCadence();
    while ((await replanChunk(clinic.org.organizationId)).more);
  });

  test("[DLV-12] the cadence changes again and again while a dispatcher runs: every message is of the rules that held when it was decided", async () => {
    const visits = await due(150);
    const sending = (async () => {
      let sent = 0;
      for (let i = 0; i < 6; i++) sent += (await send()).sent;
      return sent;
    })();
    await new Promise((resolve) => setTimeout(resolve, 120));
    await saveCadence(3);
    const savedAt = (await db.query("select clock_timestamp() as at"))[0]!.at as Date;
    await sending;
    const late = await db.query(
      "select p.step_key from attempt a join planned_message p on p.organization_id = a.organization_id and p.id = a.planned_message_id where p.appointment_id = any ($1) and p.step_key <> 'only-3' and a.started_at > $2::timestamptz + interval '1 second'",
      [visits.map((v) => v.appointmentId), savedAt],
    );
    expect(late).toEqual([]);
    expect((await rowsOf(visits)).filter((r) => r.state === "planned" && r.step_key !== "only-3")).toEqual([]);
    await defaultCadence();
    while ((await replanChunk(clinic.org.organizationId)).more);
  });

  test("[DLV-12] a visit planned by settings that are replaced in the same moment counts as planned by the old ones", async () => {
    const [visit] = await due(1);
    const before = Number((await db.query("select plan_revision as n from organization where id = $1", [clinic.org.organizationId]))[0]!.n);
    let during: Awaited<ReturnType<typeof rowsOf>> = [];
    await clinic.org.asWorkflow(async (ctx) => {
      await loadSettings(ctx);
      // Someone else saves while this transaction plans by what it read.
      await saveCadence(4);
      await replanAppointments(ctx, [visit!.appointmentId]);
      during = (await ctx.sql("select step_key, plan_revision from planned_message where appointment_id = $1 and state = 'planned'", [
        visit!.appointmentId,
      ])) as never;
    });
    const now = Number((await db.query("select plan_revision as n from organization where id = $1", [clinic.org.organizationId]))[0]!.n);
    expect(now).toBe(before + 1);
    // Either it planned by the new settings, or its rows say that they are of the old revision; never old rules under a new number.
    for (const row of during) expect(row.plan_revision).toBe(row.step_key === "only-4" ? now : before);
    expect(during.length).toBeGreaterThan(0);
    await defaultCadence();
    while ((await replanChunk(clinic.org.organizationId)).more);
  });

  test("[DLV-12] a row of an older revision is never claimed, a retry of an older revision is not forgotten", async () => {
    const visits = await due(2);
    await db.query(
      "update planned_message set step_key = '7-days~retry1', attempts = 1 where step_key = '7-days' and appointment_id = $1",
      [visits[0]!.appointmentId],
    );
    await db.query("update organization set plan_revision = plan_revision + 1 where id = $1", [clinic.org.organizationId]);
    const claimed = await clinic.org.asWorkflow((ctx) => claimDue(ctx, 10));
    expect(claimed.rows).toEqual([]);
    await send();
    const rows = await rowsOf(visits);
    expect(
      rows
        .filter((r) => r.state === "sent")
        .map((r) => String(r.step_key))
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(["7-days", "7-days~retry1"]);
  });
});

describe("the visit changes while its reminder is under way", () => {
  test("[REM-07] [DLV-12] a visit moved 50 times while a dispatcher runs: no text names a time that no longer held", async () => {
    const visits = await due(20);
    const target = visits[0]!;
    const times: { time: string; until: number }[] = [];
    let over = false;
    const dispatching = (async () => {
      while (!over) await send();
    })();
    try {
      for (let i = 0; i < 50; i++) {
        const time = `${String(8 + (i % 10)).padStart(2, "0")}:${String((i * 7) % 60).padStart(2, "0")}`;
        await clinic.org.asStaff((ctx) =>
          moveAppointment(ctx, { appointmentId: target.appointmentId, date: visitDay(), time, minutes: 30 }),
        );
        if (times.length) times.at(-1)!.until = Date.now();
        times.push({ time, until: Number.POSITIVE_INFINITY });
      }
    } finally {
      over = true;
      await dispatching;
    }
    await send();
    const log = (await stage.control.log(0, 10_000)).entries.filter((e) => e.kind === "sms.accepted" && e.to === target.address);
    for (const entry of log) {
      const text = String(entry.body);
      const named = times.filter(({ time }) => {
        const [h, m] = time.split(":").map(Number) as [number, number];
        return text.includes(`${((h + 11) % 12) + 1}:${String(m).padStart(2, "0")} ${h < 12 ? "AM" : "PM"}`);
      });
      const original = text.includes("12:00 PM") ? [{ until: Date.parse(entry.at) + 1 }] : [];
      const held = [...named, ...original].map((t) => t.until);
      expect(held.length, text).toBeGreaterThan(0);
      // One message may be in the air at the moment of the move; a second later none is.
      expect(Math.max(...held)).toBeGreaterThan(Date.parse(entry.at) - 1_000);
    }
    const rows = await rowsOf([target]);
    const last = Math.max(...rows.map((r) => Number(r.schedule_revision)));
    expect(last).toBe(51);
    expect(rows.filter((r) => Number(r.schedule_revision) < last && (r.state === "planned" || r.state === "held"))).toEqual([]);
  });

  test.each([
    [
      "cancelled",
      (v: BusyVisit) => clinic.org.asStaff((ctx) => cancelAppointment(ctx, { appointmentId: v.appointmentId })),
      "appointment-cancelled",
    ],
    [
      "blocked",
      (v: BusyVisit) => clinic.org.asStaff((ctx) => blockReminders(ctx, { appointmentId: v.appointmentId, blocked: true })),
      "reminders-blocked",
    ],
    [
      "deceased",
      async (v: BusyVisit) => {
        const [a] = await db.query("select patient_id from appointment where id = $1", [v.appointmentId]);
        await clinic.org.asStaff((ctx) => setPatientStatus(ctx, { patientId: String(a!.patient_id), status: "deceased" }));
      },
      "patient-deceased",
    ],
  ] as const)("[REM-07] %s between plan and dispatch, and between the decision and the call", async (_, change, reason) => {
    const visits = await due(2);
    await change(visits[0]!);
    // The second one is decided and claimed already when the change comes.
    const batch = await clinic.org.asWorkflow((ctx) => prepareBatch(ctx, 1_000));
    const own = batch.prepared.filter((p) => visits.some((v) => v.address === p.to));
    expect(own.map((p) => p.to)).toEqual([visits[1]!.address]);
    expect(await stillWanted(clinic.org.organizationId, own[0]!)).toBe(true);
    await change(visits[1]!);
    expect(await stillWanted(clinic.org.organizationId, own[0]!)).toBe(false);
    expect(await heard(visits)).toEqual([]);
    expect((await rowsOf([visits[0]!])).find((r) => r.step_key === "7-days")).toMatchObject({ reason });
  });
});

describe("the clocks change", () => {
  test("[DLV-09] [DLV-01] through both changes of the clocks every reminder goes out once, at its own time on the wall", async () => {
    for (const [day, days] of [
      ["2029-03-13", 2],
      ["2029-11-06", 2],
    ] as const) {
      first += 1_000;
      const start = fromWall(ZONE, day, "09:00").instant;
      const visits = await addBusyVisits(
        clinic,
        11,
        (i) => new Date(start.getTime() + (i - first) * 3_600_000),
        () => "sms",
        first,
      );
      await planBusyVisits(clinic, visits, new Date(start.getTime() - 30 * 86_400_000));
      // Two days before, hour by hour through the night of the change (11 March and 4 November 2029).
      await db.query("update planned_message set state = 'skipped' where step_key in ('7-days', '5-days') and appointment_id = any ($1)", [
        visits.map((v) => v.appointmentId),
      ]);
      for (let hour = -30; hour <= 60; hour++) {
        await stage.setClock(new Date(start.getTime() - days * 86_400_000 + hour * 3_600_000 + 300_000));
        await send();
      }
      const said = await db.query(
        "select a.local_time, a.local_date, m.sent_at from message m join appointment a on a.organization_id = m.organization_id and a.id = m.appointment_id where m.appointment_id = any ($1) and m.direction = 'out' and m.sent_at is not null",
        [visits.map((v) => v.appointmentId)],
      );
      expect(said).toHaveLength(11);
      for (const m of said) {
        const at = toWall(ZONE, m.sent_at as Date);
        const hour = Number(String(m.local_time).slice(0, 2));
        expect(at.hour, `${day} ${String(m.local_time)}`).toBe(hour);
        expect(at.hour >= 8 && at.hour < 20).toBe(true);
      }
      expect((await heard(visits)).length).toBe(11);
    }
  });
});
