"use client";

import { Languages } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import type { TableQuery } from "@/components/data-table/query";
import type { DataColumn } from "@/components/data-table/types";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import type { LanguageRow } from "@/lib/templates/language-queries";

/** With the language's name in itself and in English. */
export type ShownLanguage = LanguageRow & { name: string; english: string };

function State({ row }: { row: ShownLanguage }) {
  if (row.language === "en") return <Badge tone="good">Always sent</Badge>;
  if (row.standard === "reviewed") return <Badge tone="good">Reviewed</Badge>;
  if (row.standard === "waiting") return <Badge tone="warn">Not reviewed: English goes</Badge>;
  return <Badge tone={row.sent > 0 ? "info" : "neutral"}>{row.words > 0 ? "Your own words only" : "No words: English goes"}</Badge>;
}

const COLUMNS: readonly DataColumn<ShownLanguage>[] = [
  {
    id: "language",
    header: "Language",
    cell: (row) => (
      <>
        <bdi lang={row.language}>{row.name}</bdi>
        {row.name === row.english ? null : <span className="text-ink-muted"> {row.english}</span>}
      </>
    ),
  },
  { id: "state", header: "Sent by itself", cell: (row) => <State row={row} />, width: "w-52" },
  {
    id: "progress",
    header: "Wordings sent",
    align: "end",
    width: "w-36",
    from: "md",
    cell: (row) => `${row.sent} of ${row.all}`,
  },
  {
    id: "who",
    header: "Decided by",
    from: "lg",
    cell: (row) =>
      row.at ? (
        <>
          {row.by ?? "Someone who has left"}, <Time time={row.at} />
        </>
      ) : (
        <span className="text-ink-muted">{row.fromStart ? "Reviewed before it came to you" : "Nobody yet"}</span>
      ),
  },
];

/** [TPL-09] Languages of messages, with what is sent in each and who reviewed it. */
export function LanguagesTable({ rows, query }: { rows: readonly ShownLanguage[]; query: TableQuery }) {
  return (
    <DataTable<ShownLanguage>
      label="Languages"
      columns={COLUMNS}
      rows={rows}
      rowId={(row) => row.language}
      rowName={(row) => row.english}
      query={query}
      page={{ summary: `${rows.length} languages` }}
      rowHref={(row) => `/templates/languages/${row.language}`}
      search="Find a language"
      filters={[
        {
          kind: "choice",
          id: "state",
          label: "Standard words",
          single: true,
          options: [
            { value: "reviewed", label: "Reviewed" },
            { value: "waiting", label: "Not reviewed" },
            { value: "none", label: "None" },
          ],
        },
      ]}
      empty={
        <EmptyState icon={Languages} title="No languages">
          Languages that messages can be sent in are listed here.
        </EmptyState>
      }
    />
  );
}
