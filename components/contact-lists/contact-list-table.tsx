"use client";

import { ListX } from "lucide-react";
import Link from "next/link";
import { useTransition } from "react";
import { addressWords } from "@/components/contacts/address-words";
import { DataTable } from "@/components/data-table/data-table";
import { isNarrowed, type TableQuery } from "@/components/data-table/query";
import type { DataColumn } from "@/components/data-table/types";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { ContactList } from "@/lib/consent/choose-contact";
import type { ContactListPage, ContactListRow } from "@/lib/consent/contact-lists/list-entries";
import { AddToListDialog, type AddToList } from "./add-dialog";
import { LIST_WORDS } from "./words";

type Props = {
  list: ContactList;
  query: TableQuery;
  page: ContactListPage;
  /** Managers who see the whole organization change the lists. */
  mayChange: boolean;
  add: AddToList;
  remove: (input: { entryId: string }) => Promise<ActionResult<void>>;
};

/** [CON-07] [CON-08] The allow-list or the block-list. */
export function ContactListTable({ list, query, page, mayChange, add, remove }: Props) {
  const words = LIST_WORDS[list];
  const [pending, start] = useTransition();
  const takeOff = (row: ContactListRow): void =>
    start(async () => {
      const result = await remove({ entryId: row.id });
      if (!result.ok) return toast.failed("It stays on the list", result.message);
      toast.undo(`${addressWords(row.address)} is off the list.`, () => {
        void add({ list, addresses: row.address, ...(row.note ? { note: row.note } : {}) });
      });
    });
  const columns: readonly DataColumn<ContactListRow>[] = [
    { id: "address", header: "Number or address", cell: (row) => addressWords(row.address) },
    {
      id: "patient",
      header: "Patient",
      from: "md",
      cell: (row) =>
        row.patients.length === 0
          ? "–"
          : row.patients.map((patient, at) => (
              <span key={patient.id}>
                {at > 0 ? ", " : null}
                <Link href={`/patients/${patient.id}`} className="text-accent underline underline-offset-2">
                  <bdi>{patient.name}</bdi>
                </Link>
              </span>
            )),
    },
    { id: "note", header: "Why", from: "sm", cell: (row) => row.note ?? "–" },
    { id: "by", header: "Added by", width: "w-40", from: "lg", cell: (row) => row.by ?? "–" },
    { id: "since", header: "Since", width: "w-56", from: "xl", cell: (row) => <Time time={row.since} inRow /> },
    ...(mayChange
      ? [
          {
            id: "remove",
            header: "Remove",
            width: "w-28",
            align: "end" as const,
            hideable: false,
            cell: (row: ContactListRow) => (
              <Button size="sm" pending={pending} aria-label={`Remove ${addressWords(row.address)}`} onClick={() => takeOff(row)}>
                Remove
              </Button>
            ),
          },
        ]
      : []),
  ];
  const actions = mayChange ? <AddToListDialog list={list} add={add} /> : null;
  return (
    <DataTable<ContactListRow>
      label={words.table}
      columns={columns}
      rows={page.rows}
      rowId={(row) => row.id}
      rowName={(row) => addressWords(row.address)}
      query={query}
      page={{ previous: page.previous, next: page.next }}
      search="Find a number, address or patient"
      actions={page.rows.length > 0 || isNarrowed(query) ? actions : undefined}
      empty={
        <EmptyState icon={ListX} title={words.emptyTitle} action={actions ?? undefined}>
          {words.empty}
        </EmptyState>
      }
    />
  );
}
