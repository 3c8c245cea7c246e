import { requireVisit } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { conflict, notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";

type Row = {
  id: string;
  state: string;
  appointmentId: string | null;
  patientId: string | null;
  facilityId: string;
  visitOf: string;
  revision: number;
  current: number;
  lifecycle: string;
};

/**
 * [REM-09] Staff send a planned reminder now. It is still decided at send time: a cancelled visit, a do-not-contact entry or the legal hours are not
 * passed by. Throws conflict for a message that is on its way or went out already.
 */
export async function sendNow(ctx: Ctx, input: { plannedMessageId: string }): Promise<void> {
  requireRole(ctx, "staff");
  const [row] = await ctx.sql<Row>(
    `select p.id, p.state, p.appointment_id as "appointmentId", p.patient_id as "patientId", p.schedule_revision as revision, a.schedule_revision as current, a.lifecycle,
       a.facility_id as "facilityId", a.patient_id as "visitOf"
     from planned_message p join appointment a on a.organization_id = p.organization_id and a.id = p.appointment_id
     where p.organization_id = $1 and p.id = $2 and p.kind = 'reminder' for update of p`,
    [ctx.organizationId, input.plannedMessageId],
  );
  if (!row) throw notFound("message");
  requireVisit(ctx, { facilityId: row.facilityId, patientId: row.visitOf });
  if (row.state === "claimed" || row.state === "uncertain") throw conflict("This message is being sent just now.");
  if (row.state === "sent") throw conflict("This message has already gone out.");
  if (row.revision !== row.current) throw conflict("The visit was moved; send one of its new reminders.");
  if (row.lifecycle !== "booked") throw conflict("The visit is not booked any more.");
  await ctx.sql(
    `update planned_message set state = 'planned', reason = null, due_at = $3, priority = 2, requested_by = $4, done_at = null, updated_at = clock_timestamp(), trail = jsonb_build_array(jsonb_build_object(
       'at', $5::text, 'rule', 'staff', 'outcome', 'planned', 'reason', 'staff-send-now')) where organization_id = $1 and id = $2`,
    [ctx.organizationId, row.id, ctx.now, ctx.actor.kind === "user" ? ctx.actor.id : null, ctx.now.toISOString()],
  );
  await audit(ctx, { action: "send-now", entity: "planned_message", entityId: row.id, patientId: row.patientId ?? undefined });
  await emit(ctx, "luma/dispatch.nudged", { reason: "staff" });
  await touch(ctx, "messages");
}
