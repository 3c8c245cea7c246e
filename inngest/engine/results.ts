import { tooLarge } from "./checkpoints";
import { type Client, type Core, json, rows } from "./core";
import { applyDiscovery } from "./discovery";
import { type Answer, type Call, engineError, failRun, isDone, type Outcome, retryOrGiveUp, stepBody } from "./outcomes";
import { type FunctionConfig, maxAttempts } from "./registry";
import { resolveSteps } from "./steps";

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
