import { requireFacility } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRoleOrWorkflow } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { replanAppointments } from "@/lib/delivery/plan";
import { conflict, invalid } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";
import { lockAppointment } from "./lock";
import type { MoveAppointmentInput } from "./schemas";
import { appointmentTimes } from "./times";

/**
 * Moves a booked visit to another time (and facility or provider). Its schedule revision rises, so every message of the old time is
 * skipped and new ones are planned; an earlier confirmation was for the old time and is dropped.
 */
export async function moveAppointment(ctx: Ctx, input: MoveAppointmentInput): Promise<void> {
  requireRoleOrWorkflow(ctx, "staff");
  const before = await lockAppointment(ctx, input.appointmentId);
  if (before.lifecycle !== "booked") throw conflict(`This visit is ${before.lifecycle}; book a new one instead.`);
  const facilityId = input.facilityId ?? before.facilityId;
  if (facilityId !== before.facilityId) requireFacility(ctx, facilityId);
  const providerId = input.providerId === undefined ? before.providerId : input.providerId;
  const t = await appointmentTimes(ctx, facilityId, input.date, input.time, input.minutes);
  if (t.startsAt <= ctx.now) throw invalid("The visit would start in the past.", { date: "Choose a time that is still to come." });
  const sameTime = t.startsAt.getTime() === before.startsAt.getTime() && facilityId === before.facilityId;
  await ctx.sql(
    `update appointment set facility_id = $3, provider_id = $4, starts_at = $5, ends_at = $6, local_date = $7, local_time = $8, local_hour = $9, zone = $10, zone_version = $11,
       schedule_revision = schedule_revision + $12, confirmation = case when $12 = 1 then 'unconfirmed' else confirmation end,
       confirmed_at = case when $12 = 1 then null else confirmed_at end, running_late = false, late_minutes = null, updated_at = clock_timestamp()
     where organization_id = $1 and id = $2`,
    [
      ctx.organizationId,
      before.id,
      facilityId,
      providerId,
      t.startsAt,
      t.endsAt,
      t.localDate,
      t.localTime,
      t.localHour,
      t.zone,
      t.zoneVersion,
      sameTime ? 0 : 1,
    ],
  );
  await audit(ctx, {
    action: "move-appointment",
    entity: "appointment",
    entityId: before.id,
    patientId: before.patientId,
    detail: { revision: before.scheduleRevision + (sameTime ? 0 : 1) },
  });
  await emit(ctx, "luma/appointment.changed", { appointmentId: before.id, change: "moved" });
  await replanAppointments(ctx, [before.id]);
  await touch(ctx, "appointments", "messages");
}
