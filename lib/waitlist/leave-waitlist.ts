import { audit } from "@/lib/audit/write";
import type { Ctx } from "@/lib/context";
import { touch } from "@/lib/live/notify";

/** Everyone who is reached at this number leaves the list for an earlier time; their visits stay. Gives the visits they wanted an earlier time for. Called by replies only. */
export async function leaveWaitlist(ctx: Ctx, input: { endpointId: string }): Promise<string[]> {
  const left = await ctx.sql<{ appointmentId: string; patientId: string }>(
    `update waitlist_entry w set state = 'left', ended_at = $3 where w.organization_id = $1 and w.state = 'waiting'
       and exists (select 1 from patient_contact c where c.organization_id = w.organization_id and c.patient_id = w.patient_id and c.endpoint_id = $2 and c.archived_at is null)
     returning appointment_id as "appointmentId", patient_id as "patientId"`,
    [ctx.organizationId, input.endpointId, ctx.now],
  );
  for (const { appointmentId, patientId } of left)
    await audit(ctx, { action: "leave-waitlist", entity: "appointment", entityId: appointmentId, patientId, detail: { source: "reply" } });
  if (left.length) await touch(ctx, "appointments");
  return left.map((entry) => entry.appointmentId);
}
