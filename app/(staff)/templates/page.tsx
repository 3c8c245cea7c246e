import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { TemplatesTable } from "@/components/template-editor/templates-table";
import { withStaff } from "@/lib/actions/with-staff";
import { languageName } from "@/lib/i18n";
import { STANDARD_TEMPLATES } from "@/lib/templates";
import { listTemplates } from "@/lib/templates/queries";

export const metadata: Metadata = { title: "Templates" };

const SPEC = { sortable: [], defaultSort: { id: "purpose", desc: false }, filters: ["words"] };

export default async function TemplatesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await readListQuery(await searchParams, SPEC);
  const all = await withStaff((ctx) => listTemplates(ctx));
  const languages = Object.keys(STANDARD_TEMPLATES).map(languageName).join(", ");
  const [words] = query.filters.words ?? [];
  const rows = all
    .filter((row) => `${row.purpose} ${row.key}`.toLowerCase().includes(query.q.toLowerCase()))
    .filter((row) => {
      const own = Object.values(row.own).some((list) => list.length > 0);
      return words === "own" ? own : words === "standard" ? !own : true;
    })
    .map((row) => ({ ...row, languages }));
  return (
    <>
      <PageHeader title="Templates">What automatic messages say. A language without words of its own is sent in English.</PageHeader>
      <TemplatesTable rows={rows} query={query} />
      <LiveRefresh topics={["templates"]} />
    </>
  );
}
