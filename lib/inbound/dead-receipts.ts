import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";

/** A stored webhook that could not be worked on. What it holds stays sealed: lists show when, what kind and why. */
export type DeadReceipt = { id: string; carrier: string; kind: string; receivedAt: Date; attempts: number; error: string | null };

const PAGE = 50;

/** The organization's dead letters, newest first; `before` is the id of the last one seen. */
export async function listDeadReceipts(ctx: Ctx, before?: string): Promise<{ rows: DeadReceipt[]; next: string | undefined }> {
  requireRole(ctx, "admin");
  const found = await ctx.sql<DeadReceipt>(
    `select id, carrier, kind, received_at as "receivedAt", attempts::int, error from webhook_receipt
     where organization_id = $1 and state = 'dead' and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [ctx.organizationId, before ?? null, PAGE + 1],
  );
  const rows = found.slice(0, PAGE);
  return { rows, next: found.length > PAGE ? rows.at(-1)?.id : undefined };
}
