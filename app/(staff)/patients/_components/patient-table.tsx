"use client";

import { addressWords } from "@/components/contacts/address-words";
import { Plus, Users } from "lucide-react";
import Link from "next/link";
import { DataTable } from "@/components/data-table/data-table";
import type { TableQuery } from "@/components/data-table/query";
import type { DataColumn } from "@/components/data-table/types";
import { useListUrl } from "@/components/data-table/use-list-url";
import { PATIENT_STATUS_LOOKS } from "@/components/patients/status-look";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import type { PatientPage, PatientRow } from "@/lib/patients/list-patients";

type Option = { value: string; label: string };
type Props = { page: PatientPage; query: TableQuery; facilities: readonly { id: string; name: string }[]; languages: readonly Option[] };

const columns: readonly DataColumn<PatientRow>[] = [
  { id: "name", header: "Name", sortable: true, cell: (p) => p.name },
  { id: "born", header: "Born", width: "w-32", from: "sm", cell: (p) => p.birthDate },
  {
    id: "contact",
    header: "Reached by",
    width: "w-40 sm:w-52",
    cell: (p) =>
      p.doNotContact ? (
        <Status kind="contact" value="do-not-contact" />
      ) : p.contact ? (
        <span dir="ltr">
          <span className="text-ink-muted max-sm:hidden">{p.channel} </span>
          {addressWords(p.contact)}
        </span>
      ) : (
        <span className="text-ink-muted">No contact</span>
      ),
  },
  { id: "language", header: "Language", width: "w-28", from: "lg", cell: (p) => p.language },
  { id: "next", header: "Next visit", width: "w-48", from: "lg", cell: (p) => <span dir="ltr">{p.nextVisit || "—"}</span> },
  { id: "status", header: "Status", width: "w-28", from: "md", cell: (p) => <Status look={PATIENT_STATUS_LOOKS[p.status]} /> },
];

/** Patients in order of name; a row leads to the profile. */
export function PatientTable({ page, query, facilities, languages }: Props) {
  const url = useListUrl();
  const create = (
    <Button asChild look="primary">
      <Link href={url.href({ open: "new" })} scroll={false}>
        <Plus aria-hidden />
        New patient
      </Link>
    </Button>
  );
  return (
    <DataTable
      label="Patients"
      columns={columns}
      rows={page.rows}
      rowId={(p) => p.id}
      rowName={(p) => p.name}
      query={query}
      page={{ previous: page.previous, next: page.next }}
      rowHref={(p) => `/patients/${p.id}`}
      search="Search patients"
      filters={[
        {
          kind: "choice",
          id: "status",
          label: "Status",
          options: Object.entries(PATIENT_STATUS_LOOKS).map(([value, look]) => ({ value, label: look.word })),
        },
        { kind: "choice", id: "language", label: "Language", options: languages },
        ...(facilities.length > 1
          ? [
              {
                kind: "choice" as const,
                id: "facility",
                label: "Facility",
                options: facilities.map((f) => ({ value: f.id, label: f.name })),
              },
            ]
          : []),
      ]}
      actions={create}
      empty={
        <EmptyState
          icon={Users}
          title="No patients yet"
          action={
            <>
              <Button asChild look="primary">
                <Link href="/import">Import patients</Link>
              </Button>
              <Button asChild>
                <Link href={url.href({ open: "new" })}>Add one by hand</Link>
              </Button>
            </>
          }
        >
          Everyone the practice looks after, with how they are reached. Import a file from your record system, or add people one by one.
        </EmptyState>
      }
    />
  );
}
