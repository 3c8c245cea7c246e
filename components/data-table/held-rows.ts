/** Rows as they are shown while fresher ones wait. */
export type Held<Row> = {
  rows: readonly Row[];
  /** How many rows of the fresh list are not shown yet. */
  fresh: number;
  /** Ids that are shown but no longer in the list. */
  gone: ReadonlySet<string>;
};

/**
 * Keeps what is being read in its place when the list changes underneath: rows that are still in the list show their new
 * content where they stand, rows that left stay and are marked, new ones wait and are counted.
 * An empty list takes the new rows at once: nobody is reading it.
 */
export function holdRows<Row>(shown: readonly Row[], incoming: readonly Row[], id: (row: Row) => string): Held<Row> {
  if (shown.length === 0) return { rows: incoming, fresh: 0, gone: new Set() };
  const latest = new Map(incoming.map((row) => [id(row), row]));
  const shownIds = new Set(shown.map(id));
  return {
    rows: shown.map((row) => latest.get(id(row)) ?? row),
    fresh: incoming.filter((row) => !shownIds.has(id(row))).length,
    gone: new Set([...shownIds].filter((rowId) => !latest.has(rowId))),
  };
}
