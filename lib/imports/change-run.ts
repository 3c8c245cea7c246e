import { requireWholeOrganization } from "@/lib/access/guard";
import { requireArea } from "@/lib/areas/require-area";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { conflict, invalid, notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";
import type { Delimiter } from "./detect";
import type { Encoding } from "./encoding";
import { headerFingerprint, type Mapping, mappingGaps } from "./mapping";
import { getRunRow, type ImportRun, type RunState } from "./run-row";
import { describeHead, readHead, recallMapping } from "./start-import";

function requireState(run: ImportRun, allowed: readonly RunState[]): void {
  if (!allowed.includes(run.state))
    throw conflict(`This import is ${run.state === "done" ? "finished" : run.state}; that cannot be done any more. Load the page again.`);
}

/** Reads the file afresh with another encoding or separator; columns are guessed anew. */
export async function rereadImport(ctx: Ctx, input: { runId: string; encoding: Encoding; delimiter: Delimiter }): Promise<void> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  await requireArea(ctx, "import");
  const run = await getRunRow(ctx, input.runId, true);
  requireState(run, ["mapping", "checked"]);
  if (input.encoding === "utf-8" && run.detectedEncoding !== "utf-8")
    throw invalid("The file is not UTF-8.", { encoding: "Choose another encoding." });
  const { headers } = describeHead(await readHead(ctx, run.fileId, input.encoding), input.delimiter);
  const { mapping, remembered } = await recallMapping(ctx, run.kind, headers);
  await ctx.sql(
    `update import_run set state = 'mapping', encoding = $3, delimiter = $4, headers = $5, mapping = $6, updated_at = clock_timestamp() where organization_id = $1 and id = $2`,
    [
      ctx.organizationId,
      input.runId,
      input.encoding,
      input.delimiter,
      headers,
      JSON.stringify({ ...mapping, detectedEncoding: run.detectedEncoding, remembered }),
    ],
  );
  await touch(ctx, "imports");
}

/**
 * Stores which column holds what, remembers it for files with the same header, and starts the check of every row.
 * Throws `invalid` naming each field that is missing, `conflict` when the run is past mapping.
 */
export async function checkImport(ctx: Ctx, input: { runId: string; mapping: Mapping }): Promise<void> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  await requireArea(ctx, "import");
  const run = await getRunRow(ctx, input.runId, true);
  requireState(run, run.state === "failed" && !run.dryRun ? [] : ["mapping", "checked", "failed"]);
  const { mapping } = input;
  const gaps = mappingGaps(run.kind, mapping, run.headers.length);
  if (Object.keys(gaps).length) throw invalid("Some columns are still missing.", gaps);
  if (mapping.facilityId) {
    const found = await ctx.sql("select 1 from facility where organization_id = $1 and id = $2 and archived_at is null", [
      ctx.organizationId,
      mapping.facilityId,
    ]);
    if (!found.length) throw invalid("Some columns are still missing.", { facilityId: "Choose a facility from the list." });
  }
  await ctx.sql(
    `insert into import_mapping (organization_id, kind, fingerprint, mapping) values ($1, $2, $3, $4)
     on conflict (organization_id, kind, fingerprint) do update set mapping = excluded.mapping, updated_at = clock_timestamp()`,
    [ctx.organizationId, run.kind, headerFingerprint(run.headers), JSON.stringify(mapping)],
  );
  await ctx.sql("delete from import_problem where organization_id = $1 and run_id = $2", [ctx.organizationId, run.id]);
  await ctx.sql(
    `update import_run set state = 'checking', dry_run = true, mapping = $3, date_order = $4, zone = $5, rows_total = null, rows_done = 0, byte_offset = 0, created = 0, updated = 0,
       unchanged = 0, rejected = 0, error = null, started_at = clock_timestamp(), finished_at = null, updated_at = clock_timestamp() where organization_id = $1 and id = $2`,
    [
      ctx.organizationId,
      run.id,
      JSON.stringify({ ...mapping, detectedEncoding: run.detectedEncoding, remembered: true }),
      mapping.dateOrder,
      mapping.newFacilityZone ?? null,
    ],
  );
  await audit(ctx, { action: "map-import", entity: "import", entityId: run.id, detail: { fields: Object.keys(mapping.columns) } });
  await emit(ctx, "luma/import.requested", { runId: run.id });
  await touch(ctx, "imports");
}

/** Imports a checked file; a failed import goes on from where it stopped. Throws `conflict` in any other state. */
export async function runImport(ctx: Ctx, input: { runId: string }): Promise<void> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  await requireArea(ctx, "import");
  const run = await getRunRow(ctx, input.runId, true);
  requireState(run, run.dryRun && run.state === "failed" ? [] : ["checked", "failed"]);
  await ctx.sql(
    run.state === "checked"
      ? `update import_run set state = 'importing', dry_run = false, rows_done = 0, byte_offset = 0, created = 0, updated = 0, unchanged = 0, rejected = 0, error = null,
           started_at = clock_timestamp(), finished_at = null, updated_at = clock_timestamp() where organization_id = $1 and id = $2`
      : "update import_run set state = 'importing', error = null, updated_at = clock_timestamp() where organization_id = $1 and id = $2",
    [ctx.organizationId, run.id],
  );
  await audit(ctx, { action: "run-import", entity: "import", entityId: run.id, detail: { resumed: run.state === "failed" } });
  await emit(ctx, "luma/import.requested", { runId: run.id });
  await touch(ctx, "imports");
}

/** Back from the check to the columns. */
export async function remapImport(ctx: Ctx, input: { runId: string }): Promise<void> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  await requireArea(ctx, "import");
  const run = await getRunRow(ctx, input.runId, true);
  requireState(run, run.dryRun ? ["checked", "failed", "mapping"] : []);
  await ctx.sql(
    "update import_run set state = 'mapping', error = null, updated_at = clock_timestamp() where organization_id = $1 and id = $2",
    [ctx.organizationId, run.id],
  );
  await touch(ctx, "imports");
}

/** Stops a run for good, at the latest after the chunk at work. Rows imported until then stay. Cancelling twice changes nothing. */
export async function cancelImport(ctx: Ctx, input: { runId: string }): Promise<void> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  await requireArea(ctx, "import");
  const run = await getRunRow(ctx, input.runId, true);
  if (run.state === "cancelled") return;
  requireState(run, ["mapping", "checking", "checked", "importing", "failed"]);
  const gone = await ctx.sql(
    "update import_run set state = 'cancelled', finished_at = clock_timestamp(), updated_at = clock_timestamp() where organization_id = $1 and id = $2 returning 1",
    [ctx.organizationId, run.id],
  );
  if (!gone.length) throw notFound("import");
  await audit(ctx, { action: "cancel-import", entity: "import", entityId: run.id });
  await touch(ctx, "imports");
}
