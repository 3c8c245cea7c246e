import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";
import { settleTasksOfKind } from "@/lib/tasks/close-task";

/**
 * A manager has mended what made the carrier refuse the organization's senders (registration, keys, balance): they are used again, and what was kept waiting
 * for them is decided again at once. Throws not-found when nothing is stopped. Gives how many messages had waited.
 */
export async function restartSenders(ctx: Ctx): Promise<{ waiting: number }> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  const senders = await ctx.sql(
    "update sender set stopped_at = null, stopped_reason = null where organization_id = $1 and stopped_at is not null returning 1",
    [ctx.organizationId],
  );
  const accounts = await ctx.sql(
    "update carrier_account set stopped_at = null, stopped_reason = null where organization_id = $1 and stopped_at is not null returning 1",
    [ctx.organizationId],
  );
  if (!senders.length && !accounts.length) throw notFound("stopped sender");
  const waiting = await ctx.sql(
    `update planned_message set state = 'planned', reason = null, due_at = greatest(due_at, $2), updated_at = clock_timestamp(),
       trail = coalesce(trail, '[]'::jsonb) || jsonb_build_array(jsonb_build_object('at', $3::text, 'rule', 'staff', 'outcome', 'planned', 'reason', 'sender-restarted'))
     where organization_id = $1 and state = 'held' and reason = 'sender-stopped' returning 1`,
    [ctx.organizationId, ctx.now, ctx.now.toISOString()],
  );
  await settleTasksOfKind(ctx, "sender-stopped");
  await audit(ctx, {
    action: "restart-senders",
    entity: "sender",
    detail: { senders: senders.length, accounts: accounts.length, waiting: waiting.length },
  });
  await emit(ctx, "luma/dispatch.nudged", { reason: "staff" });
  await touch(ctx, "messages", "tasks", "practice");
  return { waiting: waiting.length };
}
