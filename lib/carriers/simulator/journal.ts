/** Numbers facts, applies them to the state at once and writes them in groups. Only the latest stay in memory; older ones are read from the store. */
import type { Entry, Fact } from "@/lib/carriers/simulator/entries";
import type { State } from "@/lib/carriers/simulator/state";
import type { Store } from "@/lib/carriers/simulator/store";

/** How many of the latest entries are in memory at least; twice as many at most. */
const KEPT = 2_000;

export class Journal {
  /** The last entry's number; 0 for an empty log. */
  cursor = 0;
  private recent: Entry[] = [];
  private pending: Entry[] = [];
  private closed = false;
  private flushing: Promise<void> | undefined;
  private readonly listeners = new Set<() => void>();

  private constructor(
    private readonly store: Store,
    private readonly state: State,
    private readonly clock: () => Date,
  ) {}

  /** Reads the store's log into the state. */
  static async open(store: Store, state: State, clock: () => Date): Promise<Journal> {
    const journal = new Journal(store, state, clock);
    await store.load((entry) => journal.take(entry));
    return journal;
  }

  /** Entries after a cursor. Rejects where the store cannot be read. */
  async after(cursor: number, limit: number): Promise<Entry[]> {
    const from = Math.max(0, cursor);
    const before = this.cursor - this.recent.length;
    if (from >= before) return this.recent.slice(from - before, from - before + limit);
    await this.flush();
    return this.store.read(from, limit);
  }

  /** Applies a fact now (none after `close`); resolves when it is durable. Facts of one turn of the event loop share a write. */
  record(fact: Fact): Promise<void> {
    if (this.closed) return Promise.resolve();
    const entry: Entry = { ...fact, seq: this.cursor + 1, at: this.clock().toISOString() };
    this.take(entry);
    this.pending.push(entry);
    for (const listener of this.listeners) listener();
    return this.flush();
  }

  /** Resolves with true at the next entry, with false after the time given. */
  next(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (heard: boolean) => {
        this.listeners.delete(listener);
        clearTimeout(timer);
        resolve(heard);
      };
      const listener = () => done(true);
      const timer = setTimeout(() => done(false), ms);
      this.listeners.add(listener);
    });
  }

  /** Resolves when everything recorded so far is durable; rejects (for good) once the store failed. */
  async flush(): Promise<void> {
    const mine = this.pending;
    if (mine.length === 0) await this.flushing;
    while (this.pending === mine && mine.length > 0) {
      this.flushing ??= this.write();
      await this.flushing;
    }
  }

  private take(entry: Entry): void {
    this.cursor = entry.seq;
    this.recent.push(entry);
    if (this.recent.length > 2 * KEPT) this.recent = this.recent.slice(-KEPT);
    this.state.apply(entry);
  }

  private async write(): Promise<void> {
    await new Promise(setImmediate);
    const batch = this.pending;
    this.pending = [];
    await this.store.append(batch);
    this.flushing = undefined;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.flush();
    await this.store.close();
  }
}
