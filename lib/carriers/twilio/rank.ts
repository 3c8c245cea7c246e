/** The order of delivery states, so that a late or repeated receipt never moves a message backwards. [RTY-10] */

const ranks: Record<string, number> = {
  accepted: 1,
  scheduled: 1,
  queued: 1,
  initiated: 1,
  sending: 2,
  ringing: 2,
  sent: 3,
  "in-progress": 3,
  answered: 3,
  delivered: 4,
  undelivered: 4,
  completed: 4,
  busy: 4,
  "no-answer": 4,
  failed: 4,
  canceled: 4,
  read: 5,
};

/**
 * The rank of a message's or call's status: queued 1 < sending 2 < sent 3 < delivered = undelivered = failed 4 < read 5.
 * 0 for a status that we do not know, which then moves nothing.
 */
export function receiptRank(status: string): number {
  return Object.hasOwn(ranks, status) ? (ranks[status] ?? 0) : 0;
}

/** True where a receipt with `next` may replace the state `current`: only a higher rank does. */
export function movesForward(current: string | undefined, next: string): boolean {
  return receiptRank(next) > (current === undefined ? 0 : receiptRank(current));
}
