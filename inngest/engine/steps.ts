import { type Client, type Core, rows } from "./core";
import type { Job } from "./types";

/** A step that now has its value: `body` is the JSON given to the SDK for it. */
export type Resolution = { runId: string; stepId: string; body: string };

/** Queues calls in the transaction of `client`. */
export async function enqueue(client: Client, jobs: readonly Job[]): Promise<void> {
  if (jobs.length > 0) await rows(client, "enqueue", "select engine.enqueue($1::json[])", [jobs.map((job) => JSON.stringify(job))]);
}

/**
 * Gives waiting steps (sleeps, waits, invokes, finished planned steps) their values and queues the discovery call of each
 * run that can go on. Steps already done and runs already ended are left alone.
 * Gives the ids of the runs in which something was resolved.
 */
export async function resolveSteps(core: Core, client: Client, resolutions: readonly Resolution[]): Promise<string[]> {
  if (resolutions.length === 0) return [];
  await rows(client, "resolve_lock", "select id from engine.run where id = any($1::text[]) order by id for update", [
    [...new Set(resolutions.map((r) => r.runId))],
  ]);
  const done = await rows<{ run_id: string }>(
    client,
    "resolve",
    `with done as (
       update engine.step s set state = 'done', body = i.body, seq = nextval('engine.step_seq'), done_at = $4
       from unnest($1::text[], $2::text[], $3::text[]) as i(run_id, step_id, body), engine.run r
       where s.run_id = i.run_id and s.id = i.step_id and s.state <> 'done' and r.id = s.run_id and r.ended_at is null
       returning s.run_id, octet_length(s.body) as size
     ), counted as (
       update engine.run r set state_bytes = r.state_bytes + d.size
       from (select run_id, sum(size) as size from done group by run_id) d where r.id = d.run_id
     )
     select distinct run_id from done`,
    [resolutions.map((r) => r.runId), resolutions.map((r) => r.stepId), resolutions.map((r) => r.body), core.now()],
  );
  const runIds = done.map((row) => row.run_id);
  await discover(client, runIds);
  return runIds;
}

/**
 * Queues the discovery call of runs in which something was resolved, unless steps found together are still open (Inngest's
 * "optimized parallelism": one discovery when the last of them is done). A call in flight is followed by another.
 */
async function discover(client: Client, runIds: readonly string[]): Promise<void> {
  if (runIds.length === 0) return;
  await rows(
    client,
    "discover",
    `with ready as (
       select r.id, r.queued from engine.run r
       where r.id = any($1::text[]) and r.ended_at is null
         and not exists (select from engine.step s where s.run_id = r.id and s.state <> 'done' and s.coalesced)
     ), changed as (
       update engine.run r set dirty = ready.queued, queued = true, attempt = case when ready.queued then r.attempt else 0 end,
         ticket = r.ticket + case when ready.queued then 0 else 1 end
       from ready where r.id = ready.id
       returning r.id, r.ticket, r.dirty
     )
     select engine.enqueue(array(select json_build_object('r', id, 't', ticket) from changed where not dirty order by id))`,
    [runIds],
  );
}
