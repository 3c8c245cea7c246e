import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Core, rows } from "./core";
import { sweepSlots } from "./leases";

const BEAT_MS = 1_000;
/** A worker whose lock is free is dead or reconnecting; its calls are fenced, so little patience is needed. */
const UNLOCKED_MS = 1_500;
/** A worker whose host vanished without closing its connections. */
const SILENT_MS = 60_000;
const WINDOW_S = 60;
const STRAYS_EVERY = 15;

const lockKey = (id: string): string => `engine-worker:${id}`;

/**
 * This process's entry among the workers: a row with a heartbeat and, on the connection that writes it, a session lock that
 * Postgres releases the moment the process dies. Whoever is alive releases the jobs and slots of the dead.
 */
export class Presence {
  readonly id = randomUUID();
  readonly #pools: string[] = [];
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> = Promise.resolve();
  #samples: { at: number; steps: number; runs: number }[] = [];
  #beats = 0;
  #stopped = false;

  constructor(
    private readonly core: Core,
    private readonly connectionString: string,
  ) {}

  /** Announces a pool id before its jobs can outlive us. */
  addPool(poolId: string): void {
    this.#pools.push(poolId);
    void this.beat();
  }

  /** A pool that has shut down: should it have left jobs locked, they are nobody's now. */
  removePool(poolId: string): void {
    const at = this.#pools.indexOf(poolId);
    if (at >= 0) this.#pools.splice(at, 1);
  }

  /** Enters this process and clears away the dead. Rejects if the database cannot be reached. */
  async start(): Promise<void> {
    await this.#connect();
    await this.#write();
    await this.#bury();
    this.#schedule();
  }

  /** Beats now; one beat at a time. Never rejects. */
  beat(): Promise<void> {
    this.#beating = this.#beating.then(() => this.#beat());
    return this.#beating;
  }

  /** Leaves: the jobs of this process must have been given back before. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#beating;
    await rows(this.core.pool, "worker_leave", "delete from engine.worker where id = $1", [this.id]);
    await this.#client?.end().catch(() => undefined);
  }

  #schedule(): void {
    this.#timer = setTimeout(() => void this.beat().then(() => !this.#stopped && this.#schedule()), BEAT_MS);
  }

  async #beat(): Promise<void> {
    if (this.#stopped) return;
    try {
      if (!this.#client) await this.#connect();
      await this.#write();
      await this.#bury();
    } catch (error) {
      this.core.log("warn", "engine: heartbeat failed", { error: error instanceof Error ? error.message : String(error) });
    }
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.connectionString, keepAlive: true, application_name: "engine-presence" });
    const lost = (): void => {
      if (this.#client === client) this.#client = undefined;
    };
    client.on("error", lost);
    client.on("end", lost);
    await client.connect();
    await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [lockKey(this.id)]);
    this.#client = client;
  }

  #rates(): { steps: number; runs: number } {
    const { steps, runs } = this.core.counters;
    const at = performance.now();
    this.#samples.push({ at, steps, runs });
    while (this.#samples.length > 2 && at - (this.#samples[0]?.at ?? at) > WINDOW_S * 1_000) this.#samples.shift();
    const first = this.#samples[0] ?? { at, steps, runs };
    const seconds = Math.max(1, (at - first.at) / 1_000);
    return { steps: (steps - first.steps) / seconds, runs: (runs - first.runs) / seconds };
  }

  async #write(): Promise<void> {
    const rates = this.#rates();
    await this.#client?.query({
      name: "engine_beat",
      text: `insert into engine.worker as w (id, pool_ids, steps_per_second, runs_per_second) values ($1, $2, $3, $4)
             on conflict (id) do update set beat_at = clock_timestamp(), pool_ids = excluded.pool_ids, steps_per_second = excluded.steps_per_second, runs_per_second = excluded.runs_per_second`,
      values: [this.id, this.#pools, rates.steps, rates.runs],
    });
  }

  /** Releases the jobs and slots of workers that are gone. */
  async #bury(): Promise<void> {
    const suspects = await rows<{ id: string; pool_ids: string[]; silent: boolean }>(
      this.core.pool,
      "suspects",
      `select id, pool_ids, beat_at < clock_timestamp() - interval '${SILENT_MS} ms' as silent from engine.worker
       where id <> $1 and beat_at < clock_timestamp() - interval '${UNLOCKED_MS} ms'`,
      [this.id],
    );
    const dead: string[] = [];
    for (const suspect of suspects) {
      if (suspect.silent || (await this.#lockIsFree(suspect.id))) dead.push(suspect.id);
    }
    const deadPools = suspects.filter((suspect) => dead.includes(suspect.id)).flatMap((suspect) => suspect.pool_ids);
    const live = await rows<{ id: string; pool_ids: string[] }>(
      this.core.pool,
      "live",
      "select id, pool_ids from engine.worker where not (id = any($1::text[]))",
      [dead],
    );
    const strays = this.#beats++ % STRAYS_EVERY === 0 ? await this.#strays(live.flatMap((worker) => worker.pool_ids)) : [];
    const pools = [...new Set([...deadPools, ...strays])];
    if (pools.length > 0) await rows(this.core.pool, "unlock", "select graphile_worker.force_unlock_workers($1::text[])", [pools]);
    if (dead.length > 0) {
      await rows(this.core.pool, "bury", "delete from engine.worker where id = any($1::text[])", [dead]);
      this.core.log("warn", "engine: released the work of dead workers", { workers: dead.length });
    }
    const [slots] = await rows<{ work: boolean }>(
      this.core.pool,
      "slots_open",
      "select exists (select from engine.parked) or exists (select from engine.lease where not (worker_id = any($1::text[]))) as work",
      [live.map((worker) => worker.id)],
    );
    if (slots?.work)
      await sweepSlots(
        this.core,
        live.map((worker) => worker.id),
      );
  }

  /** Pools that hold jobs and belong to nobody: their process died before its first beat. Reads all jobs, hence seldom. */
  async #strays(livePools: string[]): Promise<string[]> {
    const found = await rows<{ locked_by: string }>(
      this.core.pool,
      "strays",
      `select distinct locked_by from graphile_worker.jobs
       where locked_by is not null and locked_at < now() - interval '10 s' and not (locked_by = any($1::text[]))`,
      [livePools],
    );
    return found.map((row) => row.locked_by);
  }

  async #lockIsFree(id: string): Promise<boolean> {
    const [row] = await rows<{ free: boolean }>(
      this.core.pool,
      "worker_lock",
      "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free",
      [lockKey(id)],
    );
    return row?.free ?? false;
  }
}
