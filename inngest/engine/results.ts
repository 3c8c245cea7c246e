import { overLimit, tooLarge } from "./checkpoints";
import { asText, type Client, type Core, json, rows } from "./core";
import { parseWhen } from "./durations";
import { checkExpression } from "./expression";
import { ulid } from "./ids";
import { backoffMs, LIMITS } from "./limits";
import { maxAttempts, type FunctionConfig } from "./registry";
import { routeEvents } from "./routing";
import { createRuns, endRun } from "./runs";
import { enqueue, resolveSteps } from "./steps";
import type { EngineEvent } from "./types";
import { addWaits } from "./waits";

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

/** Runs a check of what the function asked for; its error becomes a RunFault. */
function asked<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw new RunFault(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function wakeTime(what: string, text: unknown, now: Date): Date {
  return asked(() => {
    const at = parseWhen(asText(text), now);
    if (at.getTime() - now.getTime() > LIMITS.sleepMs) throw new RangeError(`a ${what} may last 366 days at most`);
    return at;
  });
}

export const engineError = (message: string) => ({ name: "EngineError", message, __serialized: true });

/** Plans the retry of a call, or gives up: a step that is given up is memoized with its error, a run fails. */
async function retryOrGiveUp(
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

type NewTimer = { runId: string; stepId: string; kind: "sleep" | "wait" | "invoke" | "retry"; wakeAt: Date };

async function addTimers(core: Core, client: Client, timers: readonly NewTimer[]): Promise<void> {
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

const stepBody = (op: Op): string => (op.op === "StepFailed" ? `{"error":${json(op.error)}}` : `{"data":${json(op.data)}}`);
const isDone = (op: Op): boolean => op.op === "StepRun" || op.op === "StepFailed";
const OPEN = new Set(["StepPlanned", "Sleep", "WaitForEvent", "InvokeFunction"]);

/** Applies the answer to a planned step's own call. */
async function applyStep(core: Core, client: Client, fn: FunctionConfig, call: Call, answer: Answer): Promise<Outcome> {
  const [step] = await rows<{ gen: number }>(
    client,
    "step_check",
    "select gen from engine.step where run_id = $1 and id = $2 and state = 'planned' and gen = $3 for update",
    [call.runId, call.target, call.generation],
  );
  if (!step) return "stale";
  if (answer.kind === "error") return retryOrGiveUp(core, client, fn, call, answer.error, answer.retryAt, answer.retryable);
  const op = answer.ops.find((candidate) => candidate.id === call.target);
  if (!op || !(isDone(op) || op.op === "StepError")) {
    return retryOrGiveUp(
      core,
      client,
      fn,
      call,
      engineError(`Step ${call.target} was not found in the function; its code may have changed.`),
      undefined,
      true,
    );
  }
  if (op.op === "StepError" && call.attempt + 1 < maxAttempts(fn))
    return retryOrGiveUp(core, client, fn, call, op.error, answer.retryAt, true);
  const body = op.op === "StepError" ? `{"error":${json(op.error)}}` : stepBody(op);
  const overflow = tooLarge(body);
  if (overflow !== undefined) {
    await failRun(core, client, call.runId, engineError(overflow));
    return "ended";
  }
  core.counters.steps++;
  await resolveSteps(core, client, [{ runId: call.runId, stepId: call.target, body }]);
  return "parked";
}

/** Writes the side rows of newly found open steps: timers, waits, invoked runs, and the calls of planned steps. */
async function openSteps(core: Core, client: Client, call: Call, ops: readonly Op[]): Promise<void> {
  const now = core.now();
  const timers: NewTimer[] = [];
  for (const op of ops) {
    const stepId = op.id;
    if (op.op === "Sleep") {
      timers.push({ runId: call.runId, stepId, kind: "sleep", wakeAt: wakeTime("sleep", op.name ?? op.opts?.["duration"], now) });
    } else if (op.op === "WaitForEvent") {
      const wakeAt = wakeTime("wait", op.opts?.["timeout"], now);
      const condition = op.opts?.["if"];
      const expression = typeof condition === "string" ? condition : undefined;
      if (expression !== undefined) asked(() => checkExpression(expression));
      const eventName = op.name ?? asText(op.opts?.["event"]);
      await addWaits(core, client, [
        { runId: call.runId, stepId, kind: "wait", eventName, expression, event: call.events[0], expiresAt: wakeAt },
      ]);
      timers.push({ runId: call.runId, stepId, kind: "wait", wakeAt });
    } else if (op.op === "InvokeFunction") {
      const timeout = op.opts?.["timeout"];
      if (timeout !== undefined) timers.push({ runId: call.runId, stepId, kind: "invoke", wakeAt: wakeTime("invoke", timeout, now) });
      await invoke(core, client, call, op);
    }
  }
  await addTimers(core, client, timers);
  await enqueue(
    client,
    ops.filter((op) => op.op === "StepPlanned").map((op) => ({ r: call.runId, s: op.id, a: 0 })),
  );
}

async function invoke(core: Core, client: Client, call: Call, op: Op): Promise<void> {
  const functionId = asText(op.opts?.["function_id"]);
  const fn = core.registry.find(functionId);
  const now = core.now().getTime();
  const payload = (op.opts?.["payload"] ?? {}) as Record<string, unknown>;
  const event: EngineEvent = { ...payload, id: ulid(now), name: "inngest/function.invoked", ts: now, data: payload["data"] ?? {} };
  const started = fn ? await createRuns(core, client, [{ fn, events: [event], parent: { runId: call.runId, stepId: op.id } }]) : [];
  if (started.length > 0) return;
  const message = fn ? `${functionId} is a singleton and already running` : `There is no function ${functionId}`;
  await resolveSteps(core, client, [{ runId: call.runId, stepId: op.id, body: json({ error: engineError(message) }) }]);
}

/** Applies the answer to a discovery call. */
async function applyDiscovery(
  core: Core,
  client: Client,
  fn: FunctionConfig,
  call: Call,
  answer: Answer,
  dirty: boolean,
): Promise<Outcome> {
  if (answer.kind === "error") return retryOrGiveUp(core, client, fn, call, answer.error, answer.retryAt, answer.retryable);
  const { ops } = answer;
  const strange = ops.find((op) => !isDone(op) && !OPEN.has(op.op) && !["RunComplete", "StepError", "DiscoveryRequest"].includes(op.op));
  if (strange) {
    await failRun(core, client, call.runId, engineError(`${strange.op} is not offered by the embedded engine`));
    return "ended";
  }
  const steps = ops.filter((op) => isDone(op) || OPEN.has(op.op));
  const bodies = steps.map((op) => (isDone(op) ? stepBody(op) : null));
  let overflow = bodies.map((body) => (body === null ? undefined : tooLarge(body))).find((message) => message !== undefined);
  let known = false;
  if (steps.length > 0 && overflow === undefined) {
    const coalesced = steps.length > 1 && steps.some((op) => op.op === "StepPlanned");
    const saved = await rows<{ id: string; inserted: boolean; step_count: number; state_bytes: string }>(
      client,
      "save_steps",
      `with saved as (
         insert into engine.step as s (run_id, id, state, op, name, body, coalesced, done_at)
         select $1, n.id, n.state, n.op, n.name, n.body, $7 and n.state <> 'done', case when n.state = 'done' then $8::timestamptz end
         from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) with ordinality as n(id, state, op, name, body, nr) order by nr
         on conflict do nothing returning s.id, octet_length(s.body) as size
       ), counted as (
         update engine.run r set step_count = r.step_count + (select count(*) from saved), state_bytes = r.state_bytes + (select coalesce(sum(size), 0) from saved)
         where r.id = $1 returning step_count, state_bytes
       )
       select saved.id, counted.step_count, counted.state_bytes from saved, counted`,
      [
        call.runId,
        steps.map((op) => op.id),
        steps.map((op) => (isDone(op) ? "done" : op.op === "StepPlanned" ? "planned" : "pending")),
        steps.map((op) => (isDone(op) ? "StepRun" : op.op)),
        steps.map((op) => op.displayName ?? op.name ?? ""),
        bodies,
        coalesced,
        core.now(),
      ],
    );
    const fresh = new Set(saved.map((row) => row.id));
    core.counters.steps += steps.filter((op) => isDone(op) && fresh.has(op.id)).length;
    // A step reported again although it is stored: it was resolved while this call was under way, so look once more.
    known = steps.some((op) => !fresh.has(op.id));
    const [row] = saved;
    overflow = row && overLimit(row.step_count, Number(row.state_bytes));
    if (overflow === undefined)
      await openSteps(
        core,
        client,
        call,
        steps.filter((op) => fresh.has(op.id)),
      );
  }
  if (overflow !== undefined) {
    await failRun(core, client, call.runId, engineError(overflow));
    return "ended";
  }
  const complete = ops.find((op) => op.op === "RunComplete");
  if (complete) {
    await endRun(core, client, call.runId, "completed", { output: json(complete.data) });
    return "ended";
  }
  const failing = ops.find((op) => op.op === "StepError");
  if (failing) return stepErrorInDiscovery(core, client, fn, call, failing, answer.retryAt);
  const again = dirty || known || steps.some(isDone) || ops.some((op) => op.op === "DiscoveryRequest");
  const [next] = await rows<{ queued: boolean }>(
    client,
    "after_discovery",
    `update engine.run r set discovery_gen = null, deliveries = 0, attempt = 0, dirty = false,
       queued = ($2 or r.dirty) and not exists (select from engine.step s where s.run_id = r.id and s.state <> 'done' and s.coalesced)
     where id = $1 returning queued`,
    [call.runId, again],
  );
  return next?.queued ? "again" : "parked";
}

/** A step the SDK ran at once (without planning it) failed: retry through discovery, or memoize the error. */
async function stepErrorInDiscovery(
  core: Core,
  client: Client,
  fn: FunctionConfig,
  call: Call,
  op: Op,
  retryAt: Date | undefined,
): Promise<Outcome> {
  if (call.attempt + 1 < maxAttempts(fn)) return retryOrGiveUp(core, client, fn, call, op.error, retryAt, true);
  return applyDiscovery(core, client, fn, call, { kind: "ops", ops: [{ ...op, op: "StepFailed" }], retryAt: undefined }, false);
}

/**
 * Applies the SDK's answer in the transaction of `client`, if the call is still the current one (same generation, run not
 * ended); otherwise nothing changes.
 */
export async function applyAnswer(core: Core, client: Client, fn: FunctionConfig, call: Call, answer: Answer): Promise<Outcome> {
  const [run] = await rows<{ discovery_gen: number | null; dirty: boolean }>(
    client,
    "run_check",
    "select discovery_gen, dirty from engine.run where id = $1 and ended_at is null for update",
    [call.runId],
  );
  if (!run) return "ended";
  if (call.target !== "") return applyStep(core, client, fn, call, answer);
  return run.discovery_gen === call.generation ? applyDiscovery(core, client, fn, call, answer, run.dirty) : "stale";
}
