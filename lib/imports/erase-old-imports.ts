import { audit } from "@/lib/audit/write";
import { withContext } from "@/lib/context";
import { eraseFile, eraseUnfinishedFiles } from "@/lib/files/erase-file";
import { touch } from "@/lib/live/notify";

/** How long the uploaded file of an import, and its rows with problems, are kept after the import ended or was last worked on. */
export const IMPORT_DAYS = 30;

const BATCH = 5_000;

/**
 * One short step of erasing what an organization uploaded more than IMPORT_DAYS ago, by the database's clock: some 5,000 rows with
 * problems, and with the last of them the file's bytes. The import itself stays with its figures; one that nobody finished is cancelled,
 * because there is nothing left to go on with. Uploads that broke off go as well. Gives how much was erased; 0: nothing is left to do.
 */
export async function eraseOldImports(organizationId: string): Promise<number> {
  return withContext({ organizationId, actor: { kind: "workflow", name: "erase-imports" } }, async (ctx) => {
    const [run] = await ctx.sql<{ id: string; fileId: string }>(
      `select id, file_id as "fileId" from import_run where organization_id = $1 and erased_at is null
         and updated_at < clock_timestamp() - make_interval(days => $2) order by updated_at limit 1 for update skip locked`,
      [ctx.organizationId, IMPORT_DAYS],
    );
    if (!run) return eraseUnfinishedFiles(ctx);
    const gone = await ctx.sql(
      `delete from import_problem where organization_id = $1 and run_id = $2 and row_number <= coalesce(
         (select row_number from import_problem where organization_id = $1 and run_id = $2 order by row_number, field offset $3 - 1 limit 1), 2147483647) returning 1`,
      [ctx.organizationId, run.id, BATCH],
    );
    if (gone.length >= BATCH) return gone.length;
    await eraseFile(ctx, run.fileId);
    await ctx.sql(
      `update import_run set erased_at = clock_timestamp(), state = case when state in ('done', 'cancelled') then state else 'cancelled' end
       where organization_id = $1 and id = $2`,
      [ctx.organizationId, run.id],
    );
    await audit(ctx, { action: "erase-import", entity: "import", entityId: run.id, detail: { days: IMPORT_DAYS } });
    await touch(ctx, "imports");
    return gone.length + 1;
  });
}
