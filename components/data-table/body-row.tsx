"use client";

import Link from "next/link";
import type { MouseEvent } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { markOpened } from "@/components/detail-sheet/opener";
import { cn } from "@/components/ui/cn";
import type { DataColumn } from "./types";
import type { RowFocus } from "./use-row-focus";
import { fromWidth } from "./widths";

type Props<Row> = {
  id: string;
  row: Row;
  name: string;
  columns: readonly DataColumn<Row>[];
  href?: string;
  /** Shown in the side sheet now. */
  open: boolean;
  /** No longer in the list, but kept in place while it is read. */
  gone: boolean;
  focus: RowFocus;
  selection?: { chosen: boolean; choose: (on: boolean) => void };
};

/** A click anywhere in the row follows its link, except on something that does its own thing or while text is being marked. */
function followLink(event: MouseEvent<HTMLTableRowElement>): void {
  const target = event.target instanceof Element ? event.target : null;
  if (!target || target.closest("a, button, input, label, select, textarea")) return;
  if (window.getSelection()?.toString()) return;
  const link = event.currentTarget.querySelector<HTMLAnchorElement>("a[data-row-link]");
  link?.focus({ preventScroll: true });
  link?.click();
}

export function BodyRow<Row>({ id, row, name, columns, href, open, gone, focus, selection }: Props<Row>) {
  const { attach, onFocus, tabIndex } = focus;
  return (
    // The link inside is the control; the click on the row is a larger target for the same link.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-static-element-interactions
    <tr
      ref={attach}
      data-row-id={id}
      data-open={open || undefined}
      onClick={href ? followLink : undefined}
      onFocus={onFocus}
      className={cn(
        "h-9 border-b border-line transition-colors last:border-b-0 hover:bg-hover has-[a[data-row-link]:focus-visible]:bg-hover has-[a[data-row-link]:focus-visible]:outline-2 has-[a[data-row-link]:focus-visible]:-outline-offset-2 has-[a[data-row-link]:focus-visible]:outline-focus data-open:bg-accent-soft pointer-coarse:h-11",
        href && "cursor-pointer",
        selection?.chosen && "bg-accent-soft",
        gone && "bg-sunken text-ink-muted line-through decoration-line-strong",
      )}
    >
      {selection ? (
        <td className="ps-3">
          <Checkbox
            aria-label={`Choose ${name}`}
            tabIndex={tabIndex}
            checked={selection.chosen}
            onCheckedChange={(on) => selection.choose(on === true)}
          />
        </td>
      ) : null}
      {columns.map((column, index) => (
        <td key={column.id} className={cn("px-3", column.align === "end" && "text-end", column.from && fromWidth[column.from])}>
          <div dir="auto" className="align-as-column truncate">
            {index === 0 && href ? (
              <Link
                href={href}
                scroll={false}
                data-row-link
                tabIndex={tabIndex}
                onClick={() => markOpened(id)}
                className="font-medium outline-none"
              >
                {column.cell(row)}
              </Link>
            ) : (
              column.cell(row)
            )}
            {index === 0 && gone ? <span className="sr-only"> (no longer in this list)</span> : null}
          </div>
        </td>
      ))}
    </tr>
  );
}
