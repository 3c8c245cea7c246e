import pg from "pg";
import type { Core } from "./core";
import { cancelRun, findRun, listRuns, readMetrics, retryRun } from "./inspect";
import { Registry } from "./registry";
import type { EngineMetrics, RunDetail, RunFilter, RunSummary } from "./types";

/** What a process that runs no workflows may look at and change: the screens of a web server, a metrics page. */
export type Inspector = {
  metrics(): Promise<EngineMetrics>;
  runs(filter: RunFilter): Promise<RunSummary[]>;
  run(id: string): Promise<RunDetail | undefined>;
  cancelRun(id: string): Promise<void>;
  /** As the engine's. It knows no functions, so a run's `cancelOn` is not armed again by it. */
  retryRun(id: string): Promise<void>;
  close(): Promise<void>;
};

/**
 * Reads and steers runs over at most two connections of its own, opened when needed. A direct connection, as the engine's.
 * `statementMs` bounds each question: a screen would rather say that it does not know.
 */
export function createInspector(options: { connectionString: string; appId: string; now?: () => Date; statementMs?: number }): Inspector {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: 2,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 5_000,
    application_name: "engine-inspector",
    statement_timeout: options.statementMs ?? 10_000,
    idle_in_transaction_session_timeout: 10_000,
  });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => void client.on("error", () => undefined));
  const core: Core = {
    pool,
    appId: options.appId,
    registry: new Registry(),
    now: options.now ?? (() => new Date()),
    log: () => undefined,
    hint: () => undefined,
    shapes: new Set(),
    counters: { steps: 0, runs: 0 },
  };
  return {
    metrics: () => readMetrics(core),
    runs: (filter) => listRuns(core, filter),
    run: (id) => findRun(core, id),
    cancelRun: (id) => cancelRun(core, id),
    retryRun: (id) => retryRun(core, id),
    close: () => pool.end(),
  };
}
