import { lockAppointment } from "@/lib/appointments/lock";
import { audit } from "@/lib/audit/write";
import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";

/**
 * [REM-28] A patient asks for an earlier time than a booked visit's; the visit is kept. Asking again changes nothing. Gives false where there
 * is nothing to be earlier than: the visit is not booked (any more) or has begun. Called by replies only.
 */
export async function joinWaitlist(ctx: Ctx, input: { appointmentId: string; messageId: string }): Promise<boolean> {
  const visit = await lockAppointment(ctx, input.appointmentId);
  if (visit.lifecycle !== "booked" || !visit.patientActive || visit.startsAt <= ctx.now) return false;
  const joined = await ctx.sql<{ id: string }>(
    `insert into waitlist_entry (organization_id, id, patient_id, appointment_id, schedule_revision, source, message_id, created_at)
     values ($1, $2, $3, $4, $5, 'reply', $6, $7)
     on conflict (organization_id, appointment_id) where state = 'waiting' do update
       set schedule_revision = excluded.schedule_revision, message_id = excluded.message_id, created_at = excluded.created_at
       where waitlist_entry.schedule_revision < excluded.schedule_revision
     returning id`,
    [ctx.organizationId, newId(), visit.patientId, visit.id, visit.scheduleRevision, input.messageId, ctx.now],
  );
  if (joined.length)
    await audit(ctx, {
      action: "join-waitlist",
      entity: "appointment",
      entityId: visit.id,
      patientId: visit.patientId,
      detail: { source: "reply" },
    });
  await touch(ctx, "appointments");
  return true;
}
