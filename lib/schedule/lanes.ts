export type Span = { startMinute: number; minutes: number };
export type Lane = { lane: number; lanes: number };

/**
 * Where overlapping visits of one column stand beside each other. Gives for each span (sorted by start) its lane and how many lanes
 * the group it overlaps with has; a span that touches another only at its end stands alone.
 */
export function lanesOf(spans: readonly Span[]): Lane[] {
  const result: Lane[] = [];
  let group: { index: number; lane: number }[] = [];
  let ends: number[] = [];
  const close = (): void => {
    for (const { index, lane } of group) result[index] = { lane, lanes: ends.length };
    group = [];
    ends = [];
  };
  for (const [index, span] of spans.entries()) {
    if (ends.every((end) => end <= span.startMinute)) close();
    const free = ends.findIndex((end) => end <= span.startMinute);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = span.startMinute + span.minutes;
    group.push({ index, lane });
  }
  close();
  return result;
}

/** The hours to draw: the working day, or as much more as the visits need. Whole hours, the second exclusive. */
export function hoursToShow(spans: readonly Span[]): { from: number; to: number } {
  const from = Math.min(8, ...spans.map((s) => Math.floor(s.startMinute / 60)));
  const to = Math.max(18, ...spans.map((s) => Math.min(24, Math.ceil((s.startMinute + s.minutes) / 60))));
  return { from, to };
}
