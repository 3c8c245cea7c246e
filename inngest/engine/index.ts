import pg from "pg";
import { Caller } from "./calls";
import { type Core, transaction } from "./core";
import { createFetch } from "./http";
import { ulid } from "./ids";
import { cancelRun, findRun, listRuns, readMetrics, retryRun } from "./inspect";
import { fireDueCrons, moveDueTimers, registerCrons, TimerLoop } from "./timers";
import { Presence } from "./presence";
import { Registry } from "./registry";
import { deleteOld } from "./retention";
import { engineError, failRun } from "./outcomes";
import { acceptEvents, normalizeEvents } from "./routing";
import type { EngineMetrics, EngineOptions, EventInput, RunDetail, RunFilter, RunSummary } from "./types";
import { learnShapes } from "./waits";
import { Workers } from "./workers";

export { checkEngineHost } from "./host";
export { createInspector, type Inspector } from "./inspector";
export { migrateEngine } from "./migrate";
export type { EngineMetrics, EngineOptions, EventInput, RunDetail, RunFilter, RunStatus, RunSummary } from "./types";

const UPKEEP_MS = 5 * 60_000;
const LEARN_MS = 5_000;

export type Engine = {
  /** Inngest's HTTP API without a network: `new Inngest({ id, isDev: true, baseUrl: "http://engine.local", fetch })`. */
  fetch: typeof fetch;
  /** Registers the functions behind `handler` (`serve({ client, functions })` of `inngest/edge`) and starts working. Throws if one is refused. */
  start(handler: (request: Request) => Promise<Response>): Promise<void>;
  /** Finishes the calls under way, gives everything else back, closes connections. */
  stop(): Promise<void>;
  /** Takes events; a process that has not started hands them to one that has. Throws for events over the limits. */
  send(events: EventInput[]): Promise<{ ids: string[] }>;
  /** The product clock jumped ahead: fires what is due now. Crons missed several times fire once. */
  clockMoved(): Promise<void>;
  metrics(): Promise<EngineMetrics>;
  runs(filter: RunFilter): Promise<RunSummary[]>;
  run(id: string): Promise<RunDetail | undefined>;
  cancelRun(id: string): Promise<void>;
  retryRun(id: string): Promise<void>;
};

/** Makes an engine. Nothing happens and nothing connects before it is used; the schema must be migrated (`migrateEngine`). */
export function createEngine(options: EngineOptions): Engine {
  const concurrency = options.concurrency ?? 10;
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: concurrency + 4,
    keepAlive: true,
    application_name: "engine",
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  const log = options.log ?? (() => undefined);
  const lost = (error: Error): void => log("warn", "engine: a connection was lost", { error: error.message });
  pool.on("error", lost);
  pool.on("connect", (client) => void client.on("error", lost));
  const core: Core = {
    pool,
    appId: options.appId,
    registry: new Registry(),
    ...(options.subjectKey !== undefined && { subjectKey: options.subjectKey }),
    now: options.now ?? (() => new Date()),
    log,
    hint: () => undefined,
    shapes: new Set(),
    counters: { steps: 0, runs: 0 },
  };
  const presence = new Presence(core, options.connectionString);
  const timers = new TimerLoop(core);
  let caller: Caller | undefined;
  let workers: Workers | undefined;
  let upkeep: NodeJS.Timeout[] = [];
  let stopping = false;
  let stopped: Promise<void> | undefined;
  let retiring: Promise<unknown> = Promise.resolve();

  const fetch = createFetch({
    core,
    started: () => workers !== undefined,
    checkpoints: () => caller?.checkpoints,
    failRun: (runId, message) => transaction(pool, (client) => failRun(core, client, runId, engineError(message))),
  });

  const retire = (): void => {
    retiring = deleteOld(core, options.retentionDays ?? 14, () => stopping).then(options.onRetired, (error: unknown) =>
      log("warn", "engine: old runs could not be deleted", { error: String(error) }),
    );
  };

  const shutDown = async (): Promise<void> => {
    stopping = true;
    for (const timer of upkeep) clearInterval(timer);
    if (workers) {
      await timers.stop();
      await workers.stop();
      await retiring;
      await presence.stop();
    }
    await pool.end();
  };

  return {
    fetch,
    async start(handler) {
      if (workers) throw new Error("The engine has been started already");
      const registered = await handler(new Request("http://app.local/api/inngest", { method: "PUT", headers: { host: "app.local" } }));
      if (!registered.ok || core.registry.size === 0) throw new Error(`The functions could not be registered: ${await registered.text()}`);
      caller = new Caller(core, handler, () => presence.id);
      workers = new Workers(core, caller, presence, concurrency);
      core.hint = (at) => timers.hint(at);
      await learnShapes(core);
      await registerCrons(core);
      await presence.start();
      await workers.start();
      timers.start();
      retire();
      const learn = (): void => void learnShapes(core).catch(() => undefined);
      upkeep = [setInterval(retire, UPKEEP_MS), setInterval(learn, LEARN_MS)];
    },
    stop() {
      return (stopped ??= shutDown());
    },
    async send(inputs) {
      const events = normalizeEvents(core, inputs, () => ulid(core.now().getTime()));
      await acceptEvents(core, events, workers !== undefined);
      return { ids: events.map((event) => event.id) };
    },
    async clockMoved() {
      if (!workers) return;
      while ((await moveDueTimers(core)) > 0 || (await fireDueCrons(core)) > 0);
      timers.poke();
    },
    metrics: () => readMetrics(core),
    runs: (filter) => listRuns(core, filter),
    run: (id) => findRun(core, id),
    cancelRun: (id) => cancelRun(core, id),
    retryRun: (id) => retryRun(core, id),
  };
}
