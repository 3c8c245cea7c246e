import { overLimit, tooLarge } from "./checkpoints";
import { asText, type Client, type Core, json, rows } from "./core";
import { parseWhen } from "./durations";
import { checkExpression } from "./expression";
import { ulid } from "./ids";
import { bytes, LIMITS } from "./limits";
import {
  addTimers,
  type Answer,
  type Call,
  engineError,
  failRun,
  isDone,
  type NewTimer,
  type Op,
  type Outcome,
  retryOrGiveUp,
  RunFault,
  stepBody,
} from "./outcomes";
import { type FunctionConfig, maxAttempts } from "./registry";
import { createRuns, endRun } from "./runs";
import { enqueue, resolveSteps } from "./steps";
import type { EngineEvent } from "./types";
import { addWaits } from "./waits";

const OPEN = new Set(["StepPlanned", "Sleep", "WaitForEvent", "InvokeFunction"]);

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

/**
 * Stores the steps of an answer and opens the new ones. `overflow`: the limit the run breaks, if any. `resolved`: an open step was
 * reported that has its value by now (it came while the call was under way), so that another look is due.
 */
async function saveSteps(
  core: Core,
  client: Client,
  call: Call,
  steps: readonly Op[],
): Promise<{ overflow: string | undefined; resolved: boolean }> {
  if (steps.length === 0) return { overflow: undefined, resolved: false };
  const bodies = steps.map((op) => (isDone(op) ? stepBody(op) : null));
  const large = bodies.map((body) => (body === null ? undefined : tooLarge(body))).find((message) => message !== undefined);
  if (large !== undefined) return { overflow: large, resolved: false };
  const coalesced = steps.length > 1;
  const saved = await rows<{ id: string; state: string; fresh: boolean }>(
    client,
    "save_steps",
    `insert into engine.step as s (run_id, id, state, op, name, body, coalesced, done_at)
     select $1, n.id, n.state, n.op, n.name, n.body, $7 and n.state <> 'done', case when n.state = 'done' then $8::timestamptz end
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) with ordinality as n(id, state, op, name, body, nr) order by nr
     on conflict (run_id, id) do update set body = coalesce(s.body, excluded.body), done_at = coalesce(s.done_at, excluded.done_at),
       state = case when excluded.state = 'done' then 'done' else s.state end, coalesced = s.coalesced or excluded.coalesced
     returning id, state, xmax = 0 as fresh`,
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
  const fresh = new Set(saved.filter((step) => step.fresh).map((step) => step.id));
  core.counters.steps += steps.filter((op) => isDone(op) && fresh.has(op.id)).length;
  const size = bodies.reduce((sum, body) => sum + (body === null ? 0 : bytes(body)), 0);
  const [run] = await rows<{ step_count: number; state_bytes: string }>(
    client,
    "count_steps",
    "update engine.run set step_count = step_count + $2, state_bytes = state_bytes + $3 where id = $1 returning step_count, state_bytes",
    [call.runId, fresh.size, size],
  );
  const overflow = run && overLimit(run.step_count, Number(run.state_bytes));
  const opened = steps.filter((op) => fresh.has(op.id));
  if (overflow === undefined) await openSteps(core, client, call, opened);
  const doneBefore = new Set(saved.filter((step) => !step.fresh && step.state === "done").map((step) => step.id));
  return { overflow, resolved: steps.some((op) => !isDone(op) && doneBefore.has(op.id)) };
}

/** Applies the answer to a discovery call. */
export async function applyDiscovery(
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
  const stored = await saveSteps(
    core,
    client,
    call,
    ops.filter((op) => isDone(op) || OPEN.has(op.op)),
  );
  if (stored.overflow !== undefined) {
    await failRun(core, client, call.runId, engineError(stored.overflow));
    return "ended";
  }
  const complete = ops.find((op) => op.op === "RunComplete");
  if (complete) {
    await endRun(core, client, call.runId, "completed", { output: json(complete.data) });
    return "ended";
  }
  const failing = ops.find((op) => op.op === "StepError");
  if (failing) return stepErrorInDiscovery(core, client, fn, call, failing, answer.retryAt);
  const again = dirty || stored.resolved || ops.some(isDone) || ops.some((op) => op.op === "DiscoveryRequest");
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
