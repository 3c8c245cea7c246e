import { addSuppression } from "@/lib/consent/add-suppression";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { lockPatient } from "./lock-patient";

/**
 * [CON-09] "Do not contact me": puts every number and address in use (or the one given) on the do-not-contact list. Archived ones stay out: they may
 * be someone else's by now, and nothing goes there. Gives how many. Throws conflict where there is none.
 */
export async function stopContacting(
  ctx: Ctx,
  input: { patientId: string; endpointId?: string; note?: string },
): Promise<{ stopped: number }> {
  requireRole(ctx, "staff");
  await lockPatient(ctx, input.patientId);
  const rows = await ctx.sql<{ address: string }>(
    `select distinct e.address from patient_contact c join endpoint e on e.organization_id = c.organization_id and e.id = c.endpoint_id
     where c.organization_id = $1 and c.patient_id = $2 and (c.endpoint_id = $3 or ($3::uuid is null and c.archived_at is null)) order by e.address`,
    [ctx.organizationId, input.patientId, input.endpointId ?? null],
  );
  if (!rows.length) throw conflict("The patient has no number or address to stop.");
  for (const { address } of rows) await addSuppression(ctx, { address, note: input.note, patientId: input.patientId });
  return { stopped: rows.length };
}
