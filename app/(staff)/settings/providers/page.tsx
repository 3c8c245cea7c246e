import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PROVIDER_FIELDS } from "@/components/settings/practice/fields";
import { providerName } from "@/components/settings/practice/names";
import { ProvidersTable } from "@/components/settings/practice/practice-tables";
import { ResourceSheet } from "@/components/settings/practice/resource-sheet";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { listProviders } from "@/lib/practice/queries";
import { archiveResource, changeResources, saveOneProvider } from "../actions";
import { bulkFieldViews, instructionLanguages, readPractice } from "../practice-page";

export const metadata: Metadata = { title: "Providers" };

export default async function ProvidersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, filter } = await readPractice(searchParams);
  const { rows, mayEdit } = await withStaff(async (ctx, user) => ({
    rows: await listProviders(ctx, filter),
    mayEdit: user.role !== "staff",
  }));
  const row = rows.find((one) => one.id === query.open);
  return (
    <>
      <PageHeader title="Providers">
        Whom patients come to see, how they are named in messages, and whether their visits are reminded of.
      </PageHeader>
      <ProvidersTable rows={rows} query={query} mayEdit={mayEdit} bulkFields={bulkFieldViews("provider")} change={changeResources} />
      {row || (query.open === "new" && mayEdit) ? (
        <ResourceSheet
          key={query.open}
          table="provider"
          thing="provider"
          title={row ? providerName(row) : "New provider"}
          sections={PROVIDER_FIELDS}
          row={row}
          zones={[]}
          mayEdit={mayEdit}
          save={saveOneProvider as never}
          archive={archiveResource}
          {...instructionLanguages()}
        />
      ) : null}
      <LiveRefresh topics={["practice"]} />
    </>
  );
}
