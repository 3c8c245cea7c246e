type Closer = () => void;
type State = { closers: Set<Closer>; hooked: boolean; closing: boolean };

// Next bundles routes and instrumentation apart: they share over globalThis.
const state: State = ((globalThis as { __lumaShutdown?: State }).__lumaShutdown ??= { closers: new Set(), hooked: false, closing: false });

/** Calls `closer` when the process is asked to end; gives the way to stop that. Called at once when it is ending already. */
export function onShutdown(closer: Closer): () => void {
  if (state.closing) closer();
  else state.closers.add(closer);
  return () => void state.closers.delete(closer);
}

/** Runs every closer, once. An open stream would otherwise keep the server from ending. */
export function shutDown(): void {
  state.closing = true;
  const all = [...state.closers];
  state.closers.clear();
  for (const closer of all) closer();
}

/** Hooks shutDown to SIGTERM and SIGINT, once per process. */
export function installShutdown(target: Pick<NodeJS.Process, "once"> = process): void {
  if (state.hooked) return;
  state.hooked = true;
  target.once("SIGTERM", shutDown);
  target.once("SIGINT", shutDown);
}

/** Tests only: as if the process had just begun. */
export function resetShutdown(): void {
  state.closers.clear();
  state.closing = false;
  state.hooked = false;
}
