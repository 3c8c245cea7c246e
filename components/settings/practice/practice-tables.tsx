"use client";

import { Building2, Plus, Stethoscope, Tag, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { DataTable } from "@/components/data-table/data-table";
import { changeQuery, isNarrowed, type TableQuery } from "@/components/data-table/query";
import type { DataColumn } from "@/components/data-table/types";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { BulkEdit, type BulkFieldView, type ChangeMany } from "./bulk-edit";
import { providerName } from "./names";
import type { ResourceTable } from "./resource-sheet";
import type { FacilityRow, ProviderRow, TypeRow } from "@/lib/practice/queries";

type Common = { id: string; remindersEnabled: boolean; visitsAhead: number };

const reminders: DataColumn<Common> = {
  id: "reminders",
  header: "Reminders",
  width: "w-28",
  cell: (row) => (row.remindersEnabled ? "On" : <Badge tone="warn">Off</Badge>),
};
const ahead: DataColumn<Common> = {
  id: "visits",
  header: "Visits ahead",
  width: "w-28",
  align: "end",
  from: "md",
  cell: (row) => row.visitsAhead,
};

const FACILITIES: readonly DataColumn<FacilityRow>[] = [
  { id: "name", header: "Name", cell: (row) => row.name },
  { id: "place", header: "Place", from: "lg", cell: (row) => [row.city, row.state].filter(Boolean).join(", ") || "–" },
  {
    id: "zone",
    header: "Time zone",
    width: "w-44",
    from: "sm",
    cell: (row) => (row.zone ? row.zone.replaceAll("_", " ") : <Badge tone="bad">None: nothing is planned</Badge>),
  },
  reminders,
  ahead,
];

const PROVIDERS: readonly DataColumn<ProviderRow>[] = [
  { id: "name", header: "Name", cell: providerName },
  { id: "npi", header: "NPI", width: "w-32", from: "lg", cell: (row) => row.npi ?? "–" },
  reminders,
  ahead,
];

const TYPES: readonly DataColumn<TypeRow>[] = [
  { id: "name", header: "Name", cell: (row) => row.name },
  { id: "minutes", header: "Minutes", width: "w-24", align: "end", from: "sm", cell: (row) => row.minutes },
  {
    id: "shown",
    header: "To patients",
    width: "w-44",
    from: "md",
    cell: (row) =>
      row.hidden ? <Badge tone="warn">Hidden</Badge> : row.sensitive ? <Badge tone="info">In general words</Badge> : "By its name",
  },
  reminders,
  ahead,
];

type TableProps<Row> = {
  rows: readonly Row[];
  query: TableQuery;
  mayEdit: boolean;
  bulkFields: readonly BulkFieldView[];
  change: ChangeMany;
};
type Words = { table: ResourceTable; label: string; thing: string; icon: LucideIcon; text: string };

function PracticeTable<Row extends Common>({
  rows,
  query,
  mayEdit,
  bulkFields,
  change,
  columns,
  nameOf,
  words,
}: TableProps<Row> & { columns: readonly DataColumn<Row>[]; nameOf: (row: Row) => string; words: Words }) {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const add = (
    <Button asChild look="primary">
      <Link href={pathname + changeQuery(search, { open: "new" })} scroll={false}>
        <Plus aria-hidden /> New {words.thing}
      </Link>
    </Button>
  );
  // A short list that only its readers change: what was added or archived shows at once instead of being announced.
  const shown = { ...query, key: `${query.key} ${rows.map((row) => row.id).join(" ")}` };
  return (
    <DataTable<Row>
      label={words.label}
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      rowName={nameOf}
      query={shown}
      page={{ summary: `${rows.length} ${rows.length === 1 ? words.thing : words.label.toLowerCase()}` }}
      rowHref="sheet"
      search={`Find a ${words.thing}`}
      filters={[{ kind: "choice", id: "show", label: "Show", single: true, options: [{ value: "archived", label: "Archived" }] }]}
      {...(mayEdit && {
        bulk: ({ ids, done }) => <BulkEdit table={words.table} fields={bulkFields} ids={ids} done={done} change={change} />,
      })}
      actions={mayEdit && (rows.length > 0 || isNarrowed(query)) ? add : undefined}
      empty={
        <EmptyState icon={words.icon} title={`No ${words.label.toLowerCase()} yet`} action={mayEdit ? add : undefined}>
          {words.text}
        </EmptyState>
      }
    />
  );
}

export function FacilitiesTable(props: TableProps<FacilityRow>) {
  const words = {
    table: "facility" as const,
    label: "Facilities",
    thing: "facility",
    icon: Building2,
    text: "Visits take place at a facility, by the clock on its wall.",
  };
  return <PracticeTable {...props} columns={FACILITIES} nameOf={(row) => row.name} words={words} />;
}

export function ProvidersTable(props: TableProps<ProviderRow>) {
  const words = {
    table: "provider" as const,
    label: "Providers",
    thing: "provider",
    icon: Stethoscope,
    text: "The people patients come to see. An import adds those it names.",
  };
  return <PracticeTable {...props} columns={PROVIDERS} nameOf={providerName} words={words} />;
}

export function TypesTable(props: TableProps<TypeRow>) {
  const words = {
    table: "appointment_type" as const,
    label: "Appointment types",
    thing: "appointment type",
    icon: Tag,
    text: "What a visit is for, how long it takes and what patients are told.",
  };
  return <PracticeTable {...props} columns={TYPES} nameOf={(row) => row.name} words={words} />;
}
