import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { GroupSheet } from "@/components/people/group-sheet";
import { GroupsTable } from "@/components/people/people-tables";
import { PeopleTabs } from "@/components/people/people-tabs";
import { PageHeader } from "@/components/shell/page-header";
import { listGroups, listPeople } from "@/lib/access/queries";
import { accessSettings } from "@/lib/access/settings";
import { withStaff } from "@/lib/actions/with-staff";
import { listScopes } from "@/lib/practice/scopes";
import { loadSettings } from "@/lib/settings/resolve";
import { removeGroup, saveOneGroup } from "../actions";

export const metadata: Metadata = { title: "Groups" };

const SPEC = { sortable: [], defaultSort: { id: "name", desc: false }, filters: [] };

export default async function GroupsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await readListQuery(await searchParams, SPEC);
  const { groups, people, facilities, without } = await withStaff(
    async (ctx) => ({
      groups: await listGroups(ctx),
      people: await listPeople(ctx),
      facilities: (await listScopes(ctx)).facilities,
      without: (await loadSettings(ctx)).get(accessSettings.withoutGroup).value,
    }),
    "admin",
  );
  const group = groups.find((row) => row.id === query.open);
  return (
    <>
      <PageHeader title="Groups">
        People belong to groups, groups see facilities. Admins see every facility; who is in no group sees{" "}
        {without === "all" ? "every facility" : "none"} (
        <Link href="/settings?open=access.without-group" className="underline underline-offset-2">
          change
        </Link>
        ).
      </PageHeader>
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
