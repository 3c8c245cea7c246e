import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { replanEndpoints } from "./add-entries";

/** [CON-07] [CON-08] Managers take a number or address off the allow-list or the block-list; what is ahead is planned again. Throws not-found. */
export async function removeFromContactList(ctx: Ctx, input: { entryId: string }): Promise<void> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  const [row] = await ctx.sql<{ endpointId: string; list: string }>(
    `delete from contact_list_entry where organization_id = $1 and id = $2 returning endpoint_id as "endpointId", list`,
    [ctx.organizationId, input.entryId],
  );
  if (!row) throw notFound("entry");
  await audit(ctx, { action: "remove-from-contact-list", entity: "contact-list", entityId: input.entryId, detail: { list: row.list } });
  await replanEndpoints(ctx, [row.endpointId]);
}
