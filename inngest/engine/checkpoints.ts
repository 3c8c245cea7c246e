import { asText, type Core, json, rows } from "./core";
import { Gather } from "./gather";
import { bytes, LIMITS } from "./limits";

/** A step result the SDK hands over while its call goes on. */
export type CheckpointStep = { id: string; op: string; name: string; body: string };
/** `stale`: another call has taken over, or the run has ended. `overflow`: over the limit named, the run must fail. */
export type CheckpointOutcome = "saved" | "stale" | { overflow: string };

const SAVE = `
  with live as (
    select r.id from engine.run r join unnest($1::text[], $2::integer[]) as i(id, generation) on r.id = i.id
    where r.discovery_gen = i.generation and r.queued and r.ended_at is null
    order by r.id for update of r
  ), saved as (
    insert into engine.step (run_id, id, state, op, name, body, done_at)
    select n.run_id, n.id, 'done', n.op, n.name, n.body, $8
    from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) with ordinality as n(run_id, id, op, name, body, nr)
    where n.run_id in (select id from live)
    order by n.nr
    on conflict do nothing
    returning run_id, octet_length(body) as size
  ), counted as (
    update engine.run r set step_count = r.step_count + c.steps, state_bytes = r.state_bytes + c.size, attempt = 0, deliveries = 1
    from (select run_id, count(*) as steps, sum(size) as size from saved group by run_id) c
    where r.id = c.run_id returning r.id, r.step_count, r.state_bytes
  )
  select live.id, coalesce(counted.step_count, 0) as step_count, coalesce(counted.state_bytes, 0) as state_bytes from live left join counted using (id)`;

/** The first limit a step's body breaks, as the message the run fails with. */
export const overLimit = (steps: number, stateBytes: number): string | undefined => {
  if (steps > LIMITS.stepsPerRun) return `The function run exceeded the step limit of ${LIMITS.stepsPerRun} steps.`;
  if (stateBytes > LIMITS.stateBytes) return `The function run exceeded the state size limit of ${LIMITS.stateBytes} bytes.`;
  return undefined;
};

/** The message a run fails with when a step's result is too large. */
export const tooLarge = (body: string): string | undefined =>
  bytes(body) - '{"data":}'.length > LIMITS.stepOutputBytes ? `A step's output is larger than ${LIMITS.stepOutputBytes} bytes.` : undefined;

type Entry = { runId: string; generation: number; steps: CheckpointStep[] };

/** Saves the steps of calls in flight. A checkpoint is answered only once committed. */
export class Checkpoints {
  readonly #gather: Gather<Entry, CheckpointOutcome>;

  constructor(private readonly core: Core) {
    this.#gather = new Gather(
      (entry) => entry.runId,
      (entries) => this.#write(entries),
    );
  }

  /** Saves the steps if `generation` is the run's call in flight. Rejects if the database cannot be reached. */
  async save(runId: string, generation: number, steps: CheckpointStep[]): Promise<CheckpointOutcome> {
    const overflow = steps.map((step) => tooLarge(step.body)).find((message) => message !== undefined);
    if (overflow !== undefined) return { overflow };
    return (await this.#gather.add({ runId, generation, steps })) ?? "stale";
  }

  async #write(entries: Entry[]): Promise<Map<string, CheckpointOutcome>> {
    const steps = entries.flatMap((entry) => entry.steps.map((step) => ({ ...step, runId: entry.runId })));
    const live = await rows<{ id: string; step_count: number; state_bytes: string }>(this.core.pool, "checkpoint", SAVE, [
      entries.map((entry) => entry.runId),
      entries.map((entry) => entry.generation),
      steps.map((step) => step.runId),
      steps.map((step) => step.id),
      steps.map((step) => step.op),
      steps.map((step) => step.name),
      steps.map((step) => step.body),
      this.core.now(),
    ]);
    const saved = new Set(live.map((row) => row.id));
    this.core.counters.steps += steps.filter((step) => saved.has(step.runId)).length;
    return new Map(
      live.map((row): [string, CheckpointOutcome] => {
        const overflow = overLimit(row.step_count, Number(row.state_bytes));
        return [row.id, overflow === undefined ? "saved" : { overflow }];
      }),
    );
  }
}

/** Reads the body of a checkpoint request. Only finished steps may be checkpointed; throws an Error otherwise. */
export function readCheckpointSteps(steps: unknown): CheckpointStep[] {
  if (!Array.isArray(steps)) throw new Error("a checkpoint needs a list of steps");
  return steps.map((step: { id?: unknown; op?: unknown; displayName?: unknown; data?: unknown; error?: unknown }) => {
    if (typeof step?.id !== "string" || (step.op !== "StepRun" && step.op !== "StepFailed"))
      throw new Error(`only finished steps can be checkpointed, not ${String(step?.op)}`);
    const body = step.op === "StepFailed" ? `{"error":${json(step.error)}}` : `{"data":${json(step.data)}}`;
    return { id: step.id, op: "StepRun", name: asText(step.displayName), body };
  });
}
