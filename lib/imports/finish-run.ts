import { audit } from "@/lib/audit/write";
import { type Scope, withContext } from "@/lib/context";
import { touch } from "@/lib/live/notify";
import { getRunRow, type RunState } from "./run-row";

/** The file is read to its end: checking → checked, importing → done. Anything else has moved on already and stays. */
export async function finishRun(scope: Scope, runId: string, from: RunState): Promise<void> {
  await withContext(scope, async (ctx) => {
    const run = await getRunRow(ctx, runId, true);
    if (run.state !== from) return;
    const state = from === "checking" ? "checked" : "done";
    await ctx.sql(
      `update import_run set state = $3, rows_total = created + updated + unchanged + rejected, finished_at = clock_timestamp(), updated_at = clock_timestamp()
       where organization_id = $1 and id = $2`,
      [ctx.organizationId, runId, state],
    );
    const { created, updated, unchanged, rejected } = run;
    await audit(ctx, {
      action: from === "checking" ? "check-import" : "finish-import",
      entity: "import",
      entityId: runId,
      detail: { kind: run.kind, created, updated, unchanged, rejected },
    });
    await touch(ctx, "imports");
  });
}

/** Nothing more can be done without a person: `error` is a sentence for the screen. What was imported stays; the import can go on from there. */
export async function failRun(scope: Scope, runId: string, error: string): Promise<void> {
  await withContext(scope, async (ctx) => {
    const run = await getRunRow(ctx, runId, true);
    if (run.state !== "checking" && run.state !== "importing") return;
    await ctx.sql(
      "update import_run set state = 'failed', error = $3, updated_at = clock_timestamp() where organization_id = $1 and id = $2",
      [ctx.organizationId, runId, error.slice(0, 500)],
    );
    await audit(ctx, { action: "fail-import", entity: "import", entityId: runId });
    await touch(ctx, "imports");
  });
}
