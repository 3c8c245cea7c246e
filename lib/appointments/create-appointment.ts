import { mayPatient, requireFacility } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { replanAppointments } from "@/lib/delivery/plan";
import { invalid } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";
import type { CreateAppointmentInput } from "./schemas";
import { appointmentTimes } from "./times";

/** Books a visit by hand and plans its messages in the same transaction. Gives its id. Throws invalid where patient, provider or type is not the organization's, not-found for a facility out of sight. */
export async function createAppointment(ctx: Ctx, input: CreateAppointmentInput): Promise<{ id: string }> {
  requireRole(ctx, "staff");
  requireFacility(ctx, input.facilityId);
  const t = await appointmentTimes(ctx, input.facilityId, input.date, input.time, input.minutes);
  if (t.startsAt <= ctx.now) throw invalid("The visit would start in the past.", { date: "Choose a time that is still to come." });
  await requireResources(ctx, input);
  const id = newId();
  await ctx.sql(
    `insert into appointment (organization_id, id, patient_id, facility_id, provider_id, type_id, starts_at, ends_at, local_date, local_time, local_hour, zone, zone_version, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ctx.organizationId,
      id,
      input.patientId,
      input.facilityId,
      input.providerId ?? null,
      input.typeId ?? null,
      t.startsAt,
      t.endsAt,
      t.localDate,
      t.localTime,
      t.localHour,
      t.zone,
      t.zoneVersion,
      input.note ?? null,
    ],
  );
  await audit(ctx, { action: "create-appointment", entity: "appointment", entityId: id, patientId: input.patientId });
  await emit(ctx, "luma/appointment.changed", { appointmentId: id, change: "created" });
  await replanAppointments(ctx, [id]);
  await touch(ctx, "appointments", "messages");
  return { id };
}

async function requireResources(ctx: Ctx, input: CreateAppointmentInput): Promise<void> {
  const [row] = await ctx.sql<{ patient: boolean; provider: boolean; type: boolean }>(
    `select exists (select 1 from patient where organization_id = $1 and id = $2 and merged_into is null and status = 'active') as patient,
            $3::uuid is null or exists (select 1 from provider where organization_id = $1 and id = $3 and archived_at is null) as provider,
            $4::uuid is null or exists (select 1 from appointment_type where organization_id = $1 and id = $4 and archived_at is null) as type`,
    [ctx.organizationId, input.patientId, input.providerId ?? null, input.typeId ?? null],
  );
  const fields: Record<string, string> = {};
  if (!row!.patient || !(await mayPatient(ctx, input.patientId))) fields.patientId = "Choose an active patient.";
  if (!row!.provider) fields.providerId = "Choose a provider from the list.";
  if (!row!.type) fields.typeId = "Choose a type from the list.";
  if (Object.keys(fields).length) throw invalid("The visit was not saved: something it refers to is gone.", fields);
}
