import { describe, expect, test } from "vitest";
import { blockReminders } from "@/lib/appointments/block-reminders";
import { cancelAppointment } from "@/lib/appointments/cancel-appointment";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { moveAppointment } from "@/lib/appointments/move-appointment";
import { setConfirmation } from "@/lib/appointments/set-confirmation";
import { APPOINTMENT_STATUSES, appointmentStatus } from "@/lib/appointments/status";
import { sendNow } from "@/lib/delivery/send-now";
import { newId } from "@/lib/ids";
import { loadToday } from "@/lib/today/queries";
import {
  insertRow,
  makeAppointment,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeProvider,
  makeSender,
  makeType,
  useTestDatabase,
} from "@/tests/support/factories";
import { findVisit } from "./find-visit";
import { previewMove } from "./preview-move";
import { bookingOptions, listVisits, loadDay } from "./queries";

const database = useTestDatabase();
const NOW = new Date("2027-03-01T15:00:00Z");
const now = { now: NOW };
const everything = { facilities: [], statuses: [], late: false, q: "", newestFirst: false };

async function clinic() {
  const org = await makeOrganization(database.urls);
  await makeSender(org);
  const facilityId = await makeFacility(org);
  const providerId = await makeProvider(org);
  const typeId = await makeType(org);
  const patientId = await makePatient(org);
  await makeContact(org, patientId);
  const { id } = await org.asStaff(
    (ctx) => createAppointment(ctx, { patientId, facilityId, providerId, typeId, date: "2027-03-15", time: "10:00", minutes: 30 }),
    now,
  );
  return { org, facilityId, providerId, typeId, patientId, id };
}

describe("a visit in full", () => {
  test("[DLV-10] shows its reminders with the time they go out and why, and leaves one audit entry however often the screen refreshes", async () => {
    const { org, id, patientId } = await clinic();
    const visit = (await org.asStaff((ctx) => findVisit(ctx, id), now))!;
    await org.asStaff((ctx) => findVisit(ctx, id), now);
    expect(visit).toMatchObject({
      status: "unconfirmed",
      facility: "Main Street",
      provider: "MD Ada Okafor",
      date: "2027-03-15",
      time: "10:00",
      minutes: 30,
    });
    expect(visit.when.text).toBe("Mon, Mar 15, 10:00 AM");
    expect(visit.reminders.map((r) => r.title)).toEqual([
      "Reminder, 7 days before",
      "Reminder, 5 days before",
      "Final reminder, 2 days before",
    ]);
    for (const r of visit.reminders) {
      expect(r).toMatchObject({ state: { value: "planned" }, atLabel: "Goes out", canSendNow: true });
      expect(r.trail.forecast).toBe(true);
      expect(r.trail.steps.length).toBeGreaterThan(0);
    }
    const views = await org.asStaff((ctx) =>
      ctx.sql("select 1 from audit_entry where action = 'view-appointment' and patient_id = $1", [patientId]),
    );
    expect(views).toHaveLength(1);
  });

  test("[REM-09] [REM-10] a reminder is sent now by hand, and blocked reminders say so", async () => {
    const { org, id } = await clinic();
    await org.asStaff((ctx) => blockReminders(ctx, { appointmentId: id, blocked: true }), now);
    const blocked = (await org.asStaff((ctx) => findVisit(ctx, id), now))!;
    expect(blocked.remindersBlocked).toBe(true);
    expect(blocked.reminders[0]).toMatchObject({ state: { value: "held" }, reason: "Staff blocked reminders for this visit." });
    await org.asStaff((ctx) => blockReminders(ctx, { appointmentId: id, blocked: false }), now);
    const row = (await org.asStaff((ctx) => findVisit(ctx, id), now))!.reminders[0]!;
    await org.asStaff((ctx) => sendNow(ctx, { plannedMessageId: row.id }), now);
    const [first] = await org.asStaff((ctx) => ctx.sql<{ due_at: Date }>("select due_at from planned_message where id = $1", [row.id]));
    expect(first!.due_at).toEqual(NOW);
  });

  test("[DLV-12] moving is previewed by the same rules that then plan it", async () => {
    const { org, id } = await clinic();
    await org.asStaff((ctx) => setConfirmation(ctx, { appointmentId: id, confirmed: true }), now);
    const move = { appointmentId: id, date: "2027-03-22", time: "09:30", minutes: 30 };
    const preview = await org.asStaff((ctx) => previewMove(ctx, move), now);
    expect(preview).toMatchObject({ losesConfirmation: true, when: { text: "Mon, Mar 22, 9:30 AM" } });
    expect((await org.asStaff((ctx) => findVisit(ctx, id), now))!.date).toBe("2027-03-15");
    await org.asStaff((ctx) => moveAppointment(ctx, move), now);
    const after = (await org.asStaff((ctx) => findVisit(ctx, id), now))!;
    expect(after.status).toBe("unconfirmed");
    const current = after.reminders.filter((r) => !r.earlier && r.state.value === "planned");
    expect(preview.planned.map((p) => p.at.iso)).toEqual(current.map((r) => r.at.iso));
    expect(after.reminders.filter((r) => r.earlier).every((r) => r.state.value === "skipped" && !r.canSendNow)).toBe(true);
  });

  test("[REM-07] a cancelled visit says who cancelled it, why, and that its reminders do not go out", async () => {
    const { org, id } = await clinic();
    await org.asStaff((ctx) => cancelAppointment(ctx, { appointmentId: id, reason: "moved away" }), now);
    const visit = (await org.asStaff((ctx) => findVisit(ctx, id), now))!;
    expect(visit).toMatchObject({ status: "cancelled", booked: false, cancelReason: "moved away" });
    expect(visit.statusText).toMatch(/^Cancelled by staff of .*Mon, Mar 1, 10:00 AM EST\.$/);
    expect(visit.reminders.every((r) => r.state.value === "skipped" && r.reason === "The visit is cancelled." && !r.canSendNow)).toBe(true);
  });
});

describe("lists of visits", () => {
  test("pages of 50 lead forth and back by start, and every filter narrows", async () => {
    const { org, facilityId, providerId, patientId, id } = await clinic();
    for (let i = 0; i < 60; i++)
      await makeAppointment(org, {
        patientId,
        facilityId,
        startsAt: new Date(NOW.getTime() + (i + 1) * 3_600_000),
        columns: i % 2 ? {} : { confirmation: "confirmed" },
      });
    const one = await org.asStaff((ctx) => listVisits(ctx, { from: "2027-03-01" }));
    const two = await org.asStaff((ctx) => listVisits(ctx, { from: "2027-03-01", after: one.next }));
    expect([one.rows.length, two.rows.length, two.next]).toEqual([50, 11, undefined]);
    expect((await org.asStaff((ctx) => listVisits(ctx, { from: "2027-03-01", before: two.previous }))).rows).toEqual(one.rows);
    const count = async (filter: Parameters<typeof listVisits>[1]) => (await org.asStaff((ctx) => listVisits(ctx, filter))).rows.length;
    expect(await count({ statuses: ["confirmed"] })).toBe(30);
    expect(await count({ providers: [providerId] })).toBe(1);
    expect(await count({ from: "2027-03-15", to: "2027-03-15" })).toBe(1);
    expect(await count({ q: "delg" })).toBe(50);
    expect(await count({ q: "nobody" })).toBe(0);
    const day = await org.asStaff((ctx) => loadDay(ctx, "2027-03-15", {}));
    expect(day.columns.map((c) => [c.provider, c.visits.map((v) => v.id)])).toEqual([["MD Ada Okafor", [id]]]);
  });

  test("the status that lists filter by is the one that they show", async () => {
    const { org, facilityId } = await clinic();
    const patientId = await makePatient(org);
    for (const lifecycle of ["booked", "cancelled", "rescheduled", "no-show", "completed"] as const)
      for (const arrival of ["none", "arrived", "checked-in", "in-room", "done"] as const)
        for (const confirmation of ["unconfirmed", "confirmed", "declined"] as const)
          await makeAppointment(org, { patientId, facilityId, columns: { lifecycle, arrival, confirmation } });
    let seen = 0;
    for (const status of APPOINTMENT_STATUSES) {
      let after: string | undefined;
      do {
        const page = await org.asStaff((ctx) => listVisits(ctx, { patientId, statuses: [status], after }));
        expect(new Set(page.rows.map((r) => r.status))).toEqual(new Set([status]));
        seen += page.rows.length;
        after = page.next;
      } while (after);
    }
    expect(seen).toBe(75);
    expect(appointmentStatus({ lifecycle: "booked", arrival: "none", confirmation: "declined" })).toBe("unconfirmed");
  });
});

describe("today", () => {
  test("[RPT-02] is the day that it is at each facility, with counts that do not change with the filter", async () => {
    const { org, facilityId: east, patientId } = await clinic();
    const west = await makeFacility(org, { name: "Pier", zone: "America/Los_Angeles", state: "CA", zip: "94110" });
    const at = async (facilityId: string, zone: string, iso: string, columns: Record<string, unknown> = {}) =>
      makeAppointment(org, { patientId, facilityId, zone, startsAt: new Date(iso), columns });
    // 05:30 UTC on the 2nd: half past midnight in New York, still the 1st in Los Angeles.
    const moment = { now: new Date("2027-03-02T05:30:00Z") };
    const inEast = await at(east, "America/New_York", "2027-03-02T15:00:00Z", { confirmation: "confirmed" });
    await at(east, "America/New_York", "2027-03-01T15:00:00Z");
    const inWest = await at(west, "America/Los_Angeles", "2027-03-01T18:00:00Z", { lifecycle: "cancelled" });
    const late = await at(west, "America/Los_Angeles", "2027-03-01T19:00:00Z", { running_late: true });
    await at(west, "America/Los_Angeles", "2027-03-02T18:00:00Z");
    const today = await org.asStaff((ctx) => loadToday(ctx, everything), moment);
    expect(today.page.rows.map((r) => r.id)).toEqual([inWest, late, inEast]);
    expect(today.counts).toEqual({ total: 3, confirmed: 1, unconfirmed: 1, cancelled: 1, late: 1 });
    const filtered = await org.asStaff((ctx) => loadToday(ctx, { ...everything, statuses: ["confirmed"] }), moment);
    expect(filtered.page.rows.map((r) => r.id)).toEqual([inEast]);
    expect(filtered.counts).toEqual(today.counts);
    expect((await org.asStaff((ctx) => loadToday(ctx, { ...everything, late: true }), moment)).page.rows.map((r) => r.id)).toEqual([late]);
    expect((await org.asStaff((ctx) => loadToday(ctx, { ...everything, facilities: [east] }), moment)).counts.total).toBe(1);
  });
});

test("nothing of the schedule is seen or changed from another organization", async () => {
  const { org, id } = await clinic();
  await insertRow(org, "staff_task", { id: newId(), kind: "reply", created_at: NOW });
  const other = await makeOrganization(database.urls);
  expect(await other.asAdmin((ctx) => findVisit(ctx, id))).toBeUndefined();
  expect((await other.asAdmin((ctx) => listVisits(ctx, {}))).rows).toEqual([]);
  expect((await other.asAdmin((ctx) => loadDay(ctx, "2027-03-15", {}))).columns).toEqual([]);
  expect((await other.asAdmin((ctx) => loadToday(ctx, everything))).counts.total).toBe(0);
  expect(await other.asAdmin((ctx) => bookingOptions(ctx))).toEqual({ facilities: [], providers: [], types: [] });
  await expect(
    other.asAdmin((ctx) => previewMove(ctx, { appointmentId: id, date: "2027-03-22", time: "09:00", minutes: 30 })),
  ).rejects.toMatchObject({ code: "not-found" });
});
