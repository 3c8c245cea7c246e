"use client";

import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import type { Sort } from "./query";
import type { DataColumn } from "./types";
import { fromWidth } from "./widths";
import type { ListUrl } from "./use-list-url";

/** A column's heading; sortable ones are links, so that an order can be opened in a new tab and works before scripts do. */
export function HeaderCell<Row>({ column, sort, url }: { column: DataColumn<Row>; sort: Sort; url: ListUrl }) {
  const sorted = sort.id === column.id;
  const Arrow = sorted ? (sort.desc ? ArrowDown : ArrowUp) : ArrowUpDown;
  return (
    <th
      scope="col"
      aria-sort={column.sortable ? (sorted ? (sort.desc ? "descending" : "ascending") : "none") : undefined}
      className={cn(
        "h-9 border-b border-line px-3 text-start text-sm font-medium text-ink-muted",
        column.align === "end" && "text-end",
        column.width,
        column.from && fromWidth[column.from],
      )}
    >
      {column.sortable ? (
        <Link
          href={url.href({ sort: { id: column.id, desc: sorted ? !sort.desc : false } })}
          scroll={false}
          className={cn(
            "group inline-flex max-w-full items-center gap-1 rounded-sm hover:text-ink",
            sorted && "text-ink",
            column.align === "end" && "flex-row-reverse",
          )}
        >
          <span className="truncate">{column.header}</span>
          <Arrow
            aria-hidden
            className={cn("size-3.5 shrink-0", !sorted && "opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100")}
          />
        </Link>
      ) : (
        <span className="block truncate">{column.header}</span>
      )}
    </th>
  );
}
