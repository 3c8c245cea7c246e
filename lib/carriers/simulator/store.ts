/** Where the stand-in's log is kept. */
import type { Entry } from "@/lib/carriers/simulator/entries";

export type Store = {
  /** The whole log, oldest first. Called once, before anything is appended. */
  load(): Promise<Entry[]>;
  /** Adds to the end; durable when it resolves (as far as the store is). Never called twice at a time. */
  append(entries: Entry[]): Promise<void>;
  close(): Promise<void>;
};

/** Keeps nothing beyond the process. */
export function memoryStore(): Store {
  return { load: async () => [], append: async () => {}, close: async () => {} };
}
