import { AsyncLocalStorage } from "node:async_hooks";

// Next bundles routes and instrumentation apart: one store over globalThis.
const store: AsyncLocalStorage<string> = ((globalThis as { __lumaRequestId?: AsyncLocalStorage<string> }).__lumaRequestId ??=
  new AsyncLocalStorage());

/** The id of the request (or workflow run) that this code works for; undefined outside of any. */
export function currentRequestId(): string | undefined {
  return store.getStore();
}

/** Runs `work`, and everything it waits for, for a request: its log lines, audit entries and events carry the id. */
export function withRequestId<T>(id: string, work: () => T): T {
  return store.run(id, work);
}
