/** Where the stand-in's log is kept. */
import type { Entry } from "@/lib/carriers/simulator/entries";

export type Store = {
  /** Hands over the whole log, oldest first. Called once, before anything else. */
  load(take: (entry: Entry) => void): Promise<void>;
  /** Adds to the end; durable when it resolves (as far as the store is). Never called twice at a time. */
  append(entries: Entry[]): Promise<void>;
  /** Up to `limit` entries after the one numbered `after` (0: from the first), of those appended. */
  read(after: number, limit: number): Promise<Entry[]>;
  close(): Promise<void>;
};

/** Keeps nothing beyond the process. */
export function memoryStore(): Store {
  const all: Entry[] = [];
  return {
    load: async () => {},
    append: async (entries) => void all.push(...entries),
    read: async (after, limit) => all.slice(after, after + limit),
    close: async () => {},
  };
}
