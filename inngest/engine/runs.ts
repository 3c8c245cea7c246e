import { asText, type Client, type Core, isRecord, json, rows } from "./core";
import { keyValue } from "./expression";
import { ulid } from "./ids";
import { LIMITS } from "./limits";
import { concurrencyKeys, type FunctionConfig } from "./registry";
import { enqueue, resolveSteps } from "./steps";
import type { EngineEvent, RunStatus } from "./types";
import { addWaits, cancelWaits } from "./waits";

/** A run to be started: its function, the events it gets, and the step of another run that waits for its result. */
export type NewRun = { fn: FunctionConfig; events: EngineEvent[]; parent?: { runId: string; stepId: string } };

/** Whether the function's idempotency key was not used within its window; uses it. */
async function claimIdempotency(core: Core, client: Client, run: NewRun): Promise<boolean> {
  if (run.fn.idempotency === undefined || run.parent) return true;
  const now = core.now();
  const claimed = await rows(
    client,
    "idempotency",
    `insert into engine.idempotency as i (fn_id, key, expires_at) values ($1, $2, $3)
     on conflict (fn_id, key) do update set expires_at = excluded.expires_at where i.expires_at <= $4 returning fn_id`,
    [run.fn.id, keyValue(run.fn.idempotency, run.events[0]), new Date(now.getTime() + LIMITS.idempotencyMs), now],
  );
  return claimed.length > 0;
}

function subjectOf(core: Core, event: EngineEvent | undefined): string | null {
  if (core.subjectKey === undefined || !isRecord(event?.data)) return null;
  return asText(event.data[core.subjectKey]) || null;
}

/**
 * Starts runs: idempotency and singleton decide which of them really start. Gives the ids of the started ones.
 * Everything happens in the transaction of `client`.
 */
export async function createRuns(core: Core, client: Client, wanted: readonly NewRun[]): Promise<string[]> {
  const now = core.now();
  const accepted: (NewRun & { id: string; singleton: string | null })[] = [];
  for (const run of wanted) {
    if (!(await claimIdempotency(core, client, run))) continue;
    const { singleton } = run.fn;
    const key = singleton ? `${run.fn.id}:${singleton.key ? keyValue(singleton.key, run.events[0]) : ""}` : null;
    if (key && singleton?.mode === "cancel") {
      const [old] = await rows<{ id: string }>(
        client,
        "singleton_old",
        "select id from engine.run where singleton_key = $1 and ended_at is null for update",
        [key],
      );
      if (old) await endRun(core, client, old.id, "cancelled", { error: { name: "Cancelled", message: "replaced by a newer run" } });
    }
    // Two of one request: the later replaces the earlier before it began.
    const earlier = key && singleton?.mode === "cancel" ? accepted.findIndex((other) => other.singleton === key) : -1;
    if (earlier >= 0) accepted.splice(earlier, 1);
    accepted.push({ ...run, id: ulid(now.getTime()), singleton: key });
  }
  if (accepted.length === 0) return [];
  const inserted = await rows<{ id: string }>(
    client,
    "create_runs",
    `insert into engine.run (id, fn_id, trigger_name, events, parent_run, parent_step, singleton_key, concurrency_keys, created_at, subject)
     select id, fn_id, trigger_name, events, parent_run, parent_step, singleton_key,
       case when keys is null then null else array(select json_array_elements_text(keys)) end, $9, subject
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::json[], $10::text[])
       as n(id, fn_id, trigger_name, events, parent_run, parent_step, singleton_key, keys, subject)
     on conflict (singleton_key) where singleton_key is not null and ended_at is null do nothing
     returning id`,
    [
      accepted.map((run) => run.id),
      accepted.map((run) => run.fn.id),
      accepted.map((run) => run.events[0]?.name ?? ""),
      accepted.map((run) => json(run.events)),
      accepted.map((run) => run.parent?.runId ?? null),
      accepted.map((run) => run.parent?.stepId ?? null),
      accepted.map((run) => run.singleton),
      accepted.map((run) => {
        const keys = concurrencyKeys(run.fn, run.events[0]);
        return keys && json(keys);
      }),
      now,
      accepted.map((run) => subjectOf(core, run.events[0])),
    ],
  );
  const started = new Set(inserted.map((row) => row.id));
  const runs = accepted.filter((run) => started.has(run.id));
  await addWaits(
    core,
    client,
    runs.flatMap((run) => cancelWaits(core, run.fn, run.id, run.events[0])),
  );
  await enqueue(
    client,
    runs.map((run) => ({ r: run.id, t: 1 })),
  );
  return runs.map((run) => run.id);
}

/**
 * Ends a run (idempotent) and hands its result to the run that invoked it, if any. `output` is JSON text, `error` the
 * serialised error. Gives whether this call ended it, and the run's function and events.
 */
export async function endRun(
  core: Core,
  client: Client,
  id: string,
  status: Exclude<RunStatus, "running">,
  result: { output?: string; error?: unknown },
): Promise<{ fnId: string; events: string } | undefined> {
  const error = result.error === undefined ? null : json(result.error);
  const [ended] = await rows<{ fn_id: string; events: string; parent_run: string | null; parent_step: string | null }>(
    client,
    "end_run",
    `with ended as (
       update engine.run set status = $2, ended_at = $3, output = $4, error = $5, queued = false, dirty = false, discovery_gen = null
       where id = $1 and ended_at is null returning fn_id, events, parent_run, parent_step
     ), waits as (delete from engine.wait where run_id = $1),
        timers as (delete from engine.timer where run_id = $1),
        parked as (delete from engine.parked where run_id = $1),
        steps as (delete from engine.step where run_id = $1 and state <> 'done')
     select * from ended`,
    [id, status, core.now(), result.output ?? null, error],
  );
  if (!ended) return undefined;
  core.counters.runs++;
  if (ended.parent_run && ended.parent_step) {
    const body = error === null ? `{"data":${result.output ?? "null"}}` : `{"error":${error}}`;
    await resolveSteps(core, client, [{ runId: ended.parent_run, stepId: ended.parent_step, body }]);
    await rows(client, "invoke_timer", "delete from engine.timer where run_id = $1 and step_id = $2", [
      ended.parent_run,
      ended.parent_step,
    ]);
  }
  return { fnId: ended.fn_id, events: ended.events };
}
