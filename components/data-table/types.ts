import type { ReactNode } from "react";

/** Below which screen width a column steps aside. The first column never does. */
export type FromWidth = "sm" | "md" | "lg" | "xl";

export type DataColumn<Row> = {
  /** Also the name to sort by, when `sortable`. */
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Numbers and amounts stand at the end of their column. */
  align?: "start" | "end";
  from?: FromWidth;
  /** May the reader switch it off? Yes unless it is the first. */
  hideable?: boolean;
  /** A Tailwind width, e.g. `w-32`; without one, columns share what is left. */
  width?: string;
};

export type FilterOption = { value: string; label: string; count?: number };

export type TableFilter =
  | { kind: "choice"; id: string; label: string; options: readonly FilterOption[]; single?: boolean }
  /** A range of days, `2026-11-01..2026-11-30`; either end may be open. */
  | { kind: "days"; id: string; label: string };

/** Cursors of the neighbouring pages, and a sentence such as "1–50 of about 10,000". */
export type TablePage = { previous?: string; next?: string; summary?: string };

export type Bulk<Row> = {
  rows: readonly Row[];
  ids: readonly string[];
  /** Call after the action: gives up the choice and shows the list as it is then. */
  done: () => void;
};
