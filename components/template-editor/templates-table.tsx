"use client";

import { FileText } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import type { TableQuery } from "@/components/data-table/query";
import type { DataColumn } from "@/components/data-table/types";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import type { TemplateRow } from "@/lib/templates/queries";
import type { Channel } from "@/lib/templates/types";

/** `waiting` in the languages' own names. */
export type ShownTemplate = TemplateRow;

const column = (id: Channel, header: string): DataColumn<ShownTemplate> => ({
  id,
  header,
  from: "md",
  width: "w-44",
  cell: ({ own }) =>
    own[id].length > 0 ? <Badge tone="accent">Own: {own[id].join(", ")}</Badge> : <span className="text-ink-muted">Standard</span>,
});

const COLUMNS: readonly DataColumn<ShownTemplate>[] = [
  { id: "purpose", header: "Message", cell: (row) => row.purpose },
  column("sms", "Text message"),
  column("voice", "Call"),
  column("email", "E-mail"),
  {
    id: "waiting",
    header: "Not reviewed",
    from: "lg",
    width: "w-48",
    cell: ({ waiting }) =>
      waiting.length > 0 ? (
        <Badge tone="warn" className="max-w-full">
          <span className="truncate">{waiting.length > 2 ? `${waiting.length} languages` : waiting.join(", ")}: English goes</span>
        </Badge>
      ) : (
        <span className="text-ink-muted">None</span>
      ),
  },
];

/** [TPL-01] Every automatic message, with whose words each channel uses. */
export function TemplatesTable({ rows, query }: { rows: readonly ShownTemplate[]; query: TableQuery }) {
  return (
    <DataTable<ShownTemplate>
      label="Templates"
      columns={COLUMNS}
      rows={rows}
      rowId={(row) => row.key}
      rowName={(row) => row.purpose}
      query={query}
      page={{ summary: `${rows.length} messages` }}
      rowHref={(row) => `/templates/${row.key}`}
      search="Find a message"
      filters={[
        {
          kind: "choice",
          id: "words",
          label: "Words",
          single: true,
          options: [
            { value: "own", label: "Your own" },
            { value: "standard", label: "Standard everywhere" },
            { value: "waiting", label: "With languages not reviewed" },
          ],
        },
      ]}
      empty={
        <EmptyState icon={FileText} title="No templates">
          Automatic messages are listed here.
        </EmptyState>
      }
    />
  );
}
