import { audit } from "@/lib/audit/write";
import type { Ctx } from "@/lib/context";

/** Erases a file's bytes; what it was called, how large it was and its SHA-256 stay, as proof of what once came in. It cannot be read any more. */
export async function eraseFile(ctx: Ctx, id: string): Promise<void> {
  const gone = await ctx.sql("delete from file_chunk where organization_id = $1 and file_id = $2 returning 1", [ctx.organizationId, id]);
  await ctx.sql("update file set complete = false where organization_id = $1 and id = $2", [ctx.organizationId, id]);
  if (gone.length) await audit(ctx, { action: "erase-file", entity: "file", entityId: id });
}

/** Deletes what is left of uploads that broke off more than a day ago with the process that took them. Gives how many. */
export async function eraseUnfinishedFiles(ctx: Ctx): Promise<number> {
  // A file that was complete once has its hash; it is an erased one.
  const gone = await ctx.sql<{ id: string }>(
    `delete from file where organization_id = $1 and not complete and sha256 is null and created_at < clock_timestamp() - interval '1 day' returning id`,
    [ctx.organizationId],
  );
  for (const { id } of gone) await audit(ctx, { action: "delete-file", entity: "file", entityId: id });
  return gone.length;
}
