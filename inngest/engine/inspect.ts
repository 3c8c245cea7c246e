import { asText, type Core, rows, transaction } from "./core";
import { endRun } from "./runs";
import { enqueue } from "./steps";
import type { EngineEvent, EngineMetrics, RunDetail, RunFilter, RunStatus, RunSummary } from "./types";
import { addWaits, cancelWaits } from "./waits";

type RunRow = {
  id: string;
  fn_id: string;
  subject: string | null;
  status: RunStatus;
  trigger_name: string;
  step_count: number;
  attempt: number;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  error: string | null;
};
const COLUMNS = "id, fn_id, subject, status, trigger_name, step_count, attempt, created_at, started_at, ended_at, error";

function summary(row: RunRow): RunSummary {
  const error = row.error === null ? undefined : (JSON.parse(row.error) as { name?: unknown; message?: unknown } | null);
  return {
    id: row.id,
    functionId: row.fn_id,
    subject: row.subject ?? undefined,
    status: row.status,
    trigger: row.trigger_name,
    steps: row.step_count,
    attempt: row.attempt,
    createdAt: row.created_at,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    errorName: error === undefined ? undefined : asText(error?.name) || "Error",
    errorMessage: error === undefined ? undefined : asText(error?.message) || "unknown",
  };
}

/** Runs, newest first, at most `limit` (default 50, at most 500). */
export async function listRuns(core: Core, filter: RunFilter): Promise<RunSummary[]> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 500);
  const found = await rows<RunRow>(
    core.pool,
    "list_runs",
    `select ${COLUMNS} from engine.run
     where ($1::text is null or status = $1) and ($2::text is null or fn_id = $2) and ($3::text is null or id < $3) and ($5::text is null or subject = $5) order by id desc limit $4`,
    [filter.status ?? null, filter.functionId ?? null, filter.before ?? null, limit, filter.subject ?? null],
  );
  return found.map(summary);
}

/** One run with its steps and what it waits for; without event data, results or outputs (they may hold what screens must not show). */
export async function findRun(core: Core, id: string): Promise<RunDetail | undefined> {
  const [row] = await rows<RunRow>(core.pool, "find_run", `select ${COLUMNS} from engine.run where id = $1`, [id]);
  if (!row) return undefined;
  const steps = await rows<{
    id: string;
    name: string | null;
    op: string;
    state: "planned" | "pending" | "done";
    failed: boolean;
    attempt: number;
    done_at: Date | null;
    wake_at: Date | null;
  }>(
    core.pool,
    "find_steps",
    `select s.id, s.name, s.op, s.state, coalesce(starts_with(s.body, '{"error"'), false) as failed, s.attempt, s.done_at, t.wake_at
     from engine.step s left join engine.timer t on t.run_id = s.run_id and t.step_id = s.id where s.run_id = $1 order by s.seq`,
    [id],
  );
  const waits = await rows<{ event_name: string }>(
    core.pool,
    "find_waits",
    "select event_name from engine.wait where run_id = $1 and kind = 'wait' order by event_name",
    [id],
  );
  return {
    ...summary(row),
    stepList: steps.map((step) => ({
      id: step.id,
      name: step.name ?? "",
      kind: step.op,
      state: step.state,
      failed: step.failed,
      attempt: step.attempt,
      doneAt: step.done_at ?? undefined,
      wakesAt: step.wake_at ?? undefined,
    })),
    waitingFor: waits.map((wait) => wait.event_name),
  };
}

/** Cancels a run; a call in flight is not interrupted, but its answer changes nothing any more. A run already ended stays as it is. */
export async function cancelRun(core: Core, id: string): Promise<void> {
  await transaction(core.pool, (client) =>
    endRun(core, client, id, "cancelled", { error: { name: "Cancelled", message: "cancelled by an operator" } }),
  );
}

/**
 * Lets a failed or cancelled run go on where it stopped: finished steps keep their results, failed and open ones are done again.
 * Throws an Error for runs that are running or completed, or whose singleton is taken by another.
 */
export async function retryRun(core: Core, id: string): Promise<void> {
  await transaction(core.pool, async (client) => {
    const [run] = await rows<{ fn_id: string; events: string; ticket: number }>(
      client,
      "revive",
      `update engine.run r set status = 'running', ended_at = null, error = null, output = null, queued = true, dirty = false, attempt = 0, deliveries = 0,
         ticket = ticket + 1, discovery_gen = null,
         step_count = (select count(*) from engine.step s where s.run_id = r.id and s.state = 'done' and not starts_with(s.body, '{"error"'))
       where id = $1 and status in ('failed', 'cancelled')
         and not exists (select from engine.run o where o.singleton_key = r.singleton_key and o.ended_at is null) returning fn_id, events, ticket`,
      [id],
    );
    if (!run) throw new Error(`Run ${id} cannot be retried: it is not failed or cancelled, or its singleton is running`);
    await rows(client, "revive_steps", `delete from engine.step where run_id = $1 and (state <> 'done' or starts_with(body, '{"error"'))`, [
      id,
    ]);
    const fn = core.registry.find(run.fn_id);
    if (fn) await addWaits(core, client, cancelWaits(core, fn, id, (JSON.parse(run.events) as EngineEvent[])[0]));
    await enqueue(client, [{ r: id, t: run.ticket }]);
  });
}

type MetricsRow = Record<
  "queued" | "running" | "failed" | "sleeping" | "waiting" | "parked" | "workers" | "steps" | "runs" | "job_lag",
  number
> & { due: Date | null };

/** Numbers for health checks and screens: counts over indexes, some tens of milliseconds with 100,000 runs. */
export async function readMetrics(core: Core): Promise<EngineMetrics> {
  const [row] = await rows<MetricsRow>(
    core.pool,
    "metrics",
    `select jobs.*, workers.*,
       (select count(*)::integer from engine.run where ended_at is null) as running,
       (select count(*)::integer from engine.run where status = 'failed') as failed,
       (select count(*)::integer from engine.timer where kind = 'sleep') as sleeping,
       (select count(*)::integer from engine.wait where kind = 'wait') as waiting,
       (select count(*)::integer from engine.parked) as parked,
       (select min(wake_at) from engine.timer) as due
     from (
       select count(*)::integer as queued, greatest(0, coalesce(extract(epoch from clock_timestamp() - min(run_at)) * 1000, 0))::float8 as job_lag
       from graphile_worker.jobs where locked_at is null and run_at <= now() and task_identifier like 'engine:%'
     ) jobs, (
       select count(*)::integer as workers, coalesce(sum(steps_per_second), 0)::float8 as steps, coalesce(sum(runs_per_second), 0)::float8 as runs
       from engine.worker where beat_at > clock_timestamp() - interval '5 s'
     ) workers`,
    [],
  );
  const timerLag = row?.due ? core.now().getTime() - row.due.getTime() : 0;
  return {
    queueDepth: row?.queued ?? 0,
    oldestDueLagMs: Math.max(0, Math.round(Math.max(row?.job_lag ?? 0, timerLag))),
    running: row?.running ?? 0,
    failed: row?.failed ?? 0,
    sleeping: row?.sleeping ?? 0,
    waitingForEvent: row?.waiting ?? 0,
    parked: row?.parked ?? 0,
    stepsPerSecond: row?.steps ?? 0,
    runsPerSecond: row?.runs ?? 0,
    workers: row?.workers ?? 0,
  };
}
