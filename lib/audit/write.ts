import { actorId, type Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";

export type AuditInput = {
  /** `verb-noun`, as the verb's file is named: `cancel-appointment`. */
  action: string;
  entity: string;
  entityId?: string;
  patientId?: string;
  /** For bulk changes: every id touched. */
  ids?: string[];
  /** Codes, field names and counts. Never a patient's data: entries outlive deletion. */
  detail?: Record<string, string | number | boolean | null | string[]>;
};

/** [SEC-09] Whoever has taken emergency access is marked with it, whatever they do meanwhile. */
export function emergencyOf(ctx: Ctx): { emergency?: string[] } {
  return ctx.access.emergencies.length ? { emergency: ctx.access.emergencies.map((one) => one.id) } : {};
}

/** Writes one audit entry in the transaction of the change (or view) it records. */
export async function audit(ctx: Ctx, input: AuditInput): Promise<void> {
  await ctx.sql(
    `insert into audit_entry (organization_id, id, actor_kind, actor_id, action, entity, entity_id, patient_id, ids, detail, request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ctx.organizationId,
      newId(),
      ctx.actor.kind,
      actorId(ctx.actor),
      input.action,
      input.entity,
      input.entityId ?? null,
      input.patientId ?? null,
      input.ids ?? null,
      JSON.stringify({ ...input.detail, ...emergencyOf(ctx) }),
      ctx.requestId,
    ],
  );
}
