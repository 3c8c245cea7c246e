import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";
import { settleTasksAbout } from "@/lib/tasks/close-task";

/**
 * A stored webhook that nothing could be made of is worked on again from the start, e.g. after a release that understands it.
 * Throws not-found unless it is dead and the organization's own.
 */
export async function reprocessReceipt(ctx: Ctx, input: { receiptId: string }): Promise<void> {
  requireRole(ctx, "admin");
  const [row] = await ctx.sql<{ kind: string }>(
    "update webhook_receipt set state = 'new', attempts = 0, error = null, done_at = null where organization_id = $1 and id = $2 and state = 'dead' returning kind",
    [ctx.organizationId, input.receiptId],
  );
  if (!row) throw notFound("dead letter");
  await settleTasksAbout(ctx, { kind: "receipt-dead", plannedMessageIds: [], dedupeKeys: [`receipt-dead:${input.receiptId}`] });
  await audit(ctx, { action: "reprocess-receipt", entity: "webhook_receipt", entityId: input.receiptId, detail: { kind: row.kind } });
  await emit(ctx, "luma/receipt.stored", { receiptId: input.receiptId, lane: `${ctx.organizationId}:again` });
  await touch(ctx, "tasks");
}
