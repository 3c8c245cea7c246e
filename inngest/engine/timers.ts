import { closeDueBatches } from "./batches";
import { type Client, type Core, rows, transaction } from "./core";
import { nextCron } from "./cron";
import { ulid } from "./ids";
import { createRuns, type NewRun } from "./runs";
import { enqueue, resolveSteps } from "./steps";
import type { Job } from "./types";

const BATCH = 500;
type Due = { run_id: string; step_id: string; kind: "sleep" | "wait" | "invoke" | "retry" };

/** Queues due retries with their current ticket or attempt. */
async function queueRetries(client: Client, retries: readonly Due[]): Promise<void> {
  const [runs, steps] = [retries.filter((due) => due.step_id === ""), retries.filter((due) => due.step_id !== "")];
  const tickets = await rows<{ id: string; ticket: number }>(
    client,
    "retry_tickets",
    "select id, ticket from engine.run where id = any($1::text[]) and queued and ended_at is null",
    [runs.map((due) => due.run_id)],
  );
  const attempts = await rows<{ run_id: string; id: string; attempt: number }>(
    client,
    "retry_attempts",
    "select s.run_id, s.id, s.attempt from engine.step s join unnest($1::text[], $2::text[]) as i(run_id, id) using (run_id, id) where s.state = 'planned'",
    [steps.map((due) => due.run_id), steps.map((due) => due.step_id)],
  );
  const jobs: Job[] = [
    ...tickets.map((row) => ({ r: row.id, t: row.ticket })),
    ...attempts.map((row) => ({ r: row.run_id, s: row.id, a: row.attempt })),
  ];
  await enqueue(client, jobs);
}

/**
 * Carries out up to 500 due timers in one transaction: ends sleeps, times waits and invokes out, queues retries.
 * Gives how many; several processes may do this at once.
 */
export async function moveDueTimers(core: Core): Promise<number> {
  const now = core.now();
  return transaction(core.pool, async (client) => {
    const candidates = await rows<{ run_id: string }>(
      client,
      "timers_due",
      `select run_id from engine.timer where wake_at <= $1 order by wake_at limit ${BATCH}`,
      [now],
    );
    if (candidates.length === 0) return 0;
    // Run first, timer second, as everywhere: no deadlocks, and an arriving event and its time-out exclude each other.
    const locked = await rows<{ id: string }>(
      client,
      "timers_lock",
      "select id from engine.run where id = any($1::text[]) order by id for update skip locked",
      [candidates.map((row) => row.run_id)],
    );
    const due = await rows<Due>(
      client,
      "timers_take",
      "delete from engine.timer where run_id = any($1::text[]) and wake_at <= $2 returning run_id, step_id, kind",
      [locked.map((row) => row.id), now],
    );
    const waits = due.filter((row) => row.kind === "wait");
    if (waits.length > 0) {
      await rows(
        client,
        "waits_expire",
        "delete from engine.wait w using unnest($1::text[], $2::text[]) as i(run_id, step_id) where w.run_id = i.run_id and w.step_id = i.step_id",
        [waits.map((row) => row.run_id), waits.map((row) => row.step_id)],
      );
    }
    const timedOut = '{"error":{"name":"InngestErrTimeout","message":"Timed out waiting for the invoked function","__serialized":true}}';
    const resolved = due
      .filter((row) => row.kind !== "retry")
      .map((row) => ({ runId: row.run_id, stepId: row.step_id, body: row.kind === "invoke" ? timedOut : "null" }));
    await resolveSteps(core, client, resolved);
    await queueRetries(
      client,
      due.filter((row) => row.kind === "retry"),
    );
    return candidates.length;
  });
}

/** Makes the cron table agree with the registered functions; an expression that stays keeps its next time. */
export async function registerCrons(core: Core): Promise<void> {
  const crons = core.registry.crons();
  const now = core.now().getTime();
  await transaction(core.pool, async (client) => {
    for (const { fnId, expression } of crons) {
      const next = nextCron(expression, now);
      if (next !== undefined)
        await rows(client, "cron_add", "insert into engine.cron (fn_id, expression, next_at) values ($1, $2, $3) on conflict do nothing", [
          fnId,
          expression,
          new Date(next),
        ]);
    }
    await rows(
      client,
      "cron_drop",
      "delete from engine.cron c where starts_with(c.fn_id, $3) and not exists (select from unnest($1::text[], $2::text[]) as i(fn_id, expression) where i.fn_id = c.fn_id and i.expression = c.expression)",
      [crons.map((cron) => cron.fnId), crons.map((cron) => cron.expression), `${core.appId}-`],
    );
  });
}

/** Starts the runs of due crons. One missed several times (a pause, a clock moved ahead) starts once. Gives how many. */
export async function fireDueCrons(core: Core): Promise<number> {
  return transaction(core.pool, async (client) => {
    const now = core.now();
    const due = await rows<{ fn_id: string; expression: string; next_at: Date }>(
      client,
      "crons_due",
      "select fn_id, expression, next_at from engine.cron where next_at <= $1 order by next_at limit 100 for update skip locked",
      [now],
    );
    const runs: NewRun[] = [];
    for (const cron of due) {
      const fn = core.registry.find(cron.fn_id);
      const next = nextCron(cron.expression, now.getTime());
      if (!fn || next === undefined) continue;
      runs.push({
        fn,
        events: [{ id: ulid(now.getTime()), name: "inngest/scheduled.timer", ts: cron.next_at.getTime(), data: { cron: cron.expression } }],
      });
      await rows(client, "cron_next", "update engine.cron set next_at = $3 where fn_id = $1 and expression = $2", [
        cron.fn_id,
        cron.expression,
        new Date(next),
      ]);
    }
    await createRuns(core, client, runs);
    return runs.length;
  });
}

/** When the next timer, cron or batch is due, if any. */
async function nextDue(core: Core): Promise<Date | undefined> {
  const [row] = await rows<{ at: Date | null }>(
    core.pool,
    "next_due",
    "select least((select min(wake_at) from engine.timer), (select min(next_at) from engine.cron), (select min(due_at) from engine.batch)) as at",
    [],
  );
  return row?.at ?? undefined;
}

/** The loop that watches the product clock in one process. */
export class TimerLoop {
  #wake: (() => void) | undefined;
  #nextAt = 0;
  #again = false;
  #stopped = false;
  #done: Promise<void> | undefined;

  /** `pollMs`: how long to sleep at most (real time), so that timers of other processes are seen. */
  constructor(
    private readonly core: Core,
    private readonly pollMs = 1_000,
  ) {}

  start(): void {
    this.#done = this.#loop();
  }

  /** Wakes the loop if it sleeps past `at`. */
  hint(at: Date): void {
    if (at.getTime() < this.#nextAt) this.poke();
  }

  /** Looks for due work now. */
  poke(): void {
    this.#again = true;
    this.#wake?.();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.poke();
    await this.#done;
  }

  async #loop(): Promise<void> {
    while (!this.#stopped) {
      this.#again = false;
      let waitMs = this.pollMs;
      try {
        const moved = (await moveDueTimers(this.core)) + (await fireDueCrons(this.core)) + (await closeDueBatches(this.core));
        const now = this.core.now().getTime();
        const next = (await nextDue(this.core))?.getTime() ?? Number.POSITIVE_INFINITY;
        // Due and not moved: locked by another transaction or a function this process does not have. Do not spin.
        waitMs = moved >= BATCH ? 0 : Math.min(this.pollMs, Math.max(next - now, moved > 0 ? 0 : 20));
        this.#nextAt = now + waitMs;
      } catch (error) {
        this.core.log("error", "engine: timers failed", { error: error instanceof Error ? error.message : String(error) });
      }
      if (!this.#again && waitMs > 0) await this.#sleep(waitMs);
    }
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
