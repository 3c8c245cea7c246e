import { describe, expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { moveAppointment } from "@/lib/appointments/move-appointment";
import { findPatient } from "@/lib/patients/find-patient";
import { listPatients } from "@/lib/patients/list-patients";
import { searchPatients } from "@/lib/patients/queries";
import { listVisits } from "@/lib/schedule/queries";
import { listOpenTasks } from "@/lib/tasks/queries";
import { findMessage } from "@/lib/messages/detail";
import { makeContact, makeFacility, makePatient, useTestDatabase } from "@/tests/support/factories";
import { makeWorld, NOW, type World } from "@/tests/access/world";

const database = useTestDatabase();
const as = <T>(w: World, work: Parameters<World["org"]["as"]>[1]): Promise<T> =>
  w.org.as(w.narrowed.staff, work, { now: NOW }) as Promise<T>;
const when = { date: "2027-03-15", minutes: 30 };

describe("whom a user of one facility sees", () => {
  test("[ADM-03] a patient of two facilities is seen, with the visits of the user's own; that there is more is said", async () => {
    const w = await makeWorld(database);
    const patientId = w.theirs.patientId;
    const { id } = await w.org.asStaff(
      (ctx) => createAppointment(ctx, { ...when, patientId, facilityId: w.mine.facilityId, time: "15:00" }),
      {
        now: NOW,
      },
    );
    const profile = await as<Awaited<ReturnType<typeof findPatient>>>(w, (ctx) => findPatient(ctx, patientId));
    expect(profile).toMatchObject({ elsewhere: true, facilities: ["Mineville"] });
    expect(profile!.upcoming.rows.map((row) => row.id)).toEqual([id]);
    expect(profile!.timeline.entries).toEqual([]);
    expect((await w.org.asStaff((ctx) => findPatient(ctx, patientId), { now: NOW }))!.elsewhere).toBe(false);
  });

  test("[ADM-03] an answer that came to a number of every facility is seen with the visit that it answers, not with the patient", async () => {
    const w = await makeWorld(database);
    const { patientId, messageId, taskId } = w.theirs;
    await database.query("update message set facility_id = null where id = any ($1::uuid[])", [[messageId, w.mine.messageId]]);
    await database.query("update staff_task set facility_id = null where id = any ($1::uuid[])", [[taskId, w.mine.taskId]]);
    await w.org.asStaff((ctx) => createAppointment(ctx, { ...when, patientId, facilityId: w.mine.facilityId, time: "15:00" }), {
      now: NOW,
    });
    const profile = await as<Awaited<ReturnType<typeof findPatient>>>(w, (ctx) => findPatient(ctx, patientId));
    expect(profile).toMatchObject({ elsewhere: true, timeline: { entries: [] } });
    expect(await as(w, (ctx) => findMessage(ctx, messageId))).toBeUndefined();
    expect(await as(w, (ctx) => findMessage(ctx, w.mine.messageId))).toMatchObject({ id: w.mine.messageId });
    const { tasks, total } = await as<Awaited<ReturnType<typeof listOpenTasks>>>(w, (ctx) => listOpenTasks(ctx));
    expect([tasks.map((task) => task.id), total]).toEqual([[w.mine.taskId], 1]);
    expect(await w.org.asStaff((ctx) => findMessage(ctx, messageId), { now: NOW })).toMatchObject({ id: messageId });
  });

  test("[ADM-03] who shares a number, and at which other facility somebody is a patient, is not told of those out of sight", async () => {
    const w = await makeWorld(database);
    const profile = (of: World) => as<Awaited<ReturnType<typeof findPatient>>>(of, (ctx) => findPatient(ctx, of.mine.patientId));
    const housemate = await makePatient(w.org, { first_name: "Holly", last_name: "Housemate" });
    for (const patientId of [w.theirs.patientId, housemate]) await makeContact(w.org, patientId, { address: w.mine.address });
    const shared = (await profile(w))!.contacts.flatMap((contact) => contact.sharedWith.map((other) => other.id));
    expect([...new Set(shared)]).toEqual([housemate]);
    await w.org.asStaff(
      (ctx) =>
        createAppointment(ctx, {
          ...when,
          patientId: w.mine.patientId,
          facilityId: w.theirs.facilityId,
          date: "2027-03-20",
          time: "15:00",
        }),
      { now: NOW },
    );
    const at = (facilityId: string) =>
      as<Awaited<ReturnType<typeof listPatients>>>(w, (ctx) => listPatients(ctx, { facilities: [facilityId] }));
    expect((await at(w.theirs.facilityId)).rows).toEqual([]);
    expect((await at(w.mine.facilityId)).rows.map((row) => row.id)).toEqual([w.mine.patientId]);
  });

  test("[ADM-03] planning decides by every visit of the patient, also those that the user does not see", async () => {
    const w = await makeWorld(database);
    const patientId = w.theirs.patientId;
    const { id } = await w.org.asStaff(
      (ctx) => createAppointment(ctx, { ...when, patientId, facilityId: w.mine.facilityId, time: "16:00" }),
      {
        now: NOW,
      },
    );
    // The first visit of the day is at the other facility, at 11: this one is not reminded of, whoever plans it.
    await as(w, (ctx) => moveAppointment(ctx, { ...when, appointmentId: id, time: "15:30" }));
    const planned = await database.query(
      "select distinct state, reason from planned_message where appointment_id = $1 and schedule_revision = 2 and kind = 'reminder'",
      [id],
    );
    expect(planned).toEqual([{ state: "skipped", reason: "not-first-of-day" }]);
  });

  test("[ADM-03] who had no visit yet is everyone's; a visit moved away leaves the patient in sight, and itself not", async () => {
    const w = await makeWorld(database);
    const fresh = await makePatient(w.org, { first_name: "Fresh", last_name: "Zzfresh" });
    const search = (text: string) => as<Awaited<ReturnType<typeof searchPatients>>>(w, (ctx) => searchPatients(ctx, text));
    expect((await search("zzfresh")).map((row) => row.id)).toEqual([fresh]);
    expect(await search("zzyzxberg")).toEqual([]);
    expect(await search("5557001")).toEqual([]);
    expect((await search("5557002")).map((row) => row.id)).toEqual([w.mine.patientId]);
    await w.org.asStaff(
      (ctx) => moveAppointment(ctx, { ...when, appointmentId: w.mine.appointmentId, facilityId: w.theirs.facilityId, time: "12:00" }),
      { now: NOW },
    );
    expect(await as<object>(w, (ctx) => findPatient(ctx, w.mine.patientId))).toMatchObject({ elsewhere: true });
    expect((await as<Awaited<ReturnType<typeof listVisits>>>(w, (ctx) => listVisits(ctx, {}))).rows).toEqual([]);
    await expect(
      as(w, (ctx) => moveAppointment(ctx, { ...when, appointmentId: w.mine.appointmentId, time: "13:00" })),
    ).rejects.toMatchObject({ code: "not-found" });
  });

  test("[ADM-03] a user who sees no facility sees no visit, and patients of none only", async () => {
    const w = await makeWorld(database);
    await database.query("delete from user_group_facility where organization_id = $1", [w.org.organizationId]);
    const fresh = await makePatient(w.org, { first_name: "Fresh", last_name: "Zzfresh" });
    await makeFacility(w.org, { name: "New" });
    const page = await as<Awaited<ReturnType<typeof listPatients>>>(w, (ctx) => listPatients(ctx, {}));
    expect(page.rows.map((row) => row.id)).toEqual([fresh]);
    expect((await as<Awaited<ReturnType<typeof listVisits>>>(w, (ctx) => listVisits(ctx, {}))).rows).toEqual([]);
  });
});
