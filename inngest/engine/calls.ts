import { randomUUID } from "node:crypto";
import { Checkpoints } from "./checkpoints";
import { type Core, isRecord, json, rows, transaction } from "./core";
import { parseRetryAfter } from "./durations";
import { LIMITS } from "./limits";
import { freeSlots, takeSlots, unclaim } from "./leases";
import { concurrencyLimits, maxAttempts, type FunctionConfig } from "./registry";
import { Claims, Completions, type Claimed, readState, type State } from "./claims";
import { type Answer, type Call, engineError, failRun, type Op, type Outcome, RunFault } from "./outcomes";
import { applyAnswer } from "./results";
import { enqueue } from "./steps";
import type { EngineEvent, Job } from "./types";

/** This worker was taken for dead and its job given to another. */
export class SupersededError extends Error {
  override name = "SupersededError";
}

/** Makes the calls: claims a queued one, sends it to the SDK, applies the answer. */
export class Caller {
  readonly #checkpoints: Checkpoints;
  readonly #claims: Claims;
  readonly #completions: Completions;
  #stopping = false;

  constructor(
    private readonly core: Core,
    private readonly handler: (request: Request) => Promise<Response>,
    private readonly workerId: () => string,
  ) {
    this.#checkpoints = new Checkpoints(core);
    this.#claims = new Claims(core);
    this.#completions = new Completions(core);
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
      const claimed = await this.#claims.claim(job);
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
    const state = await readState(this.core, job.r, claimed.step_count);
    const answer = await this.#ask(fn, call, claimed.events, state);
    if (await this.#completions.complete(call, answer)) return "ended";
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
