import { type Core, json, rows } from "./core";
import { Gather } from "./gather";
import type { Answer, Call } from "./outcomes";
import type { Job } from "./types";

/** A call this worker may make: its run, and the generation it makes it with. */
export type Claimed = {
  id: string;
  fn_id: string;
  events: string;
  attempt: number;
  generation: number;
  deliveries: number;
  concurrency_keys: string[] | null;
  step_count: number;
};

/** A run's memoized steps as the JSON text a call carries, their order, and whether steps are still open. */
export type State = { steps: string; stack: string; open: boolean };

const CLAIM_RUNS = `
  with mine as (
    select r.id from engine.run r join unnest($1::text[], $2::integer[]) as i(id, ticket) on r.id = i.id
    where r.ticket = i.ticket and r.queued and r.ended_at is null order by r.id for update of r
  )
  update engine.run r set generation = generation + 1, discovery_gen = generation + 1, deliveries = deliveries + 1, dirty = false,
    started_at = coalesce(started_at, $3)
  from mine where r.id = mine.id
  returning r.id, fn_id, events, attempt, generation, deliveries, concurrency_keys, step_count`;

const CLAIM_STEP = `
  with run as (
    update engine.run set generation = generation + 1 where id = $1 and ended_at is null
    returning id, fn_id, events, generation, concurrency_keys, step_count
  ), step as (
    update engine.step s set gen = run.generation, deliveries = s.deliveries + 1 from run
    where s.run_id = run.id and s.id = $2 and s.state = 'planned' and s.attempt = $3
    returning s.attempt, s.deliveries
  )
  select run.id, fn_id, events, step.attempt, generation, step.deliveries, concurrency_keys, step_count from run, step`;

const STATE = `
  select coalesce(string_agg(to_json(id)::text || ':' || body, ',' order by seq) filter (where state = 'done'), '') as steps,
    coalesce(json_agg(id order by seq) filter (where state = 'done'), '[]'::json)::text as stack,
    coalesce(bool_or(state <> 'done'), false) as open
  from engine.step where run_id = $1`;

/** Claims queued calls. */
export class Claims {
  readonly #runs: Gather<{ r: string; t: number }, Claimed>;

  constructor(private readonly core: Core) {
    this.#runs = new Gather(
      (job) => job.r,
      async (jobs) => {
        const values = [jobs.map((job) => job.r), jobs.map((job) => job.t), core.now()];
        const claimed = await rows<Claimed>(core.pool, "claim_runs", CLAIM_RUNS, values);
        return new Map(claimed.map((row) => [row.id, row]));
      },
    );
  }

  /** The call the job names, or undefined if it was made already or its run has ended. From here on older calls of it are stale. */
  async claim(job: Job): Promise<Claimed | undefined> {
    if (!("s" in job)) return this.#runs.add(job);
    return (await rows<Claimed>(this.core.pool, "claim_step", CLAIM_STEP, [job.r, job.s, job.a]))[0];
  }
}

/** The state a call carries. Read after the claim: whatever is resolved later marks the run dirty and is seen by the next call. */
export async function readState(core: Core, runId: string, stepCount: number): Promise<State> {
  const [state] = stepCount === 0 ? [] : await rows<State>(core.pool, "state", STATE, [runId]);
  return state ?? { steps: "", stack: "[]", open: false };
}

const COMPLETE = `
  with mine as (
    select r.id, i.output from engine.run r join unnest($1::text[], $2::integer[], $3::text[]) as i(id, generation, output) on r.id = i.id
    where r.discovery_gen = i.generation and r.ended_at is null and r.parent_run is null order by r.id for update of r
  ), ended as (
    update engine.run r set status = 'completed', ended_at = $4, output = mine.output, queued = false, dirty = false, discovery_gen = null
    from mine where r.id = mine.id returning r.id
  ), waits as (delete from engine.wait where run_id in (select id from ended)),
     timers as (delete from engine.timer where run_id in (select id from ended)),
     steps as (delete from engine.step where run_id in (select id from ended) and state <> 'done')
  select id from ended`;

/** The common end of runs, "it completed with this output", many in one statement and no transaction. */
export class Completions {
  readonly #gather: Gather<{ call: Call; output: string }, true>;

  constructor(core: Core) {
    this.#gather = new Gather(
      ({ call }) => call.runId,
      async (items) => {
        const ended = await rows<{ id: string }>(core.pool, "complete", COMPLETE, [
          items.map((item) => item.call.runId),
          items.map((item) => item.call.generation),
          items.map((item) => item.output),
          core.now(),
        ]);
        core.counters.runs += ended.length;
        return new Map(ended.map((row) => [row.id, true as const]));
      },
    );
  }

  /**
   * Ends the call's run. Gives false, and changes nothing, if the answer is any other, the call is not the current one, or another
   * run waits for the result.
   */
  async complete(call: Call, answer: Answer): Promise<boolean> {
    const [op] = answer.kind === "ops" && answer.ops.length === 1 ? answer.ops : [];
    if (op?.op !== "RunComplete" || call.target !== "") return false;
    return (await this.#gather.add({ call, output: json(op.data) })) ?? false;
  }
}
