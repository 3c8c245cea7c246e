/*
 * Counters and histograms of this process, for /api/metrics. Labels are codes of our own, never anybody's data, so that there are few of them.
 */

type Labels = Readonly<Record<string, string>>;
type Counter = { labels: Labels; value: number };
type Histogram = { labels: Labels; counts: number[]; sum: number; count: number };
type Store = { counters: Map<string, Map<string, Counter>>; histograms: Map<string, Map<string, Histogram>> };

/** Upper bounds in seconds. */
export const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

const store: Store = ((globalThis as { __lumaCounters?: Store }).__lumaCounters ??= { counters: new Map(), histograms: new Map() });

const keyOf = (labels: Labels): string => JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => a.localeCompare(b)));

function entry<T>(all: Map<string, Map<string, T>>, name: string, labels: Labels, make: () => T): T {
  let named = all.get(name);
  if (!named) all.set(name, (named = new Map()));
  const key = keyOf(labels);
  let one = named.get(key);
  if (!one) named.set(key, (one = make()));
  return one;
}

/** Adds to a counter. */
export function count(name: string, labels: Labels = {}, by = 1): void {
  entry(store.counters, name, labels, () => ({ labels, value: 0 })).value += by;
}

/** Notes how long something took, in seconds. */
export function observe(name: string, labels: Labels, seconds: number): void {
  const histogram = entry(store.histograms, name, labels, () => ({ labels, counts: BUCKETS.map(() => 0), sum: 0, count: 0 }));
  BUCKETS.forEach((bound, i) => {
    if (seconds <= bound) histogram.counts[i]! += 1;
  });
  histogram.sum += seconds;
  histogram.count += 1;
}

/** Everything counted so far, by name. */
export function readCounters(): {
  counters: { name: string; values: Counter[] }[];
  histograms: { name: string; values: Histogram[] }[];
} {
  const list = <T>(all: Map<string, Map<string, T>>): { name: string; values: T[] }[] =>
    [...all].map(([name, values]) => ({ name, values: [...values.values()] }));
  return { counters: list(store.counters), histograms: list(store.histograms) };
}

/** Tests only: starts counting anew. */
export function resetCounters(): void {
  store.counters.clear();
  store.histograms.clear();
}
