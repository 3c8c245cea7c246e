import { actorId, type Ctx } from "@/lib/context";
import { audit } from "./write";

/** [SEC-03] That somebody looked through the log: once in ten minutes for the same filters, since pages are turned. */
export async function noteAuditView(ctx: Ctx, view: { filters: string[]; patientId?: string | undefined }): Promise<void> {
  const [seen] = await ctx.sql(
    `select 1 from audit_entry where organization_id = $1 and actor_id = $2 and at > clock_timestamp() - interval '10 minutes' and action = 'view-audit'
       and patient_id is not distinct from $3::uuid and detail -> 'filters' = $4::jsonb limit 1`,
    [ctx.organizationId, actorId(ctx.actor), view.patientId ?? null, JSON.stringify(view.filters)],
  );
  if (seen) return;
  await audit(ctx, {
    action: "view-audit",
    entity: "audit",
    ...(view.patientId && { patientId: view.patientId }),
    detail: { filters: view.filters },
  });
}
