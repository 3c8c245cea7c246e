import { type Client, type Core, rows, transaction } from "./core";
import { parseDuration } from "./durations";
import { keyValue } from "./expression";
import type { FunctionConfig } from "./registry";
import { createRuns, type NewRun } from "./runs";
import type { EngineEvent } from "./types";

/** Takes the collected events of a batch out, oldest first, and makes them one run. */
async function takeBatch(client: Client, fn: FunctionConfig, key: string, size: number): Promise<NewRun[]> {
  const events = await rows<{ event: string }>(
    client,
    "batch_take",
    `with taken as (delete from engine.batch_event where seq in (select seq from engine.batch_event where fn_id = $1 and key = $2 order by seq limit $3) returning seq, event)
     select event from taken order by seq`,
    [fn.id, key, size],
  );
  await rows(client, "batch_close", "delete from engine.batch where fn_id = $1 and key = $2", [fn.id, key]);
  return events.length === 0 ? [] : [{ fn, events: events.map((row) => JSON.parse(row.event) as EngineEvent) }];
}

/** Adds an event to its function's open batch. Gives the run to start if that filled it. */
export async function addToBatch(
  core: Core,
  client: Client,
  fn: FunctionConfig,
  batch: NonNullable<FunctionConfig["batchEvents"]>,
  event: EngineEvent,
): Promise<NewRun[]> {
  const key = batch.key ? keyValue(batch.key, event) : "";
  const dueAt = new Date(core.now().getTime() + (parseDuration(batch.timeout) ?? 0));
  // The upsert locks the batch row, so that two senders count one after the other.
  await rows(
    client,
    "batch_open",
    "insert into engine.batch as b (fn_id, key, due_at) values ($1, $2, $3) on conflict (fn_id, key) do update set due_at = b.due_at",
    [fn.id, key, dueAt],
  );
  await rows(client, "batch_add", "insert into engine.batch_event (fn_id, key, event) values ($1, $2, $3)", [
    fn.id,
    key,
    JSON.stringify(event),
  ]);
  const [count] = await rows<{ n: number }>(
    client,
    "batch_count",
    "select count(*)::integer as n from engine.batch_event where fn_id = $1 and key = $2",
    [fn.id, key],
  );
  core.hint(dueAt);
  return (count?.n ?? 0) >= batch.maxSize ? takeBatch(client, fn, key, batch.maxSize) : [];
}

/** Starts the runs of batches whose time is up. Gives how many. */
export async function closeDueBatches(core: Core): Promise<number> {
  return transaction(core.pool, async (client) => {
    const due = await rows<{ fn_id: string; key: string }>(
      client,
      "batch_due",
      "select fn_id, key from engine.batch where due_at <= $1 limit 100 for update skip locked",
      [core.now()],
    );
    const runs: NewRun[] = [];
    for (const row of due) {
      const fn = core.registry.find(row.fn_id);
      if (fn?.batchEvents) runs.push(...(await takeBatch(client, fn, row.key, fn.batchEvents.maxSize)));
    }
    await createRuns(core, client, runs);
    return runs.length;
  });
}
