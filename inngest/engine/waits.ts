import { type Client, type Core, json, rows } from "./core";
import { parseDuration } from "./durations";
import { planMatch } from "./expression";
import type { FunctionConfig } from "./registry";

/** An event a run waits for or is cancelled by. `stepId` is unique within the run. */
export type NewWait = {
  runId: string;
  stepId: string;
  kind: "wait" | "cancel";
  eventName: string;
  expression: string | undefined;
  event: unknown;
  expiresAt: Date | null;
};

/** Learns which shapes are committed, so that `addWaits` need not insert them again. Called at start and from time to time. */
export async function learnShapes(core: Core): Promise<void> {
  const known = await rows<{ event_name: string; paths: string }>(
    core.pool,
    "learn_shapes",
    "select event_name, paths from engine.wait_shape",
    [],
  );
  for (const row of known) core.shapes.add(json([row.event_name, row.paths]));
}

/** Registers waits under the key their expression compiles to. A wait that can match nothing is not stored. */
export async function addWaits(core: Core, client: Client, waits: readonly NewWait[]): Promise<void> {
  const planned = waits.map((wait) => ({ wait, plan: planMatch(wait.expression, wait.event) })).filter(({ plan }) => !plan.never);
  if (planned.length === 0) return;
  const shapes = new Map(planned.map(({ wait, plan }) => [json([wait.eventName, plan.paths]), [wait.eventName, plan.paths]] as const));
  for (const [shape, values] of shapes) {
    // Not remembered here: should this transaction roll back, the shape would be missing and its waits never found.
    if (!core.shapes.has(shape))
      await rows(client, "wait_shape", "insert into engine.wait_shape (event_name, paths) values ($1, $2) on conflict do nothing", [
        ...values,
      ]);
  }
  await rows(
    client,
    "add_waits",
    `insert into engine.wait (run_id, step_id, kind, event_name, match_key, residual, expires_at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[]) on conflict do nothing`,
    [
      planned.map(({ wait }) => wait.runId),
      planned.map(({ wait }) => wait.stepId),
      planned.map(({ wait }) => wait.kind),
      planned.map(({ wait }) => wait.eventName),
      planned.map(({ plan }) => plan.key),
      planned.map(({ plan }) => plan.residual ?? null),
      planned.map(({ wait }) => wait.expiresAt),
    ],
  );
}

/** The waits a function's `cancelOn` puts beside a run. */
export function cancelWaits(core: Core, fn: FunctionConfig, runId: string, event: unknown): NewWait[] {
  return (fn.cancel ?? []).map((cancel, index) => {
    const within = cancel.timeout === undefined ? undefined : parseDuration(cancel.timeout);
    const expiresAt = within === undefined ? null : new Date(core.now().getTime() + within);
    return { runId, stepId: `cancel:${index}`, kind: "cancel", eventName: cancel.event, expression: cancel.if, event, expiresAt };
  });
}
