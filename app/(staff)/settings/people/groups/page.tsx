import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { GroupSheet } from "@/components/people/group-sheet";
import { GroupsTable } from "@/components/people/people-tables";
import { PeopleTabs } from "@/components/people/people-tabs";
import { PageHeader } from "@/components/shell/page-header";
import { listGroups, listPeople } from "@/lib/access/queries";
import { withStaff } from "@/lib/actions/with-staff";
import { listScopes } from "@/lib/practice/scopes";
import { removeGroup, saveOneGroup } from "../actions";

export const metadata: Metadata = { title: "Groups" };

const SPEC = { sortable: [], defaultSort: { id: "name", desc: false }, filters: [] };

export default async function GroupsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await readListQuery(await searchParams, SPEC);
  const { groups, people, facilities } = await withStaff(
    async (ctx) => ({ groups: await listGroups(ctx), people: await listPeople(ctx), facilities: (await listScopes(ctx)).facilities }),
    "admin",
  );
  const group = groups.find((row) => row.id === query.open);
  return (
    <>
      <PageHeader title="Groups">People belong to groups, groups see facilities. Admins see every facility.</PageHeader>
      <PeopleTabs at="/settings/people/groups" />
      <GroupsTable rows={groups} query={query} />
      {group || query.open === "new" ? (
        <GroupSheet
          key={query.open}
          group={group}
          facilities={facilities}
          people={people.filter((one) => one.state !== "deactivated").map(({ id, name }) => ({ id, name }))}
          verbs={{ save: saveOneGroup, remove: removeGroup }}
        />
      ) : null}
      <LiveRefresh topics={["practice"]} />
    </>
  );
}
