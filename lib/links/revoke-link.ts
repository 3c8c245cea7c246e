import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRoleOrWorkflow } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { invalid } from "@/lib/errors";

/**
 * Ends links for good: one, or all of an appointment, a patient or an endpoint. A workflow, or staff who see every facility. Gives how many were
 * still open. Links that were revoked before stay as they are.
 */
export async function revokeLinks(
  ctx: Ctx,
  which: { id?: string; appointmentId?: string; patientId?: string; endpointId?: string },
): Promise<number> {
  requireRoleOrWorkflow(ctx, "staff");
  requireWholeOrganization(ctx);
  const { id = null, appointmentId = null, patientId = null, endpointId = null } = which;
  if (!id && !appointmentId && !patientId && !endpointId) throw invalid("Say which links to end.");
  const rows = await ctx.sql<{ id: string }>(
    `update link set revoked_at = $2 where organization_id = $1 and revoked_at is null
       and ($3::uuid is null or id = $3) and ($4::uuid is null or appointment_id = $4)
       and ($5::uuid is null or patient_id = $5) and ($6::uuid is null or endpoint_id = $6)
     returning id`,
    [ctx.organizationId, ctx.now, id, appointmentId, patientId, endpointId],
  );
  if (rows.length)
    await audit(ctx, {
      action: "revoke-link",
      entity: "link",
      ...(id ? { entityId: id } : {}),
      ...(patientId ? { patientId } : {}),
      ids: rows.map((row) => row.id),
    });
  return rows.length;
}
