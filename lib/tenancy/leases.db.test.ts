import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { insertRow, makeAppointment, makeFacility, makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";
import { organizationsWithExpiredLeases } from "./resolve";

const database = useTestDatabase();

test("[RTY-03] the sweep visits who has a lease run out or a send in doubt, and not who has only what staff settle", async () => {
  const withRow = async (columns: Record<string, unknown>): Promise<string> => {
    const org = await makeOrganization(database.urls);
    const patientId = await makePatient(org);
    const facilityId = await makeFacility(org);
    const appointmentId = await makeAppointment(org, { patientId, facilityId });
    const at = new Date("2027-03-10T17:00:00Z");
    await insertRow(org, "planned_message", {
      id: newId(),
      kind: "reminder",
      subject_kind: "appointment",
      subject_id: appointmentId,
      step_key: "2-days",
      appointment_id: appointmentId,
      patient_id: patientId,
      facility_id: facilityId,
      channel: "sms",
      template_key: "reminder",
      due_at: at,
      ideal_at: at,
      zone: "America/New_York",
      ...columns,
    });
    return org.organizationId;
  };
  const past = new Date(Date.now() - 60_000);
  const expired = await withRow({ state: "claimed", claim_token: newId(), claimed_until: past });
  const doubtful = await withRow({ state: "uncertain", reason: "no-answer-from-carrier" });
  const unexplained = await withRow({ state: "uncertain" });
  await withRow({ state: "uncertain", reason: "no-proof" });
  await withRow({ state: "claimed", claim_token: newId(), claimed_until: new Date(Date.now() + 60_000) });
  expect((await organizationsWithExpiredLeases()).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
    [expired, doubtful, unexplained].toSorted((a, b) => (a < b ? -1 : 1)),
  );
});
