import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { releaseHeld } from "@/lib/delivery/restart-sender";
import { notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { outdatePlan } from "@/lib/settings/save-setting";

/** What `stopped_reason` holds where a person stopped it; else it is the carrier's code. */
export const STOPPED_BY_STAFF = "staff";

/** [ADM-02] Nothing goes out from this number or address until it is started again; what is planned for it waits. Errors: forbidden, not-found. */
export async function stopSender(ctx: Ctx, input: { id: string }): Promise<void> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  const rows = await ctx.sql(
    "update sender set stopped_at = $3, stopped_reason = $4 where organization_id = $1 and id = $2 and stopped_at is null returning 1",
    [ctx.organizationId, input.id, ctx.now, STOPPED_BY_STAFF],
  );
  if (rows.length === 0) throw notFound("sender that is in use");
  await audit(ctx, { action: "stop-sender", entity: "sender", entityId: input.id });
  await outdatePlan(ctx);
  await touch(ctx, "practice", "messages");
}

/**
 * [ADM-02] [DLV-08] One that was stopped by staff or by its carrier is used again, and so is its account; what waited is decided again at once.
 * Gives how many messages had waited. Errors: forbidden, not-found.
 */
export async function startSender(ctx: Ctx, input: { id: string }): Promise<{ waiting: number }> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  const [sender] = await ctx.sql<{ accountId: string; stopped: boolean }>(
    `select s.carrier_account_id as "accountId", s.stopped_at is not null or a.stopped_at is not null as stopped
     from sender s join carrier_account a on a.organization_id = s.organization_id and a.id = s.carrier_account_id
     where s.organization_id = $1 and s.id = $2 for update of s`,
    [ctx.organizationId, input.id],
  );
  if (!sender?.stopped) throw notFound("stopped sender");
  await ctx.sql("update sender set stopped_at = null, stopped_reason = null where organization_id = $1 and id = $2", [
    ctx.organizationId,
    input.id,
  ]);
  await ctx.sql("update carrier_account set stopped_at = null, stopped_reason = null where organization_id = $1 and id = $2", [
    ctx.organizationId,
    sender.accountId,
  ]);
  const waiting = await releaseHeld(ctx);
  await audit(ctx, { action: "start-sender", entity: "sender", entityId: input.id, detail: { waiting } });
  await outdatePlan(ctx);
  await touch(ctx, "practice");
  return { waiting };
}
