"use client";

import { addressWords } from "@/components/contacts/address-words";
import { CircleSlash } from "lucide-react";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { isNarrowed, type TableQuery } from "@/components/data-table/query";
import type { DataColumn } from "@/components/data-table/types";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import type { SuppressionPage, SuppressionRow } from "@/lib/consent/list-suppressions";
import { channelWords, SOURCES } from "./words";

const COLUMNS: readonly DataColumn<SuppressionRow>[] = [
  { id: "address", header: "Number or address", cell: (row) => addressWords(row.address) },
  { id: "patient", header: "Patient", from: "md", cell: (row) => row.patients.map((patient) => patient.name).join(", ") || "–" },
  { id: "channel", header: "Not wanted", width: "w-28", cell: (row) => channelWords(row.channel) },
  { id: "source", header: "Said by", width: "w-28", from: "sm", cell: (row) => SOURCES[row.source] },
  { id: "our", header: "Our number", width: "w-36", from: "lg", cell: (row) => (row.ourAddress ? addressWords(row.ourAddress) : "–") },
  { id: "since", header: "Since", width: "w-56", from: "xl", cell: (row) => <Time time={row.since} inRow /> },
];

/** [CON-09] [CON-10] Who is not to be contacted, on which channel, and by whose word. */
export function SuppressionsTable({ query, page, actions }: { query: TableQuery; page: SuppressionPage; actions: ReactNode }) {
  return (
    <DataTable<SuppressionRow>
      label="Do not contact, newest first"
      columns={COLUMNS}
      rows={page.rows}
      rowId={(row) => row.id}
      rowName={(row) => addressWords(row.address)}
      query={query}
      page={{ previous: page.previous, next: page.next }}
      rowHref="sheet"
      search="Find a number, address or patient"
      filters={[
        { kind: "choice", id: "source", label: "Said by", options: Object.entries(SOURCES).map(([value, label]) => ({ value, label })) },
        {
          kind: "choice",
          id: "channel",
          label: "Not wanted",
          options: (["sms", "voice", "email"] as const).map((value) => ({ value, label: channelWords(value) })),
        },
      ]}
      actions={page.rows.length > 0 || isNarrowed(query) ? actions : undefined}
      empty={
        <EmptyState icon={CircleSlash} title="Everyone may be contacted" action={actions}>
          Patients who ask for no more messages appear here by themselves. Add a number or address when someone asks at the desk.
        </EmptyState>
      }
    />
  );
}
