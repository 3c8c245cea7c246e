import { withContext } from "@/lib/context";

/** How long a webhook that was worked on is kept, sealed, as it came. */
export const RECEIPT_DAYS = 90;

const BATCH = 1_000;

/** Deletes an organization's finished webhooks older than RECEIPT_DAYS, at most 1,000 a call; dead ones stay. Gives how many went. */
export async function pruneReceipts(organizationId: string): Promise<number> {
  return withContext({ organizationId, actor: { kind: "workflow", name: "prune-receipts" } }, async (ctx) => {
    const gone = await ctx.sql(
      `delete from webhook_receipt where organization_id = $1 and id in (
         select id from webhook_receipt where organization_id = $1 and id < uuid7_floor(clock_timestamp() - make_interval(days => $2)) and state = 'done'
         order by id limit $3) returning 1`,
      [ctx.organizationId, RECEIPT_DAYS, BATCH],
    );
    return gone.length;
  });
}
