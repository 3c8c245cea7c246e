import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { LanguagesTable } from "@/components/template-editor/languages-table";
import { withStaff } from "@/lib/actions/with-staff";
import { englishName, languageName } from "@/lib/i18n/languages";
import { listLanguages } from "@/lib/templates/language-queries";

export const metadata: Metadata = { title: "Languages of messages" };

const SPEC = { sortable: [], defaultSort: { id: "language", desc: false }, filters: ["state"] };

export default async function LanguagesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await readListQuery(await searchParams, SPEC);
  const all = await withStaff((ctx) => listLanguages(ctx));
  const [state] = query.filters.state ?? [];
  const rows = all
    .map((row) => ({ ...row, name: languageName(row.language), english: englishName(row.language) }))
    .filter((row) => `${row.name} ${row.english} ${row.language}`.toLowerCase().includes(query.q.toLowerCase()))
    .filter((row) => state === undefined || row.standard === state);
  return (
    <>
      <PageHeader title="Languages" crumbs={[{ label: "Templates", href: "/templates" }, { label: "Languages" }]}>
        A translation is sent by itself once somebody who knows the language has reviewed it. Until then patients get English.
      </PageHeader>
      <LanguagesTable rows={rows} query={query} />
      <LiveRefresh topics={["templates"]} />
    </>
  );
}
