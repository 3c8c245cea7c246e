import { retrying } from "./core";

type Entry<I, O> = { item: I; settle: (outcome: O | undefined) => void; fail: (error: unknown) => void };

/**
 * Carries out many calls' database work together: while one batch is being written the next gathers, so that with many runs in flight
 * one statement and one flush to disk serve all of them. Nobody is answered before the statement has committed.
 */
export class Gather<I, O> {
  #waiting: Entry<I, O>[] = [];
  #writing = false;

  /**
   * `keyOf`: items of one key never share a batch (they touch the same row). `carryOut` does the work of up to 100 items in a
   * single statement and gives an outcome by key; a deadlock is retried.
   */
  constructor(
    private readonly keyOf: (item: I) => string,
    private readonly carryOut: (items: I[]) => Promise<Map<string, O>>,
  ) {}

  /** The outcome for this item, undefined if the batch had none for it. Rejects if the database cannot be reached. */
  add(item: I): Promise<O | undefined> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ item, settle, fail });
      if (!this.#writing) setImmediate(() => void this.#drain());
    });
  }

  async #drain(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const batch = new Map<string, Entry<I, O>>();
      const later: Entry<I, O>[] = [];
      for (const entry of this.#waiting) {
        const key = this.keyOf(entry.item);
        if (batch.has(key) || batch.size >= 100) later.push(entry);
        else batch.set(key, entry);
      }
      this.#waiting = later;
      try {
        const outcomes = await retrying(() => this.carryOut([...batch.values()].map((entry) => entry.item)));
        for (const [key, entry] of batch) entry.settle(outcomes.get(key));
      } catch (error) {
        for (const entry of batch.values()) entry.fail(error);
      }
    }
    this.#writing = false;
  }
}
