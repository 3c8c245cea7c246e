"use client";

import { ScrollText } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import type { TableQuery } from "@/components/data-table/query";
import type { DataColumn, TableFilter } from "@/components/data-table/types";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import type { AuditChoices, AuditPage, AuditRow } from "@/lib/audit/list-entries";
import { actionWords, kindWords } from "@/lib/audit/words";

const COLUMNS: readonly DataColumn<AuditRow>[] = [
  { id: "action", header: "What happened", cell: (row) => row.action },
  { id: "who", header: "Who", cell: (row) => <bdi>{row.who}</bdi> },
  {
    id: "patient",
    header: "Patient",
    from: "md",
    cell: (row) =>
      row.patient ? <bdi>{row.patient.name}</bdi> : <span className="text-ink-muted">{row.more > 0 ? `${row.more} records` : "–"}</span>,
  },
  { id: "at", header: "When", width: "w-52", from: "sm", cell: (row) => <Time time={row.at} inRow /> },
  { id: "kind", header: "Kind", width: "w-36", from: "xl", cell: (row) => row.kind },
  { id: "sealed", header: "Sealed", width: "w-24", from: "lg", cell: (row) => (row.sealed ? "Sealed" : "Not yet") },
];

type Props = {
  query: TableQuery;
  page: AuditPage;
  choices: AuditChoices;
  /** The patient the log is narrowed to by its address. */
  patient: { id: string; name: string } | null;
};

/** [SEC-03] Every view and change, newest first. */
export function AuditTable({ query, page, choices, patient }: Props) {
  const filters: TableFilter[] = [
    {
      kind: "choice",
      id: "who",
      label: "Who",
      single: true,
      options: choices.users.map((user) => ({ value: user.id, label: user.name })),
    },
    {
      kind: "choice",
      id: "action",
      label: "What",
      single: true,
      options: choices.actions.map((value) => ({ value, label: actionWords(value) })).sort((a, b) => a.label.localeCompare(b.label)),
    },
    {
      kind: "choice",
      id: "kind",
      label: "Kind",
      single: true,
      options: choices.kinds.map((value) => ({ value, label: kindWords(value) })),
    },
    { kind: "days", id: "days", label: "Days" },
    ...(patient
      ? [{ kind: "choice" as const, id: "patient", label: "Patient", single: true, options: [{ value: patient.id, label: patient.name }] }]
      : []),
  ];
  return (
    <DataTable
      label="Audit log, newest first"
      columns={COLUMNS}
      rows={page.rows}
      rowId={(row) => row.id}
      rowName={(row) => `${row.action}, ${row.who}, ${row.at.text}`}
      query={query}
      page={{ previous: page.previous, next: page.next }}
      rowHref="sheet"
      search="Find a patient"
      filters={filters}
      exportHref="/settings/audit/export"
      empty={
        <EmptyState icon={ScrollText} title="Nothing has been recorded yet">
          Everyone who looks at a patient’s record or changes something is written down here.
        </EmptyState>
      }
    />
  );
}
