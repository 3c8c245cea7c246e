import { expect, test } from "vitest";
import { makeAppointment, makeContact, makeFacility, makeOrganization, makeSender, useTestDatabase } from "@/tests/support/factories";
import { replanAppointments } from "@/lib/delivery/plan";
import { upsertPatients, type PatientRow } from "./upsert-patients";

const db = useTestDatabase();

test("[REM-29] a file that says a patient died ends what was planned and tells staff, once", async () => {
  const org = await makeOrganization(db.urls);
  await makeSender(org);
  const facilityId = await makeFacility(org);
  const row = (status: PatientRow["status"]): PatientRow => ({
    system: "test",
    externalId: "1",
    firstName: "Rosa",
    lastName: "Delgado",
    status,
    contacts: [],
    slots: [],
  });
  const [patient] = await org.asWorkflow((ctx) => upsertPatients(ctx, [row("active")]));
  await makeContact(org, patient!.id);
  const startsAt = new Date(Date.now() + 20 * 86_400_000);
  const id = await makeAppointment(org, { patientId: patient!.id, facilityId, startsAt });
  await org.asWorkflow((ctx) => replanAppointments(ctx, [id]));
  for (const status of ["deceased", "deceased"] as const) await org.asWorkflow((ctx) => upsertPatients(ctx, [row(status)]));
  const rows = await org.asWorkflow((ctx) => ctx.sql<{ state: string; reason: string }>("select state, reason from planned_message"));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((r) => r.state === "skipped" && r.reason === "patient-deceased")).toBe(true);
  const tasks = await org.asStaff((ctx) => ctx.sql("select kind, appointment_id, detail from staff_task where state = 'open'"));
  expect(tasks).toEqual([{ kind: "patient-inactive", appointment_id: id, detail: { status: "deceased" } }]);
});
