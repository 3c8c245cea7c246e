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
 * for them is decided again at once. What staff stopped stays stopped. Throws not-found when nothing is stopped. Gives how many messages had waited.
 */
export async function restartSenders(ctx: Ctx): Promise<{ waiting: number }> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  const senders = await ctx.sql(
    "update sender set stopped_at = null, stopped_reason = null where organization_id = $1 and stopped_at is not null and stopped_reason is distinct from 'staff' returning 1",
    [ctx.organizationId],
  );
  const accounts = await ctx.sql(
    "update carrier_account set stopped_at = null, stopped_reason = null where organization_id = $1 and stopped_at is not null returning 1",
    [ctx.organizationId],
  );
  if (!senders.length && !accounts.length) throw notFound("stopped sender");
  const waiting = await releaseHeld(ctx);
  await audit(ctx, {
    action: "restart-senders",
    entity: "sender",
    detail: { senders: senders.length, accounts: accounts.length, waiting },
  });
  await touch(ctx, "practice");
  return { waiting };
}

/** What was kept waiting for a stopped sender is decided again at once; what waits for one that is still stopped is kept again. Gives how many. */
export async function releaseHeld(ctx: Ctx): Promise<number> {
  const waiting = await ctx.sql(
    `update planned_message set state = 'planned', reason = null, due_at = greatest(due_at, $2), updated_at = clock_timestamp(),
       trail = coalesce(trail, '[]'::jsonb) || jsonb_build_array(jsonb_build_object('at', $3::text, 'rule', 'staff', 'outcome', 'planned', 'reason', 'sender-restarted'))
     where organization_id = $1 and state = 'held' and reason = 'sender-stopped' returning 1`,
    [ctx.organizationId, ctx.now, ctx.now.toISOString()],
  );
  const still = await ctx.sql(
    `select 1 from sender where organization_id = $1 and stopped_at is not null and stopped_reason is distinct from 'staff'
     union all select 1 from carrier_account where organization_id = $1 and stopped_at is not null limit 1`,
    [ctx.organizationId],
  );
  if (still.length === 0) await settleTasksOfKind(ctx, "sender-stopped");
  await emit(ctx, "luma/dispatch.nudged", { reason: "staff" });
  await touch(ctx, "messages", "tasks");
  return waiting.length;
}
