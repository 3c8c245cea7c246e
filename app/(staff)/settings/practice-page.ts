import type { SearchParams, TableQuery } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { languageName } from "@/lib/i18n";
import { BULK_FIELDS } from "@/lib/practice/bulk-fields";
import type { PracticeFilter } from "@/lib/practice/queries";
import { STANDARD_TEMPLATES } from "@/lib/templates";
import { TEMPLATE_LANGUAGES } from "@/lib/templates/languages";

/** What the three lists of the practice share. */
export async function readPractice(searchParams: Promise<SearchParams>): Promise<{ query: TableQuery; filter: PracticeFilter }> {
  const query = await readListQuery(await searchParams, { sortable: [], defaultSort: { id: "name", desc: false }, filters: ["show"] });
  return { query, filter: { q: query.q, archived: query.filters.show?.[0] === "archived" } };
}

/** Languages of special instructions; the first `standardLanguages` are always on screen. */
export const instructionLanguages = () => ({
  languages: TEMPLATE_LANGUAGES.map((value) => ({ value, label: languageName(value) })),
  standardLanguages: Object.keys(STANDARD_TEMPLATES).length,
});

/** What can be changed for several rows at once, as the list shows it. */
export const bulkFieldViews = (table: keyof typeof BULK_FIELDS) =>
  BULK_FIELDS[table].map(({ name, label, kind }) => ({ name, label, kind }));
