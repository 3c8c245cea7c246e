import { withContext } from "@/lib/context";

/** Stored webhooks that nobody worked on for two real minutes, the oldest first. */
export async function waitingReceipts(organizationId: string, limit = 200): Promise<string[]> {
  return withContext({ organizationId, actor: { kind: "workflow", name: "sweep-receipts" } }, async (ctx) =>
    (
      await ctx.sql<{ id: string }>(
        `select id from webhook_receipt where organization_id = $1 and state = 'new' and received_at < clock_timestamp() - interval '2 minutes' order by received_at, id limit $2`,
        [ctx.organizationId, limit],
      )
    ).map((r) => r.id),
  );
}
