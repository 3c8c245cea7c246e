import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { TemplatesTable } from "@/components/template-editor/templates-table";
import { Button } from "@/components/ui/button";
import { withStaff } from "@/lib/actions/with-staff";
import { languageName } from "@/lib/i18n";
import { listTemplates } from "@/lib/templates/queries";

export const metadata: Metadata = { title: "Templates" };

const SPEC = { sortable: [], defaultSort: { id: "purpose", desc: false }, filters: ["words"] };

export default async function TemplatesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await readListQuery(await searchParams, SPEC);
  const all = await withStaff((ctx) => listTemplates(ctx));
  const [words] = query.filters.words ?? [];
  const rows = all
    .filter((row) => `${row.purpose} ${row.key}`.toLowerCase().includes(query.q.toLowerCase()))
    .filter((row) => {
      const own = Object.values(row.own).some((list) => list.length > 0);
      return words === "own" ? own : words === "standard" ? !own : words === "waiting" ? row.waiting.length > 0 : true;
    })
    .map((row) => ({ ...row, waiting: row.waiting.map(languageName) }));
  return (
    <>
      <PageHeader
        title="Templates"
        actions={
          <>
            <Button asChild>
              <Link href="/settings?open=templates.promotionalWords">Content policy</Link>
            </Button>
            <Button asChild>
              <Link href="/templates/blocks">Shared blocks</Link>
            </Button>
            <Button asChild>
              <Link href="/templates/languages">Languages</Link>
            </Button>
          </>
        }
      >
        What automatic messages say. A language without words, or with words that nobody has reviewed, is sent in English.
      </PageHeader>
      <TemplatesTable rows={rows} query={query} />
      <LiveRefresh topics={["templates"]} />
    </>
  );
}
