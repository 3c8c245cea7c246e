import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { readTableQuery, type SearchParams } from "@/components/data-table/query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { IncidentDesk } from "@/components/status/incident-desk";
import { PageHeader } from "@/components/shell/page-header";
import { AutoRefresh } from "@/components/system/auto-refresh";
import { DeadLetters } from "@/components/system/dead-letters";
import { Overview } from "@/components/system/overview";
import { RetentionTable } from "@/components/system/retention-table";
import { RunSheet } from "@/components/system/run-sheet";
import { RunsTable } from "@/components/system/runs-table";
import { readSystemTab, SystemTabs, type SystemTab } from "@/components/system/system-tabs";
import { EmptyState } from "@/components/ui/empty-state";
import { WORKFLOWS } from "@/inngest/inspect";
import { COMPONENTS } from "@/lib/health/components";
import { cancelOneRun, postOneIncident, reprocessReceipts, retryOneRun, updateOneIncident } from "./actions";
import { loadDeadLetters, loadOverview, loadRetention, loadRuns, loadStatusDesk } from "./load";

export const metadata: Metadata = { title: "System" };

const SPEC = { sortable: [], defaultSort: { id: "began", desc: true }, filters: ["state", "workflow"] };

export default async function SystemPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const tab = readSystemTab(params.tab);
  const body = await PARTS[tab](params);
  return (
    <>
      <PageHeader title="System">How the background work for your organization does, and what to do when it does not.</PageHeader>
      <SystemTabs tab={tab} base="/settings/system" />
      {body}
      <AutoRefresh />
      <LiveRefresh topics={["messages", "tasks"]} />
    </>
  );
}

const PARTS: Record<SystemTab, (params: SearchParams) => Promise<ReactNode>> = {
  overview: async () => <Overview figures={await loadOverview()} />,
  retention: async () => <RetentionTable rows={await loadRetention()} />,
  "status-page": async () => {
    const { adminsMayPost, open } = await loadStatusDesk();
    return (
      <div className="flex flex-col gap-6">
        <p>
          Everyone can read the{" "}
          <Link href="/status" className="text-accent underline underline-offset-2">
            status page
          </Link>
          : how each part does, and what is being done about it. The parts are watched by themselves.
        </p>
        {adminsMayPost ? (
          <IncidentDesk open={open} components={COMPONENTS} post={postOneIncident} update={updateOneIncident} />
        ) : (
          <p className="text-ink-muted">Several organizations work here, so only the platform's operator posts on it.</p>
        )}
      </div>
    );
  },
  "dead-letters": async (params) => {
    const query = readTableQuery(params, SPEC, "");
    return <DeadLetters {...await loadDeadLetters(query)} query={query} reprocess={reprocessReceipts} />;
  },
  workflows: async (params) => {
    const query = readTableQuery(params, SPEC, "");
    const runs = await loadRuns(query);
    if (!runs)
      return (
        <EmptyState title="Inngest runs the workflows here">
          Its own dashboard shows every run, with steps, errors, retry and cancel.
        </EmptyState>
      );
    return (
      <>
        <RunsTable rows={runs.rows} next={runs.next} query={query} workflows={WORKFLOWS} />
        {query.open ? <RunSheet key={query.open} id={query.open} run={runs.open} retry={retryOneRun} cancel={cancelOneRun} /> : null}
      </>
    );
  },
};
