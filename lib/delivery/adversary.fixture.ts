import { createAppointment } from "@/lib/appointments/create-appointment";
import {
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeProvider,
  makeSender,
  makeType,
  type TestOrganization,
  type useTestDatabase,
} from "@/tests/support/factories";

export const ZONE = "America/New_York";
/** A Wednesday without holidays near it, at noon; a day on which reminders are due. */
export const NOW = new Date("2027-03-10T17:00:00Z");
export const at = { now: NOW };
/** When the 2-days reminder of a visit on 2027-03-24 at 14:30 is due. */
export const DUE = { now: new Date("2027-03-22T18:30:00Z") };

export type Row = {
  id: string;
  step_key: string;
  state: string;
  reason: string | null;
  due_at: Date;
  patient_id: string;
  schedule_revision: number;
  requested_by: string | null;
};

/** A clinic with senders of every channel and a patient with a mobile. */
export async function plannedClinic(urls: ReturnType<typeof useTestDatabase>["urls"]) {
  const org = await makeOrganization(urls, { zone: ZONE });
  for (const channel of ["sms", "voice", "email"] as const) await makeSender(org, { channel });
  const facilityId = await makeFacility(org);
  const providerId = await makeProvider(org);
  const typeId = await makeType(org);
  const patientId = await makePatient(org);
  const contact = await makeContact(org, patientId);
  const book = async (date = "2027-03-24", time = "14:30", patient = patientId) =>
    (
      await org.asStaff(
        (ctx) => createAppointment(ctx, { patientId: patient, facilityId, providerId, typeId, date, time, minutes: 30 }),
        at,
      )
    ).id;
  return { org, facilityId, providerId, typeId, patientId, contact, book };
}

/** The planned messages of a visit, the oldest revision first, then by time. */
export function rowsOf(org: TestOrganization, appointmentId: string): Promise<Row[]> {
  return org.asWorkflow((ctx) =>
    ctx.sql<Row>(
      "select id, step_key, state, reason, due_at, patient_id, schedule_revision, requested_by from planned_message where appointment_id = $1 order by schedule_revision, ideal_at, step_key",
      [appointmentId],
    ),
  );
}

export async function stepOf(org: TestOrganization, appointmentId: string, step: string): Promise<Row> {
  const row = (await rowsOf(org, appointmentId)).findLast((r) => r.step_key === step);
  if (!row) throw new Error(`no row for ${step}`);
  return row;
}
