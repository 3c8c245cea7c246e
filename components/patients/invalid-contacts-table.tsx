"use client";

import { PhoneOff } from "lucide-react";
import { addressWords } from "@/components/contacts/address-words";
import { DataTable } from "@/components/data-table/data-table";
import type { TableQuery } from "@/components/data-table/query";
import type { DataColumn } from "@/components/data-table/types";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import type { InvalidContactPage, InvalidContactRow } from "@/lib/patients/invalid-contacts/list";
import { INVALID_WHY } from "@/lib/patients/invalid-contacts/why";

const COLUMNS: readonly DataColumn<InvalidContactRow>[] = [
  { id: "patient", header: "Patient", cell: (row) => <bdi>{row.patient}</bdi> },
  {
    id: "address",
    header: "Number or address",
    width: "w-40 sm:w-52",
    cell: (row) => (row.address ? <span dir="ltr">{addressWords(row.address)}</span> : "–"),
  },
  { id: "used", header: "Used for", width: "w-28", from: "lg", cell: (row) => row.usedFor || "–" },
  { id: "why", header: "Why", from: "sm", cell: (row) => row.whyText },
  { id: "otherwise", header: "Reached another way", width: "w-40", from: "md", cell: (row) => (row.otherwise ? "Yes" : "No") },
  { id: "since", header: "Since", width: "w-56", from: "xl", cell: (row) => (row.since ? <Time time={row.since} inRow /> : "–") },
];

type Props = {
  query: TableQuery;
  page: InvalidContactPage;
  facilities: readonly { id: string; name: string }[];
  /** Managers take the list with them. */
  mayExport: boolean;
};

/** [CON-06] Contacts that do not work and why; a row leads to the patient, where they are mended. */
export function InvalidContactsTable({ query, page, facilities, mayExport }: Props) {
  return (
    <DataTable<InvalidContactRow>
      label="Contacts that do not work, in order of the patient's last name"
      columns={COLUMNS}
      rows={page.rows}
      rowId={(row) => row.id}
      rowName={(row) => row.patient}
      query={query}
      page={{ previous: page.previous, next: page.next }}
      rowHref={(row) => `/patients/${row.patientId}`}
      filters={[
        { kind: "choice", id: "why", label: "Why", options: Object.entries(INVALID_WHY).map(([value, label]) => ({ value, label })) },
        ...(facilities.length > 1
          ? [
              {
                kind: "choice" as const,
                id: "facility",
                label: "Facility",
                options: facilities.map((one) => ({ value: one.id, label: one.name })),
              },
            ]
          : []),
      ]}
      {...(mayExport ? { exportHref: "/patients/invalid-contacts/download" } : {})}
      empty={
        <EmptyState icon={PhoneOff} title="Every patient has contacts that work">
          Numbers and addresses that a carrier reports as wrong, landlines filed for texts, and patients without any contact appear here.
        </EmptyState>
      }
    />
  );
}
