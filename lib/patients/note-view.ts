import { audit, emergencyOf } from "@/lib/audit/write";
import { actorId, type Ctx } from "@/lib/context";

/**
 * Records that someone looked at a patient's record. A screen that refreshes itself while it is looked at is one view: at most one
 * entry per person and thing in ten minutes, by the database's clock; what is seen by emergency access has an entry of its own.
 */
export async function noteView(ctx: Ctx, view: { action: string; entity: string; entityId: string; patientId: string }): Promise<void> {
  const [seen] = await ctx.sql(
    `select 1 from audit_entry where organization_id = $1 and patient_id = $2 and at > clock_timestamp() - interval '10 minutes'
       and action = $3 and entity_id = $4 and actor_id = $5
       and coalesce(detail -> 'emergency', '[]') = $6::jsonb limit 1`,
    [ctx.organizationId, view.patientId, view.action, view.entityId, actorId(ctx.actor), JSON.stringify(emergencyOf(ctx).emergency ?? [])],
  );
  if (!seen) await audit(ctx, view);
}
