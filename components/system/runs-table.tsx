"use client";

import { Workflow } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import type { TableQuery } from "@/components/data-table/query";
import type { DataColumn } from "@/components/data-table/types";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { runLook } from "./run-look";
import type { RunRow } from "./types";

const COLUMNS: readonly DataColumn<RunRow>[] = [
  { id: "workflow", header: "Workflow", cell: (row) => row.workflow },
  { id: "state", header: "State", width: "w-32", cell: (row) => <Status look={runLook(row.status)} /> },
  { id: "began", header: "Began", width: "w-56", from: "md", cell: (row) => <Time time={row.began} inRow /> },
  { id: "steps", header: "Steps", width: "w-20", align: "end", from: "md", cell: (row) => row.steps },
  { id: "error", header: "Error", from: "lg", cell: (row) => row.error ?? "–" },
];

const STATES = (["running", "completed", "failed", "cancelled"] as const).map((value) => ({ value, label: runLook(value).word }));

/** [OPS-04] Workflow runs, newest first. */
export function RunsTable({
  rows,
  next,
  query,
  workflows,
}: {
  rows: readonly RunRow[];
  next: string | undefined;
  query: TableQuery;
  workflows: readonly { id: string; name: string }[];
}) {
  return (
    <DataTable<RunRow>
      label="Workflow runs, newest first"
      columns={COLUMNS}
      rows={rows}
      rowId={(row) => row.id}
      rowName={(row) => row.workflow}
      query={query}
      page={next ? { next } : {}}
      rowHref="sheet"
      filters={[
        { kind: "choice", id: "state", label: "State", options: STATES, single: true },
        {
          kind: "choice",
          id: "workflow",
          label: "Workflow",
          options: workflows.map(({ id, name }) => ({ value: id, label: name })),
          single: true,
        },
      ]}
      empty={
        <EmptyState icon={Workflow} title="No runs yet">
          Work that goes on in the background for your organization shows here for 14 days: webhooks, imports, planning again.
        </EmptyState>
      }
    />
  );
}
