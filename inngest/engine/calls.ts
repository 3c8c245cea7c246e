import { randomUUID } from "node:crypto";
import { Checkpoints } from "./checkpoints";
import { type Core, isRecord, json, rows, transaction } from "./core";
import { parseRetryAfter } from "./durations";
import { LIMITS } from "./limits";
import { freeSlots, takeSlots, unclaim } from "./leases";
import { concurrencyLimits, maxAttempts, type FunctionConfig } from "./registry";
import { completeAtOnce } from "./discovery";
import { type Answer, type Call, engineError, failRun, type Op, type Outcome, RunFault } from "./outcomes";
import { applyAnswer } from "./results";
import { enqueue } from "./steps";
import type { EngineEvent, Job } from "./types";

type Claimed = {
  fn_id: string;
  events: string;
  attempt: number;
  generation: number;
  deliveries: number;
  concurrency_keys: string[] | null;
  step_count: number;
};
type State = { steps: string; stack: string; open: boolean };

const CLAIM_RUN = `
  update engine.run set generation = generation + 1, discovery_gen = generation + 1, deliveries = deliveries + 1, dirty = false, started_at = coalesce(started_at, $3)
  where id = $1 and ticket = $2 and queued and ended_at is null
  returning fn_id, events, attempt, generation, deliveries, concurrency_keys, step_count`;

const CLAIM_STEP = `
  with run as (
    update engine.run set generation = generation + 1 where id = $1 and ended_at is null
    returning id, fn_id, events, generation, concurrency_keys, step_count
  ), step as (
    update engine.step s set gen = run.generation, deliveries = s.deliveries + 1 from run
    where s.run_id = run.id and s.id = $2 and s.state = 'planned' and s.attempt = $3
    returning s.attempt, s.deliveries
  )
  select fn_id, events, step.attempt, generation, step.deliveries, concurrency_keys, step_count from run, step`;

const STATE = `
  select coalesce(string_agg(to_json(id)::text || ':' || body, ',' order by seq) filter (where state = 'done'), '') as steps,
    coalesce(json_agg(id order by seq) filter (where state = 'done'), '[]'::json)::text as stack,
    coalesce(bool_or(state <> 'done'), false) as open
  from engine.step where run_id = $1`;

/** This worker was taken for dead and its job given to another. */
export class SupersededError extends Error {
  override name = "SupersededError";
}

/** Makes the calls: claims a queued one, sends it to the SDK, applies the answer. */
export class Caller {
  readonly #checkpoints: Checkpoints;
  #stopping = false;

  constructor(
    private readonly core: Core,
    private readonly handler: (request: Request) => Promise<Response>,
    private readonly workerId: () => string,
  ) {
    this.#checkpoints = new Checkpoints(core);
  }

  get checkpoints(): Checkpoints {
    return this.#checkpoints;
  }

  /** From now on a run's next call is queued for another worker instead of being made at once. */
  stop(): void {
    this.#stopping = true;
  }

  /**
   * Carries out a queued job: the call it names and the discovery calls that follow at once. A job whose call was made
   * already (redelivered after a crash) does nothing. Throws only if the database cannot be reached.
   */
  async run(job: Job): Promise<void> {
    for (;;) {
      const claimed = await this.#claim(job);
      if (!claimed) return;
      const fn = this.core.registry.find(claimed.fn_id);
      if (!fn) {
        await unclaim(this.core.pool, job);
        throw new Error(`This process has no function ${claimed.fn_id}; another one may`);
      }
      const keys = claimed.concurrency_keys ?? [];
      const slots = concurrencyLimits(fn).flatMap((capacity, index) => (keys[index] === undefined ? [] : [{ key: keys[index], capacity }]));
      if (slots.length > 0 && !(await takeSlots(this.core, this.workerId(), job, slots))) return;
      let outcome: Outcome;
      try {
        outcome = await this.#call(job, fn, claimed);
      } finally {
        if (slots.length > 0)
          await freeSlots(
            this.core,
            job,
            slots.map((slot) => slot.key),
          );
      }
      // The job belongs to the worker that took over: failing (instead of completing) leaves it alone.
      if (outcome === "stale") throw new SupersededError(`Run ${job.r}: another call has taken over`);
      if (outcome !== "again" || !("t" in job)) return;
      if (this.#stopping || slots.length > 0) return this.#requeue(job.r);
    }
  }

  async #claim(job: Job): Promise<Claimed | undefined> {
    const [claimed] =
      "s" in job
        ? await rows<Claimed>(this.core.pool, "claim_step", CLAIM_STEP, [job.r, job.s, job.a])
        : await rows<Claimed>(this.core.pool, "claim_run", CLAIM_RUN, [job.r, job.t, this.core.now()]);
    return claimed;
  }

  /** Hands the run's next discovery call to the queue. */
  async #requeue(runId: string): Promise<void> {
    await transaction(this.core.pool, async (client) => {
      const [run] = await rows<{ ticket: number }>(
        client,
        "requeue",
        "update engine.run set ticket = ticket + 1 where id = $1 and queued and ended_at is null returning ticket",
        [runId],
      );
      if (run) await enqueue(client, [{ r: runId, t: run.ticket }]);
    });
  }

  async #call(job: Job, fn: FunctionConfig, claimed: Claimed): Promise<Outcome> {
    const target = "s" in job ? job.s : "";
    const events = JSON.parse(claimed.events) as EngineEvent[];
    const call: Call = { runId: job.r, fnId: fn.id, target, generation: claimed.generation, attempt: claimed.attempt, events };
    if (claimed.deliveries > LIMITS.deliveries)
      return this.#fail(call, `The worker stopped ${claimed.deliveries - 1} times during this call.`);
    // A statement of its own, after the claim: whatever is resolved later marks the run dirty and is seen by the next call.
    const [state] = claimed.step_count === 0 ? [] : await rows<State>(this.core.pool, "state", STATE, [job.r]);
    const answer = await this.#ask(fn, call, claimed.events, state ?? { steps: "", stack: "[]", open: false });
    if (await completeAtOnce(this.core, call, answer)) return "ended";
    try {
      return await transaction(this.core.pool, (client) => applyAnswer(this.core, client, fn, call, answer));
    } catch (error) {
      if (error instanceof RunFault) return this.#fail(call, error.message);
      throw error;
    }
  }

  async #fail(call: Call, message: string): Promise<Outcome> {
    this.core.log("error", "engine: run failed by the engine", { run: call.runId, function: call.fnId, reason: message });
    await transaction(this.core.pool, (client) => failRun(this.core, client, call.runId, engineError(message)));
    return "ended";
  }

  /** One request to the SDK, as Inngest's servers make it. */
  async #ask(fn: FunctionConfig, call: Call, eventsJson: string, state: State): Promise<Answer> {
    const ctx = {
      env: "embedded",
      fn_id: fn.id,
      run_id: call.runId,
      step_id: "step",
      qi_id: `${call.runId}:${call.target}`,
      attempt: call.attempt,
      max_attempts: maxAttempts(fn),
      disable_immediate_execution: state.open,
      use_api: false,
    };
    // The stored JSON goes in as text: nothing of a run's state is parsed and printed again on the way.
    const stack = `{"stack":${state.stack},"current":${call.target === "" ? -1 : 0}}`;
    const body = `{"version":2,"use_api":false,"event":${json(call.events[0])},"events":${eventsJson},"steps":{${state.steps}},"ctx":{${json(ctx).slice(1, -1)},"stack":${stack}}}`;
    const url = `http://app.local/api/inngest?fnId=${encodeURIComponent(fn.id)}&stepId=${call.target || "step"}`;
    const headers = {
      host: "app.local",
      "content-type": "application/json",
      "x-inngest-req-version": "2",
      "x-inngest-server-kind": "dev",
      "x-inngest-generation-id": String(call.generation),
      "x-request-id": randomUUID(),
      "x-run-id": call.runId,
    };
    try {
      return await readAnswer(await this.handler(new Request(url, { method: "POST", headers, body })), this.core.now());
    } catch (error) {
      return {
        kind: "error",
        error: engineError(error instanceof Error ? error.message : String(error)),
        retryable: true,
        retryAt: undefined,
      };
    }
  }
}

/** Reads the SDK's answer. Throws (and the call is retried) if it is not JSON. */
async function readAnswer(response: Response, now: Date): Promise<Answer> {
  const text = await response.text();
  const parsed: unknown = text === "" ? null : JSON.parse(text);
  const retryAt = parseRetryAfter(response.headers.get("retry-after"), now);
  if (response.status === 206) {
    if (!Array.isArray(parsed) || !parsed.every((op) => isRecord(op) && typeof op["op"] === "string" && typeof op["id"] === "string"))
      throw new Error("The answer holds no list of operations");
    return { kind: "ops", ops: parsed as Op[], retryAt };
  }
  if (response.status === 200) return { kind: "ops", ops: [{ op: "RunComplete", id: "", data: parsed }], retryAt: undefined };
  const retryable = response.headers.get("x-inngest-no-retry") !== "true";
  return { kind: "error", error: parsed ?? engineError(`The SDK answered with status ${response.status}`), retryable, retryAt };
}
