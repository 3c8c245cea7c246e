import { requireVisit } from "@/lib/access/guard";
import type { Ctx } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { lockPatients } from "@/lib/patients/lock-patient";
import type { AppointmentAxes } from "./status";

export type LockedAppointment = AppointmentAxes & {
  id: string;
  patientId: string;
  facilityId: string;
  providerId: string | null;
  typeId: string | null;
  startsAt: Date;
  endsAt: Date;
  localDate: string;
  localTime: string;
  zone: string;
  scheduleRevision: number;
  remindersBlocked: boolean;
  patientActive: boolean;
  cancelledBy: string | null;
};

/**
 * The appointment, locked until the transaction ends, so that two answers at once are decided one after the other; its patient before it, because
 * planning takes the patient too and locks must be taken in one order. Throws not-found, also for one that the actor does not see.
 */
export async function lockAppointment(ctx: Ctx, id: string): Promise<LockedAppointment> {
  const owners = await ctx.sql<{ id: string }>("select patient_id as id from appointment where organization_id = $1 and id = $2", [
    ctx.organizationId,
    id,
  ]);
  await lockPatients(
    ctx,
    owners.map((p) => p.id),
  );
  const [row] = await ctx.sql<LockedAppointment>(
    `select a.id, a.patient_id as "patientId", a.facility_id as "facilityId", a.provider_id as "providerId", a.type_id as "typeId",
            a.starts_at as "startsAt", a.ends_at as "endsAt", a.local_date as "localDate", a.local_time as "localTime", a.zone,
            a.lifecycle, a.confirmation, a.arrival, a.schedule_revision as "scheduleRevision", a.reminders_blocked as "remindersBlocked",
            p.status = 'active' as "patientActive", a.cancelled_by as "cancelledBy"
     from appointment a join patient p on p.organization_id = a.organization_id and p.id = a.patient_id
     where a.organization_id = $1 and a.id = $2 for update of a`,
    [ctx.organizationId, id],
  );
  if (!row) throw notFound("appointment");
  requireVisit(ctx, row);
  return row;
}
