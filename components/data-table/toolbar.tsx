"use client";

import { Columns3, Download } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuCheckboxItem, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { FilterChip } from "./filter-chip";
import { isNarrowed, type TableQuery } from "./query";
import { SearchBox } from "./search-box";
import type { TableFilter } from "./types";
import type { ListUrl } from "./use-list-url";

type Props = {
  query: TableQuery;
  url: ListUrl;
  search?: string;
  filters: readonly TableFilter[];
  /** Columns that can be switched off. */
  columns: readonly { id: string; header: string }[];
  exportHref?: string;
  actions?: ReactNode;
};

/** Search, filters, columns, export: everything that changes the list's address. */
export function Toolbar({ query, url, search, filters, columns, exportHref, actions }: Props) {
  const clear = () => url.go({ find: "", filters: Object.fromEntries(filters.map((f) => [f.id, []])) });
  const toggleColumn = (id: string, shown: boolean) =>
    url.go({ hidden: shown ? query.hidden.filter((h) => h !== id) : [...query.hidden, id] }, "replace");
  return (
    <div role="toolbar" aria-label="List" className="flex flex-wrap items-center gap-2">
      {search ? <SearchBox label={search} value={query.q} onChange={(find) => url.go({ find }, "replace")} /> : null}
      {filters.map((filter) => (
        <FilterChip
          key={filter.id}
          filter={filter}
          values={query.filters[filter.id] ?? []}
          onChange={(values) => url.go({ filters: { [filter.id]: values } })}
        />
      ))}
      {isNarrowed(query) ? (
        <Button look="quiet" size="sm" onClick={clear}>
          Clear all
        </Button>
      ) : null}
      <span className="ms-auto flex items-center gap-2">
        {columns.length > 0 ? (
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button look="quiet" size="sm">
                <Columns3 aria-hidden />
                Columns
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent>
              {columns.map((column) => (
                <DropdownMenuCheckboxItem
                  key={column.id}
                  checked={!query.hidden.includes(column.id)}
                  onSelect={(event) => event.preventDefault()}
                  onCheckedChange={(shown) => toggleColumn(column.id, shown)}
                >
                  {column.header}
                </DropdownMenuCheckboxItem>
              ))}
            </DropdownMenuContent>
          </DropdownMenu>
        ) : null}
        {exportHref ? (
          <Button asChild look="quiet" size="sm">
            <a href={`${exportHref}${url.search}`} download>
              <Download aria-hidden />
              Export
            </a>
          </Button>
        ) : null}
        {actions}
      </span>
    </div>
  );
}
