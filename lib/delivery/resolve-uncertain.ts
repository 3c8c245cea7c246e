import { seesMessage } from "@/lib/access/scope";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { conflict, notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { Params } from "@/lib/messages/sql";
import { emit } from "@/lib/outbox/emit";
import { settleTasks } from "@/lib/tasks/close-task";

/**
 * A person decides what nobody could prove: the message arrived (asked the patient, saw it at the carrier), or it did not and goes out again.
 * Throws conflict once the message is settled.
 */
export async function resolveUncertain(ctx: Ctx, input: { plannedMessageId: string; arrived: boolean }): Promise<void> {
  requireRole(ctx, "staff");
  const p = new Params([ctx.organizationId, input.plannedMessageId]);
  const [row] = await ctx.sql<{ state: string; patientId: string | null; messageId: string | null }>(
    `select state, patient_id as "patientId", message_id as "messageId" from planned_message m
     where m.organization_id = $1 and m.id = $2 and ${seesMessage(ctx, p, "m")} for update`,
    p.values,
  );
  if (!row) throw notFound("message");
  if (row.state !== "uncertain") throw conflict("This message is settled already.");
  const entry = {
    at: ctx.now.toISOString(),
    rule: "staff",
    outcome: input.arrived ? "sent" : "planned",
    reason: input.arrived ? "staff-says-sent" : "staff-says-not-sent",
  };
  await ctx.sql(
    `update planned_message set state = $3, reason = null, due_at = case when $3 = 'planned' then $4 else due_at end, done_at = case when $3 = 'sent' then $4 end, requested_by = $5, claim_token = null,
       claimed_until = null, trail = coalesce(trail, '[]'::jsonb) || $6::jsonb, updated_at = clock_timestamp() where organization_id = $1 and id = $2`,
    [
      ctx.organizationId,
      input.plannedMessageId,
      input.arrived ? "sent" : "planned",
      ctx.now,
      ctx.actor.kind === "user" ? ctx.actor.id : null,
      JSON.stringify([entry]),
    ],
  );
  await ctx.sql(
    "update attempt set state = $3, ended_at = clock_timestamp() where organization_id = $1 and planned_message_id = $2 and state in ('started', 'uncertain')",
    [ctx.organizationId, input.plannedMessageId, input.arrived ? "accepted" : "abandoned"],
  );
  if (row.messageId)
    await ctx.sql(
      "update message set status = $3, status_rank = greatest(status_rank, 3) where organization_id = $1 and id = $2 and status in ('sending', 'uncertain')",
      [ctx.organizationId, row.messageId, input.arrived ? "sent" : "failed"],
    );
  await settleTasks(ctx, { kind: "uncertain-message", plannedMessageId: input.plannedMessageId });
  await audit(ctx, {
    action: "resolve-uncertain",
    entity: "planned_message",
    entityId: input.plannedMessageId,
    patientId: row.patientId ?? undefined,
    detail: { arrived: input.arrived },
  });
  if (!input.arrived) await emit(ctx, "luma/dispatch.nudged", { reason: "staff" });
  await touch(ctx, "messages", "tasks");
}
