"use client";

import { useState } from "react";
import { holdRows, type Held } from "./held-rows";

/**
 * Holds the rows of one list (`key`) in place while the server sends fresher ones; see `holdRows`.
 * `show` takes the fresh list now, `showNext` takes it when it arrives (after the reader's own change).
 */
export function useHeldRows<Row>(
  incoming: readonly Row[],
  key: string,
  id: (row: Row) => string,
): Held<Row> & { show: () => void; showNext: () => void } {
  const [state, setState] = useState({ key, source: incoming, rows: incoming, takeNext: false });
  let current = state;
  if (state.key !== key) current = { key, source: incoming, rows: incoming, takeNext: false };
  else if (state.source !== incoming) {
    const rows = state.takeNext ? incoming : holdRows(state.rows, incoming, id).rows;
    current = { key, source: incoming, rows, takeNext: false };
  }
  if (current !== state) setState(current);
  return {
    ...holdRows(current.rows, incoming, id),
    show: () => setState({ key, source: incoming, rows: incoming, takeNext: false }),
    showNext: () => setState((old) => ({ ...old, takeNext: true })),
  };
}
