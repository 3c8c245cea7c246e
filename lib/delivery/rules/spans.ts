/** Stretches of time in UTC milliseconds, `[from, to)`. Lists are sorted and do not touch. */
export type Span = { readonly from: number; readonly to: number };
export type Spans = readonly Span[];

export const NO_SPANS: Spans = [];

/** What both lists share. */
export function intersect(a: Spans, b: Spans): Spans {
  const shared: Span[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const x = a[i]!;
    const y = b[j]!;
    const from = Math.max(x.from, y.from);
    const to = Math.min(x.to, y.to);
    if (from < to) shared.push({ from, to });
    if (x.to < y.to) i++;
    else j++;
  }
  return shared;
}

/** What of `spans` is left when `[from, to)` is taken out. */
export function subtract(spans: Spans, from: number, to: number): Spans {
  if (from >= to) return spans;
  const left: Span[] = [];
  for (const span of spans) {
    if (span.from < from) left.push({ from: span.from, to: Math.min(span.to, from) });
    if (span.to > to) left.push({ from: Math.max(span.from, to), to: span.to });
  }
  return left;
}

export function contains(spans: Spans, ms: number): boolean {
  return spans.some((span) => span.from <= ms && ms < span.to);
}
