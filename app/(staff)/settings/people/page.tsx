import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PeopleTable } from "@/components/people/people-tables";
import { PeopleTabs } from "@/components/people/people-tabs";
import { InviteSheet, PersonSheet } from "@/components/people/person-sheet";
import { PageHeader } from "@/components/shell/page-header";
import { listGroups, listPeople } from "@/lib/access/queries";
import { withStaff } from "@/lib/actions/with-staff";
import * as verbs from "./actions";

export const metadata: Metadata = { title: "People" };

const SPEC = { sortable: [], defaultSort: { id: "name", desc: false }, filters: ["state"] };

export default async function PeoplePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await readListQuery(await searchParams, SPEC);
  const { people, groups } = await withStaff(async (ctx) => ({ people: await listPeople(ctx), groups: await listGroups(ctx) }), "admin");
  const words = query.q.toLowerCase();
  const states = query.filters.state ?? [];
  const rows = people.filter(
    (row) => `${row.name} ${row.email}`.toLowerCase().includes(words) && (states.length === 0 || states.includes(row.state)),
  );
  const open = people.find((row) => row.id === query.open);
  const { invite, change, resend, revoke, deactivate, reactivate, endSessions, resetFactor } = verbs;
  const all = { invite, change, resend, revoke, deactivate, reactivate, endSessions, resetFactor };
  return (
    <>
      <PageHeader title="People">Who may sign in, what each may do, and which facilities they see.</PageHeader>
      <PeopleTabs at="/settings/people" />
      <PeopleTable rows={rows} query={query} />
      {open ? <PersonSheet key={`${open.id} ${open.state}`} person={open} groups={groups} verbs={all} /> : null}
      {query.open === "new" ? <InviteSheet groups={groups} verbs={all} /> : null}
      <LiveRefresh topics={["practice"]} />
    </>
  );
}
