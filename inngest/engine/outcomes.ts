import { type Client, type Core, json, rows } from "./core";
import { ulid } from "./ids";
import { backoffMs } from "./limits";
import { type FunctionConfig, maxAttempts } from "./registry";
import { routeEvents } from "./routing";
import { endRun } from "./runs";
import type { EngineEvent } from "./types";

/** An operation the SDK answered with. */
export type Op = {
  op: string;
  id: string;
  name?: string;
  displayName?: string;
  data?: unknown;
  error?: unknown;
  opts?: Record<string, unknown>;
};

/** The call an answer belongs to. `target` is "" for a discovery call, else the id of the planned step. */
export type Call = { runId: string; fnId: string; target: string; generation: number; attempt: number; events: EngineEvent[] };

/** What the SDK's answer comes down to. */
export type Answer =
  | { kind: "ops"; ops: Op[]; retryAt: Date | undefined }
  | { kind: "error"; error: unknown; retryable: boolean; retryAt: Date | undefined };

/**
 * `again`: the same worker goes on with the next discovery call. `ended`: the run is over (by this answer or before it).
 * `stale`: another call has taken over, the answer changed nothing.
 */
export type Outcome = "again" | "parked" | "ended" | "stale";

/** Fails a run and tells `onFailure` functions. */
export async function failRun(core: Core, client: Client, runId: string, error: unknown): Promise<void> {
  const ended = await endRun(core, client, runId, "failed", { error });
  if (!ended) return;
  const events = JSON.parse(ended.events) as EngineEvent[];
  const now = core.now().getTime();
  const failed: EngineEvent = {
    id: ulid(now),
    name: "inngest/function.failed",
    ts: now,
    data: { error, event: events[0], events, run_id: runId, function_id: ended.fnId },
  };
  await routeEvents(core, client, [failed]);
}

/** The function asked for something a limit or the supported language refuses: its run fails, retrying would not help. */
export class RunFault extends Error {
  override name = "RunFault";
}

export const engineError = (message: string) => ({ name: "EngineError", message, __serialized: true });

/** Plans the retry of a call, or gives up: a step that is given up is memoized with its error, a run fails. */
export async function retryOrGiveUp(
  core: Core,
  client: Client,
  fn: FunctionConfig,
  call: Call,
  error: unknown,
  retryAt: Date | undefined,
  retryable: boolean,
): Promise<Outcome> {
  const attempt = call.attempt + 1;
  if (!retryable || attempt >= maxAttempts(fn)) {
    await failRun(core, client, call.runId, error);
    return "ended";
  }
  const now = core.now();
  const wakeAt = retryAt ?? new Date(now.getTime() + backoffMs(attempt, Math.random()));
  if (call.target === "") {
    await rows(
      client,
      "retry_run",
      "update engine.run set attempt = $2, ticket = ticket + 1, discovery_gen = null, deliveries = 0 where id = $1",
      [call.runId, attempt],
    );
  } else {
    await rows(client, "retry_step", "update engine.step set attempt = $3, gen = null, deliveries = 0 where run_id = $1 and id = $2", [
      call.runId,
      call.target,
      attempt,
    ]);
  }
  await addTimers(core, client, [{ runId: call.runId, stepId: call.target, kind: "retry", wakeAt }]);
  return "parked";
}

/** A row of the timer table. */
export type NewTimer = { runId: string; stepId: string; kind: "sleep" | "wait" | "invoke" | "retry"; wakeAt: Date };

/** Adds timers and makes sure the timer loop is awake for them. */
export async function addTimers(core: Core, client: Client, timers: readonly NewTimer[]): Promise<void> {
  if (timers.length === 0) return;
  await rows(
    client,
    "add_timers",
    `insert into engine.timer (run_id, step_id, kind, wake_at) select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
     on conflict (run_id, step_id, kind) do update set wake_at = excluded.wake_at`,
    [timers.map((t) => t.runId), timers.map((t) => t.stepId), timers.map((t) => t.kind), timers.map((t) => t.wakeAt)],
  );
  for (const timer of timers) core.hint(timer.wakeAt);
}

/** The memoized value of a finished step. */
export const stepBody = (op: Op): string => (op.op === "StepFailed" ? `{"error":${json(op.error)}}` : `{"data":${json(op.data)}}`);
/** Whether the operation carries a step's final result or error. */
export const isDone = (op: Op): boolean => op.op === "StepRun" || op.op === "StepFailed";
