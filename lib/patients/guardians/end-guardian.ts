import { requirePatient } from "@/lib/access/guard";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { endLinksOfOldContacts } from "@/lib/links/end-links";
import { changed } from "./save-guardian";

/** [CON-15] Somebody is no longer responsible for a patient: their contacts are archived there, and what is ahead is planned again. Throws not-found. */
export async function endGuardian(ctx: Ctx, input: { guardianId: string }): Promise<void> {
  requireRole(ctx, "staff");
  const [row] = await ctx.sql<{ patientId: string }>(
    `select patient_id as "patientId" from guardian where organization_id = $1 and id = $2 and ended_at is null for update`,
    [ctx.organizationId, input.guardianId],
  );
  if (!row) throw notFound("guardian");
  await requirePatient(ctx, row.patientId);
  await ctx.sql("update guardian set ended_at = $3 where organization_id = $1 and id = $2", [
    ctx.organizationId,
    input.guardianId,
    ctx.now,
  ]);
  const gone = await ctx.sql<{ patientId: string; endpointId: string }>(
    `update patient_contact set archived_at = $3, archived_reason = 'other', preferred = false, updated_at = clock_timestamp()
     where organization_id = $1 and guardian_id = $2 and archived_at is null returning patient_id as "patientId", endpoint_id as "endpointId"`,
    [ctx.organizationId, input.guardianId, ctx.now],
  );
  await endLinksOfOldContacts(ctx, gone);
  await changed(ctx, "end-guardian", row.patientId, input.guardianId, {});
}
