import { describe, expect, test } from "vitest";
import { blockReminders } from "@/lib/appointments/block-reminders";
import { cancelAppointment } from "@/lib/appointments/cancel-appointment";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { moveAppointment } from "@/lib/appointments/move-appointment";
import { setConfirmation } from "@/lib/appointments/set-confirmation";
import { recomputeZones } from "@/lib/appointments/recompute-zones";
import { sendNow } from "@/lib/delivery/send-now";
import { replanAppointments, replanPatients } from "@/lib/delivery/plan";
import { replanChunk } from "@/lib/delivery/replan";
import { saveSetting } from "@/lib/settings/save-setting";
import { addDays, fromWall, toWall } from "@/lib/time";
import {
  makeAppointment,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeProvider,
  makeSender,
  makeType,
  useTestDatabase,
  type TestOrganization,
} from "@/tests/support/factories";

const db = useTestDatabase();
const ZONE = "America/New_York";
/** A Wednesday without holidays near it, at noon. */
const NOW = new Date("2027-03-10T17:00:00Z");
const at = { now: NOW };

async function clinic(
  over: {
    facility?: Record<string, unknown>;
    provider?: Record<string, unknown>;
    type?: Record<string, unknown>;
    patient?: Record<string, unknown>;
    contact?: boolean;
  } = {},
) {
  const org = await makeOrganization(db.urls, { zone: ZONE });
  for (const channel of ["sms", "voice", "email"] as const) await makeSender(org, { channel });
  const facilityId = await makeFacility(org, over.facility);
  const providerId = await makeProvider(org, over.provider);
  const typeId = await makeType(org, over.type);
  const patientId = await makePatient(org, over.patient);
  const contact = over.contact === false ? undefined : await makeContact(org, patientId);
  const book = (date: string, time = "14:30") =>
    org.asStaff(
      async (ctx) => (await createAppointment(ctx, { patientId, facilityId, providerId, typeId, date, time, minutes: 30 })).id,
      at,
    );
  return { org, facilityId, providerId, typeId, patientId, contact, book };
}

type Row = {
  appointment_id: string;
  step_key: string;
  state: string;
  reason: string | null;
  due_at: Date;
  schedule_revision: number;
  channel: string | null;
};
const rows = (org: TestOrganization, id?: string) =>
  org.asWorkflow((ctx) =>
    ctx.sql<Row>(
      "select appointment_id, step_key, state, reason, due_at, schedule_revision, channel from planned_message where ($1::uuid is null or appointment_id = $1) order by schedule_revision, ideal_at, step_key",
      [id ?? null],
    ),
  );
const states = async (org: TestOrganization, id?: string) =>
  (await rows(org, id)).map((r) => `${r.step_key} ${r.state}${r.reason ? ` ${r.reason}` : ""}`);

describe("planning", () => {
  test("[REM-01] [DLV-09] 7, 5 and 2 days before at the visit's wall time, across the change to summer time", async () => {
    const { org, book } = await clinic();
    const id = await book("2027-03-18");
    expect((await rows(org, id)).map((r) => [r.step_key, r.due_at.toISOString()])).toEqual([
      ["7-days", "2027-03-11T19:30:00.000Z"],
      ["5-days", "2027-03-13T19:30:00.000Z"],
      ["2-days", "2027-03-16T18:30:00.000Z"],
    ]);
  });

  test("[REM-07] a cancelled visit sends nothing more; [REM-10] a blocked one holds and an unblocked one plans again", async () => {
    const { org, book } = await clinic();
    const id = await book("2027-03-24");
    await org.asStaff((ctx) => blockReminders(ctx, { appointmentId: id, blocked: true }), at);
    expect(new Set((await rows(org, id)).map((r) => r.state))).toEqual(new Set(["held"]));
    await org.asStaff((ctx) => blockReminders(ctx, { appointmentId: id, blocked: false }), at);
    expect(new Set((await rows(org, id)).map((r) => r.state))).toEqual(new Set(["planned"]));
    await org.asStaff((ctx) => cancelAppointment(ctx, { appointmentId: id }), at);
    expect(await states(org, id)).toEqual([
      "7-days skipped appointment-cancelled",
      "5-days skipped appointment-cancelled",
      "2-days skipped appointment-cancelled",
    ]);
  });

  test("[DLV-12] [REM-07] a visit moved 50 times in a minute keeps only the plan of its last time", async () => {
    const { org, book } = await clinic();
    const id = await book("2027-03-24");
    for (let i = 0; i < 50; i++)
      await org.asStaff(
        (ctx) =>
          moveAppointment(ctx, {
            appointmentId: id,
            date: addDays("2027-03-25", i % 5),
            time: `${String(9 + (i % 8)).padStart(2, "0")}:00`,
            minutes: 30,
          }),
        at,
      );
    const all = await rows(org, id);
    expect(all.filter((r) => r.state === "planned").map((r) => r.schedule_revision)).toEqual([51, 51, 51]);
    expect(all.filter((r) => r.state !== "planned").every((r) => r.state === "skipped" && r.reason === "appointment-moved")).toBe(true);
    expect(all).toHaveLength(51 * 3);
  });

  test("[REM-05] [REM-06] after a confirmation only the final reminder stays, and goes too when the setting says so", async () => {
    const { org, book } = await clinic();
    const id = await book("2027-03-24");
    await org.asStaff((ctx) => setConfirmation(ctx, { appointmentId: id, confirmed: true }), at);
    expect(await states(org, id)).toEqual(["7-days skipped already-confirmed", "5-days skipped already-confirmed", "2-days planned"]);
    await org.asManager(
      (ctx) =>
        saveSetting(ctx, { key: "reminders.finalAfterConfirmation", scope: "organization", scopeId: org.organizationId, value: false }),
      at,
    );
    await org.asWorkflow(async (ctx) => ctx.now);
    while ((await replanChunk(org.organizationId)).more);
    expect((await rows(org, id)).find((r) => r.step_key === "2-days")).toMatchObject({ state: "skipped", reason: "already-confirmed" });
  });

  test("[REM-17] several visits on one day: the first is reminded of, and the next takes its place when it is cancelled", async () => {
    const { org, book } = await clinic();
    const first = await book("2027-03-24", "09:00");
    const second = await book("2027-03-24", "15:00");
    expect((await rows(org, second)).every((r) => r.reason === "not-first-of-day")).toBe(true);
    await org.asStaff((ctx) => cancelAppointment(ctx, { appointmentId: first }), at);
    expect((await rows(org, second)).every((r) => r.state === "planned")).toBe(true);
  });

  test.each([
    ["facility", "facility-reminders-off"],
    ["provider", "provider-reminders-off"],
    ["type", "type-reminders-off"],
  ] as const)("[REM-27] reminders switched off for the %s: nothing is planned, and the row says why", async (which, reason) => {
    const { org, book } = await clinic({ [which]: { reminders_enabled: false } });
    const id = await book("2027-03-24");
    expect(new Set((await rows(org, id)).map((r) => `${r.state} ${r.reason}`))).toEqual(new Set([`skipped ${reason}`]));
  });

  test("[REM-27] a hidden type is not reminded of", async () => {
    const { org, book } = await clinic({ type: { hidden: true } });
    expect((await rows(org, await book("2027-03-24"))).every((r) => r.reason === "type-hidden")).toBe(true);
  });

  test.each(["deceased", "inactive"])(
    "[REM-29] a %s patient gets nothing at all: what was planned is skipped with that reason",
    async (status) => {
      const { org, book, patientId } = await clinic();
      const id = await book("2027-03-24");
      await org.asWorkflow(async (ctx) => {
        await ctx.sql("update patient set status = $2 where id = $1", [patientId, status]);
        await replanPatients(ctx, [patientId]);
      }, at);
      expect((await rows(org, id)).every((r) => r.state === "skipped" && r.reason === `patient-${status}`)).toBe(true);
    },
  );

  test("[REM-24] [RTY-04] a booking for tomorrow gets a catch-up at the next catch-up hour", async () => {
    const { org, book } = await clinic();
    const id = await book("2027-03-11", "16:00");
    const planned = (await rows(org, id)).filter((r) => r.state === "planned");
    expect(planned).toHaveLength(1);
    expect(toWall(ZONE, planned[0]!.due_at).time.slice(0, 5)).toBe("18:00");
  });

  test("[CON-01] a channel switched off is never used; the next contact is; without any the row says so", async () => {
    const { org, book, patientId } = await clinic();
    await makeContact(org, patientId, { channel: "email", contact: { rank: 3 } });
    await org.asManager(
      (ctx) =>
        saveSetting(ctx, {
          key: "consent.channels",
          scope: "organization",
          scopeId: org.organizationId,
          value: { sms: false, voice: true, email: true },
        }),
      at,
    );
    const id = await book("2027-03-24");
    expect(new Set((await rows(org, id)).map((r) => r.channel))).toEqual(new Set(["email"]));
    await org.asManager(
      (ctx) =>
        saveSetting(ctx, {
          key: "consent.channels",
          scope: "organization",
          scopeId: org.organizationId,
          value: { sms: false, voice: true, email: false },
        }),
      at,
    );
    await org.asWorkflow((ctx) => replanAppointments(ctx, [id]), at);
    expect((await rows(org, id)).every((r) => r.state === "skipped" && r.reason === "channel-disabled")).toBe(true);
  });

  test("[REM-09] staff send a planned reminder now; a sent or moved one is refused", async () => {
    const { org, book } = await clinic();
    const id = await book("2027-03-24");
    const pick = () =>
      org.asWorkflow((ctx) =>
        ctx.sql<{ id: string; state: string; due_at: Date; requested_by: string | null }>(
          "select id, state, due_at, requested_by from planned_message where appointment_id = $1 and step_key = '2-days' order by schedule_revision",
          [id],
        ),
      );
    const [row] = await pick();
    await org.asStaff((ctx) => sendNow(ctx, { plannedMessageId: row!.id }), at);
    expect((await pick())[0]).toMatchObject({ state: "planned", due_at: NOW, requested_by: org.users.staff });
    await org.asStaff((ctx) => moveAppointment(ctx, { appointmentId: id, date: "2027-03-30", time: "10:00", minutes: 30 }), at);
    await expect(org.asStaff((ctx) => sendNow(ctx, { plannedMessageId: row!.id }), at)).rejects.toThrow(/moved/);
  });

  test("[OPS-06] [DLV-09] a newer zone table keeps the wall time and moves the instant, and the reminders with it", async () => {
    const { org, facilityId, patientId } = await clinic({ facility: { zone: "America/Vancouver", state: "BC", country: "CA" } });
    const id = await makeAppointment(org, { patientId, facilityId, zone: "America/Vancouver", startsAt: new Date("2027-03-24T17:00:00Z") });
    // As an older table had it: winter time, an hour later in UTC than the wall time now means.
    await org.asWorkflow((ctx) =>
      ctx.sql(
        "update appointment set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour', zone_version = '2025c' where id = $1",
        [id],
      ),
    );
    const result = await recomputeZones(org.organizationId);
    expect(result.moved).toBe(1);
    const [a] = await org.asWorkflow((ctx) =>
      ctx.sql<{ starts_at: Date; local_time: string; local_date: string }>(
        "select starts_at, local_time, local_date from appointment where id = $1",
        [id],
      ),
    );
    expect(a!.starts_at).toEqual(fromWall("America/Vancouver", a!.local_date, a!.local_time).instant);
    expect(a!.local_time).toBe("10:00:00");
  });

  test("[SEC-02] someone from another organization cannot plan, move, cancel, block or send", async () => {
    const mine = await clinic();
    const theirs = await clinic();
    const id = await mine.book("2027-03-24");
    const [row] = await mine.org.asWorkflow((ctx) => ctx.sql<{ id: string }>("select id from planned_message limit 1"));
    const attempts = [
      () => theirs.org.asAdmin((ctx) => moveAppointment(ctx, { appointmentId: id, date: "2027-03-30", time: "10:00", minutes: 30 }), at),
      () => theirs.org.asAdmin((ctx) => cancelAppointment(ctx, { appointmentId: id }), at),
      () => theirs.org.asAdmin((ctx) => blockReminders(ctx, { appointmentId: id, blocked: true }), at),
      () => theirs.org.asAdmin((ctx) => setConfirmation(ctx, { appointmentId: id, confirmed: true }), at),
      () => theirs.org.asAdmin((ctx) => sendNow(ctx, { plannedMessageId: row!.id }), at),
      () =>
        theirs.org.asAdmin(
          (ctx) =>
            createAppointment(ctx, {
              patientId: mine.patientId,
              facilityId: theirs.facilityId,
              date: "2027-03-24",
              time: "10:00",
              minutes: 30,
            }),
          at,
        ),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ name: "AppError" });
    expect((await rows(mine.org, id)).every((r) => r.state === "planned")).toBe(true);
  });

  test("a facility without a zone: the visit is refused with what to do, nothing is lost", async () => {
    const { book } = await clinic({ facility: { zone: null } });
    await expect(book("2027-03-24")).rejects.toThrow(/has no time zone/);
  });
});
