import type { Metadata } from "next";
import { readTableQuery, type SearchParams } from "@/components/data-table/query";
import { PageHeader } from "@/components/shell/page-header";
import { AutoRefresh } from "@/components/system/auto-refresh";
import { runRow, runView } from "@/components/system/rows";
import { RunSheet } from "@/components/system/run-sheet";
import { RunsTable } from "@/components/system/runs-table";
import { EmptyState } from "@/components/ui/empty-state";
import { engineInspector, followProductClock, workflowName, WORKFLOWS } from "@/inngest/inspect";
import { requireOperator } from "@/lib/operator/session";
import { age } from "@/lib/ops/figures";
import { readRun, readRuns, RUN_STATES } from "@/lib/ops/runs";
import { cancelAnyRun, retryAnyRun } from "./actions";

export const metadata: Metadata = { title: "Workflows" };

const SPEC = { sortable: [], defaultSort: { id: "began", desc: true }, filters: ["state", "workflow"] };

/** [OPS-04] [ADM-08] Runs of the whole installation, crons and every organization's, without a word of what they are about. Times in UTC. */
export default async function OperatorWorkflowsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator();
  const params = await searchParams;
  const query = readTableQuery(params, SPEC, "");
  const engine = engineInspector();
  if (!engine)
    return (
      <EmptyState title="Inngest runs the workflows here">
        Its own dashboard shows every run, with steps, errors, retry and cancel.
      </EmptyState>
    );
  await followProductClock();
  const status = RUN_STATES.find((state) => state === query.filters.state?.[0]);
  const [page, metrics, open] = await Promise.all([
    readRuns(engine, undefined, {
      ...(status && { status }),
      ...(query.filters.workflow?.[0] && { functionId: query.filters.workflow[0] }),
      ...(query.after && { before: query.after }),
    }),
    engine.metrics(),
    query.open ? readRun(engine, undefined, query.open) : undefined,
  ]);
  return (
    <>
      <PageHeader title="Workflows">
        {metrics.workers} at work, {metrics.running} runs under way, {metrics.queueDepth} calls ready ({age(metrics.oldestDueLagMs / 1_000)}{" "}
        late), {metrics.failed} failed.
      </PageHeader>
      <RunsTable rows={page.runs.map((run) => runRow(run, workflowName, "UTC"))} next={page.next} query={query} workflows={WORKFLOWS} />
      {query.open ? (
        <RunSheet
          key={query.open}
          id={query.open}
          run={open ? runView(open, workflowName, "UTC") : null}
          retry={retryAnyRun}
          cancel={cancelAnyRun}
        />
      ) : null}
      <AutoRefresh />
    </>
  );
}
