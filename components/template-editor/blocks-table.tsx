"use client";

import { Blocks } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import type { TableQuery } from "@/components/data-table/query";
import type { DataColumn } from "@/components/data-table/types";
import { EmptyState } from "@/components/ui/empty-state";
import type { BlockRow } from "@/lib/templates/block-queries";

const COLUMNS: readonly DataColumn<BlockRow>[] = [
  { id: "name", header: "Block", width: "w-44", cell: (row) => <span className="font-mono text-sm">{row.name}</span> },
  { id: "text", header: "Says", from: "sm", cell: (row) => <span className="line-clamp-1">{row.text}</span> },
  { id: "languages", header: "Languages", from: "md", width: "w-40", cell: (row) => row.languages.join(", ") },
  {
    id: "uses",
    header: "Used in",
    from: "md",
    align: "end",
    width: "w-36",
    cell: (row) => `${row.uses.length} ${row.uses.length === 1 ? "wording" : "wordings"}`,
  },
];

/** [TPL-02] Shared blocks, with how much each is used. */
export function BlocksTable({ rows, query }: { rows: readonly BlockRow[]; query: TableQuery }) {
  return (
    <DataTable<BlockRow>
      label="Shared blocks"
      columns={COLUMNS}
      rows={rows}
      rowId={(row) => row.name}
      rowName={(row) => row.name}
      query={query}
      page={{ summary: `${rows.length} ${rows.length === 1 ? "block" : "blocks"}` }}
      rowHref={(row) => `/templates/blocks/${row.name}`}
      search="Find a block"
      empty={
        <EmptyState icon={Blocks} title="No shared blocks yet">
          Type a name above, for example “parking”, and write its words. Then put it into any template with “Insert a shared block”.
        </EmptyState>
      }
    />
  );
}
