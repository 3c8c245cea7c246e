"use client";

import { Plus, UserPlus, Users, UsersRound } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { changeQuery, isNarrowed, type TableQuery } from "@/components/data-table/query";
import type { DataColumn } from "@/components/data-table/types";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import type { GroupRow, PersonRow } from "@/lib/access/queries";
import { ROLE_WORDS, seesWords, STATE_WORDS } from "./words";

const PEOPLE: readonly DataColumn<PersonRow>[] = [
  {
    id: "name",
    header: "Name",
    cell: (row) => (
      <span>
        <bdi>{row.name}</bdi>
        {row.self ? <span className="text-ink-muted"> (you)</span> : null}
      </span>
    ),
  },
  { id: "email", header: "E-mail", from: "lg", cell: (row) => row.email },
  { id: "role", header: "Role", width: "w-24", from: "sm", cell: (row) => ROLE_WORDS[row.role].label },
  { id: "groups", header: "Groups", from: "md", cell: (row) => row.groups.map((group) => group.name).join(", ") || "–" },
  {
    id: "last",
    header: "Last sign-in",
    width: "w-48",
    from: "xl",
    cell: (row) => (row.lastSignIn ? <Time time={row.lastSignIn} inRow /> : "Never"),
  },
  { id: "factor", header: "Second factor", width: "w-32", from: "lg", cell: (row) => (row.secondFactor ? "Set up" : "Not yet") },
  {
    id: "state",
    header: "State",
    width: "w-32",
    cell: (row) => <Badge tone={STATE_WORDS[row.state].tone}>{STATE_WORDS[row.state].label}</Badge>,
  },
];

const GROUPS: readonly DataColumn<GroupRow>[] = [
  { id: "name", header: "Name", cell: (row) => row.name },
  { id: "sees", header: "Sees", from: "sm", cell: (row) => seesWords(row) },
  { id: "members", header: "Members", width: "w-28", align: "end", cell: (row) => row.members.length },
];

function Add({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  return (
    <Button asChild look="primary">
      <Link href={pathname + changeQuery(search, { open: "new" })} scroll={false}>
        {children}
      </Link>
    </Button>
  );
}

/** [ADM-03] Everyone who may sign in, and who may no longer. */
export function PeopleTable({ rows, query }: { rows: readonly PersonRow[]; query: TableQuery }) {
  const invite = (
    <Add>
      <UserPlus aria-hidden /> Invite someone
    </Add>
  );
  return (
    <DataTable<PersonRow>
      label="People"
      columns={PEOPLE}
      rows={rows}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      query={{ ...query, key: `${query.key} ${rows.map((row) => row.id).join(" ")}` }}
      page={{ summary: rows.length === 1 ? "1 person" : `${rows.length} people` }}
      rowHref="sheet"
      search="Find a person"
      filters={[
        {
          kind: "choice",
          id: "state",
          label: "State",
          options: Object.entries(STATE_WORDS).map(([value, { label }]) => ({ value, label })),
        },
      ]}
      actions={rows.length > 0 || isNarrowed(query) ? invite : undefined}
      empty={
        <EmptyState icon={Users} title="Nobody here" action={invite}>
          Invite the people who work with Luma.
        </EmptyState>
      }
    />
  );
}

/** [ADM-03] Groups, and what each sees. */
export function GroupsTable({ rows, query }: { rows: readonly GroupRow[]; query: TableQuery }) {
  const add = (
    <Add>
      <Plus aria-hidden /> New group
    </Add>
  );
  return (
    <DataTable<GroupRow>
      label="Groups"
      columns={GROUPS}
      rows={rows}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      query={{ ...query, key: `${query.key} ${rows.map((row) => row.id).join(" ")}` }}
      page={{ summary: rows.length === 1 ? "1 group" : `${rows.length} groups` }}
      rowHref="sheet"
      actions={rows.length > 0 ? add : undefined}
      empty={
        <EmptyState icon={UsersRound} title="No groups yet" action={add}>
          Without groups everyone sees every facility. A group narrows its members to the facilities that it names.
        </EmptyState>
      }
    />
  );
}
