import { describe, expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { newId } from "@/lib/ids";
import { saveSetting } from "@/lib/settings/save-setting";
import { toWall } from "@/lib/time";
import { makeAppointment, useTestDatabase } from "@/tests/support/factories";
import { at, NOW, plannedClinic, rowsOf, ZONE } from "./adversary.fixture";
import { replanAppointments } from "./plan";

const db = useTestDatabase();

const saveCadence = (org: Awaited<ReturnType<typeof plannedClinic>>["org"], value: unknown) =>
  org.asManager((ctx) => saveSetting(ctx, { key: "reminders.cadence", scope: "organization", value }));

describe("what nobody should ask for", () => {
  test("[REM-01] a cadence of 40 steps is refused with the most that are possible, and the old one stays", async () => {
    const { org, book } = await plannedClinic(db.urls);
    const forty = Array.from({ length: 40 }, (_, i) => ({ id: `s-${i}`, before: { days: i + 1 }, answers: "none" }));
    await expect(saveCadence(org, forty)).rejects.toMatchObject({ code: "invalid", message: "At most 12 steps" });
    expect((await rowsOf(org, await book())).map((r) => r.step_key)).toEqual(["7-days", "5-days", "2-days"]);
  });

  test("[DLV-09] a reminder at a time that the clocks skip goes out once, after the gap", async () => {
    const { org, book } = await plannedClinic(db.urls);
    // On 2027-03-14 New York has no 02:30. Contact hours allow the night here.
    const allDay = Array.from({ length: 7 }, () => ({ from: "00:00", to: "24:00" }));
    await org.asAdmin((ctx) => saveSetting(ctx, { key: "delivery.contactHours", scope: "organization", value: allDay }));
    await org.asAdmin((ctx) => saveSetting(ctx, { key: "delivery.legalFloor", scope: "organization", value: false }));
    await saveCadence(org, [{ id: "night", before: { daysBefore: 1, at: "02:30" }, answers: "none" }]);
    const [row, ...others] = await rowsOf(org, await book("2027-03-15", "10:00"));
    expect(others).toEqual([]);
    expect(row!.state).toBe("planned");
    expect(toWall(ZONE, row!.due_at)).toMatchObject({ date: "2027-03-14", time: "03:30:00" });
  });

  test("[REM-07] a visit in the past plans nothing, and says why", async () => {
    const { org, patientId, facilityId, providerId, typeId } = await plannedClinic(db.urls);
    const visit = { patientId, facilityId, providerId, typeId, date: "2027-03-01", time: "10:00", minutes: 30 };
    await org
      .asStaff((ctx) => createAppointment(ctx, visit), at)
      .catch((error: unknown) => expect(error).toMatchObject({ name: "AppError" }));
    const appointmentId = await makeAppointment(org, { patientId, facilityId, startsAt: new Date(NOW.getTime() - 3_600_000) });
    await org.asWorkflow((ctx) => replanAppointments(ctx, [appointmentId]), at);
    const rows = await rowsOf(org, appointmentId);
    expect(rows.filter((r) => r.state === "planned")).toEqual([]);
    expect(rows.every((r) => r.reason === "appointment-past")).toBe(true);
  });

  test("[CON-01] a patient with 1,000 contacts is planned for one of them, in time", async () => {
    const { org, book, patientId, contact } = await plannedClinic(db.urls);
    await org.asWorkflow(async (ctx) => {
      const ids = Array.from({ length: 1_000 }, () => newId());
      await ctx.sql(
        `insert into endpoint (organization_id, id, kind, address, line_type) select $1, v.id, 'phone', '+1646' || (5550000 + v.n), 'mobile' from unnest($2::uuid[]) with ordinality as v (id, n)`,
        [ctx.organizationId, ids],
      );
      await ctx.sql(
        `insert into patient_contact (organization_id, id, patient_id, endpoint_id, channel, rank) select $1, v.contact, $2, v.id, 'sms', 100 + v.n from unnest($3::uuid[], $4::uuid[]) with ordinality as v (id, contact, n)`,
        [ctx.organizationId, patientId, ids, ids.map(() => newId())],
      );
    });
    const id = await book();
    const [row] = await db.query("select endpoint_id, count(*) over () ::int as rows from planned_message where appointment_id = $1", [id]);
    expect(row).toEqual({ endpoint_id: contact.endpointId, rows: 3 });
  });
});
