import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { BlocksTable } from "@/components/template-editor/blocks-table";
import { NewBlock } from "@/components/template-editor/new-block";
import { withStaff } from "@/lib/actions/with-staff";
import { listBlocks } from "@/lib/templates/block-queries";

export const metadata: Metadata = { title: "Shared blocks" };

const SPEC = { sortable: [], defaultSort: { id: "name", desc: false }, filters: [] };

export default async function BlocksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await readListQuery(await searchParams, SPEC);
  const { all, mayEdit } = await withStaff(async (ctx, user) => ({ all: await listBlocks(ctx), mayEdit: user.role !== "staff" }));
  const rows = all.filter((row) => `${row.name} ${row.text}`.toLowerCase().includes(query.q.toLowerCase()));
  return (
    <>
      <PageHeader
        title="Shared blocks"
        crumbs={[{ label: "Templates", href: "/templates" }, { label: "Shared blocks" }]}
        actions={mayEdit ? <NewBlock /> : null}
      >
        Written once, used in many templates: how to park, whom to call. A change shows in all of them at once.
      </PageHeader>
      <BlocksTable rows={rows} query={query} />
      <LiveRefresh topics={["templates"]} />
    </>
  );
}
