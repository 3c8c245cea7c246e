"use client";

import {
  columnVisibilityFeature,
  rowSelectionFeature,
  tableFeatures,
  useTable,
  type RowData,
  type RowSelectionState,
} from "@tanstack/react-table";
import { SearchX } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { BodyRow } from "./body-row";
import { BulkBar } from "./bulk-bar";
import { HeaderCell } from "./header-cell";
import { isNarrowed, type TableQuery } from "./query";
import { Toolbar } from "./toolbar";
import type { Bulk, DataColumn, TableFilter, TablePage } from "./types";
import { useHeldRows } from "./use-held-rows";
import { useListUrl } from "./use-list-url";
import { useRowFocus } from "./use-row-focus";

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });
const noFilters: readonly TableFilter[] = [];

export type DataTableProps<Row extends RowData> = {
  /** What the list holds, e.g. "Messages"; read out as the table's name. */
  label: string;
  columns: readonly DataColumn<Row>[];
  /** One page of rows, from the server, for `query`. */
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** What a row is called, e.g. the patient's name; for check boxes. */
  rowName: (row: Row) => string;
  /** The answered question: `readTableQuery(searchParams, spec)` of the page. */
  query: TableQuery;
  page: TablePage;
  /** Where a row leads. `"sheet"` opens it beside the list by `?open=<id>`. Without it, rows only show. */
  rowHref?: "sheet" | ((row: Row) => string);
  /** Label of the search box; without it there is none. */
  search?: string;
  filters?: readonly TableFilter[];
  /** Actions for chosen rows; without it rows cannot be chosen. */
  bulk?: (chosen: Bulk<Row>) => ReactNode;
  /** Address of the export; gets the list's own search part. */
  exportHref?: string;
  /** More at the end of the toolbar, e.g. "New patient". */
  actions?: ReactNode;
  /** Shown when there is nothing at all: what this is for and the first step. */
  empty: ReactNode;
};

/**
 * The one table. Search, filters, order, page, columns and the open row live in the address; rows come from the server.
 * When fresher rows arrive for the same list, what is read stays in its place: changed rows change where they stand, new ones
 * are announced and wait.
 */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { label, columns, rowId, rowName, query, page, filters = noFilters, bulk } = props;
  const url = useListUrl();
  const held = useHeldRows(props.rows, query.key, rowId);
  const [chosen, setChosen] = useState<{ key: string; ids: RowSelectionState }>({ key: query.key, ids: {} });
  const rowSelection = chosen.key === query.key ? chosen.ids : {};

  const definitions = useMemo(
    () => columns.map((column, index) => ({ id: column.id, header: column.header, enableHiding: index > 0 && column.hideable !== false })),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: held.rows,
    getRowId: rowId,
    state: { columnVisibility: Object.fromEntries(query.hidden.map((id) => [id, false])), rowSelection },
    onRowSelectionChange: (updater) => setChosen({ key: query.key, ids: typeof updater === "function" ? updater(rowSelection) : updater }),
  });
  const shown = columns.filter((column, index) => index === 0 || table.getColumn(column.id)?.getIsVisible());
  const hideable = definitions.filter((column) => column.enableHiding);
  const rows = table.getRowModel().rows;
  const chosenRows = table.getSelectedRowModel().rows;
  const hrefOf = (row: Row): string | undefined => (props.rowHref === "sheet" ? url.href({ open: rowId(row) }) : props.rowHref?.(row));
  const focus = useRowFocus({
    count: rows.length,
    onSelect: bulk ? (index) => rows[index]?.toggleSelected() : undefined,
    onClear: () => table.resetRowSelection(true),
  });

  return (
    <section aria-label={label} className="flex min-w-0 flex-col gap-3">
      <Toolbar
        query={query}
        url={url}
        search={props.search}
        filters={filters}
        columns={hideable}
        exportHref={props.exportHref}
        actions={props.actions}
      />
      {rows.length === 0 ? (
        <div className="rounded-md border border-line bg-surface">{isNarrowed(query) ? <NothingMatches /> : props.empty}</div>
      ) : (
        <div className="relative overflow-clip rounded-md border border-line bg-surface" aria-busy={url.pending || undefined}>
          <table className="w-full table-fixed border-collapse text-base">
            <caption className="sr-only">{label}</caption>
            <thead className="sticky top-(--shell-top,0px) z-10 bg-sunken">
              <tr>
                {bulk ? (
                  <th scope="col" className="w-10 border-b border-line ps-3 text-start">
                    <Checkbox
                      aria-label="Choose all rows of this page"
                      checked={table.getIsAllRowsSelected() ? true : table.getIsSomeRowsSelected() ? "indeterminate" : false}
                      onCheckedChange={(on) => table.toggleAllRowsSelected(on === true)}
                    />
                  </th>
                ) : null}
                {shown.map((column) => (
                  <HeaderCell key={column.id} column={column} sort={query.sort} url={url} />
                ))}
              </tr>
            </thead>
            {/* Keys go to the row that has the focus; its link is the control. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
            <tbody onKeyDown={focus.onKeyDown}>
              {rows.map((row, index) => (
                <BodyRow
                  key={row.id}
                  id={row.id}
                  row={row.original}
                  name={rowName(row.original)}
                  columns={shown}
                  href={hrefOf(row.original)}
                  open={query.open === row.id}
                  gone={held.gone.has(row.id)}
                  focus={focus.row(index)}
                  selection={bulk ? { chosen: row.getIsSelected(), choose: (on) => row.toggleSelected(on) } : undefined}
                />
              ))}
            </tbody>
          </table>
          {url.pending ? (
            <output className="animate-late absolute top-2 right-3 z-10 rounded-sm bg-ink px-2 py-0.5 text-sm text-canvas">Loading…</output>
          ) : null}
        </div>
      )}
      <Pagination
        label={`Pages of ${label}`}
        previous={page.previous ? url.href({ before: page.previous }) : undefined}
        next={page.next ? url.href({ after: page.next }) : undefined}
        summary={page.summary}
      />
      <NewRows fresh={held.fresh} onShow={held.show} />
      {bulk && chosenRows.length > 0 ? (
        <BulkBar count={chosenRows.length} onClear={() => table.resetRowSelection(true)}>
          {bulk({
            rows: chosenRows.map((row) => row.original),
            ids: chosenRows.map((row) => row.id),
            done() {
              table.resetRowSelection(true);
              held.showNext();
            },
          })}
        </BulkBar>
      ) : null}
    </section>
  );
}

/** Says, without moving anything, that there is more to see. */
function NewRows({ fresh, onShow }: { fresh: number; onShow: () => void }) {
  return (
    <output className="pointer-events-none fixed inset-x-0 top-14 z-20 flex justify-center">
      {fresh > 0 ? (
        <Button
          look="primary"
          size="sm"
          className="pointer-events-auto animate-appear rounded-full px-3"
          onClick={() => {
            onShow();
            window.scrollTo({ top: 0 });
          }}
        >
          Show {fresh} new
        </Button>
      ) : null}
    </output>
  );
}

function NothingMatches() {
  return (
    <EmptyState icon={SearchX} title="Nothing matches">
      Try fewer words, or take a filter off. “Clear all” above shows the whole list again.
    </EmptyState>
  );
}
