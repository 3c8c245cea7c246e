import { asText, type Core, json, rows } from "./core";
import { bytes, LIMITS } from "./limits";

/** A step result the SDK hands over while its call goes on. */
export type CheckpointStep = { id: string; op: string; name: string; body: string };
type Entry = {
  runId: string;
  generation: number;
  steps: CheckpointStep[];
  settle: (outcome: CheckpointOutcome) => void;
  fail: (error: unknown) => void;
};

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

/**
 * Saves checkpoints of many runs together: while one batch is being written the next gathers, so that with many runs in
 * flight a single statement and a single flush to disk serve all of them. A checkpoint is answered only once committed.
 */
export class Checkpoints {
  #waiting: Entry[] = [];
  #writing = false;

  constructor(private readonly core: Core) {}

  /** Saves the steps if `generation` is the run's call in flight. Rejects if the database cannot be reached. */
  save(runId: string, generation: number, steps: CheckpointStep[]): Promise<CheckpointOutcome> {
    const overflow = steps.map((step) => tooLarge(step.body)).find((message) => message !== undefined);
    if (overflow !== undefined) return Promise.resolve({ overflow });
    return new Promise((settle, fail) => {
      this.#waiting.push({ runId, generation, steps, settle, fail });
      if (!this.#writing) setImmediate(() => void this.#drain());
    });
  }

  async #drain(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    while (this.#waiting.length > 0) {
      // One entry a run: a later checkpoint of the same run belongs in the next statement.
      const batch = new Map<string, Entry>();
      const later: Entry[] = [];
      for (const entry of this.#waiting) {
        if (batch.has(entry.runId) || batch.size >= 100) later.push(entry);
        else batch.set(entry.runId, entry);
      }
      this.#waiting = later;
      await this.#write([...batch.values()]);
    }
    this.#writing = false;
  }

  async #write(entries: Entry[]): Promise<void> {
    const steps = entries.flatMap((entry) => entry.steps.map((step) => ({ ...step, runId: entry.runId })));
    try {
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
      const byId = new Map(live.map((row) => [row.id, row]));
      for (const entry of entries) {
        const row = byId.get(entry.runId);
        const overflow = row && overLimit(row.step_count, Number(row.state_bytes));
        if (row) this.core.counters.steps += entry.steps.length;
        entry.settle(row ? (overflow === undefined ? "saved" : { overflow }) : "stale");
      }
    } catch (error) {
      for (const entry of entries) entry.fail(error);
    }
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
