import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { ListActions } from "@/components/do-not-contact/list-actions";
import { ListTabs } from "@/components/do-not-contact/list-tabs";
import { SuppressionSheet } from "@/components/do-not-contact/suppression-sheet";
import { SuppressionsTable } from "@/components/do-not-contact/suppressions-table";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { findSuppression, listSuppressions } from "@/lib/consent/list-suppressions";
import { addToList, removeFromList } from "./actions";

export const metadata: Metadata = { title: "Do not contact" };

const SPEC = { sortable: [], defaultSort: { id: "since", desc: true }, filters: ["source", "channel"] };

export default async function DoNotContactPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await readListQuery(await searchParams, SPEC);
  const { page, row, mayMove } = await withStaff(async (ctx, user) => ({
    mayMove: user.role !== "staff",
    page: await listSuppressions(ctx, {
      q: query.q,
      sources: query.filters.source ?? [],
      channels: query.filters.channel ?? [],
      ...(query.after && { after: query.after }),
      ...(query.before && { before: query.before }),
    }),
    row: query.open ? ((await findSuppression(ctx, query.open)) ?? null) : null,
  }));
  return (
    <>
      <PageHeader title="Do not contact">Numbers and addresses that get nothing from you, and who said so.</PageHeader>
      <ListTabs at="/do-not-contact" />
      <SuppressionsTable query={query} page={page} actions={<ListActions add={addToList} mayMove={mayMove} />} />
      {query.open ? <SuppressionSheet key={query.open} id={query.open} row={row} remove={removeFromList} add={addToList} /> : null}
      <LiveRefresh topics={["suppressions"]} />
    </>
  );
}
