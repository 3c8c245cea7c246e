import { type Core, rows } from "./core";
import { LIMITS } from "./limits";

const BATCH = 1_000;

async function inBatches(core: Core, name: string, statement: string, values: unknown[], stopped: () => boolean): Promise<number> {
  let total = 0;
  for (;;) {
    const deleted = await rows(core.pool, name, statement, values);
    total += deleted.length;
    if (deleted.length < BATCH || stopped()) return total;
  }
}

/**
 * Deletes what is no longer needed, in batches of 1,000: runs that ended more than `retentionDays` ago with their steps,
 * event ids and idempotency keys whose window is over. Gives how many runs went.
 */
export async function deleteOld(core: Core, retentionDays: number, stopped: () => boolean = () => false): Promise<number> {
  const now = core.now().getTime();
  const runs = await inBatches(
    core,
    "retire_runs",
    `with old as (
       delete from engine.run where id in (select id from engine.run where ended_at < $1 order by ended_at limit ${BATCH}) returning id
     ), steps as (delete from engine.step where run_id in (select id from old))
     select id from old`,
    [new Date(now - retentionDays * 86_400_000)],
    stopped,
  );
  await inBatches(
    core,
    "retire_events",
    `delete from engine.event where id in (select id from engine.event where received_at < $1 and body is null order by received_at limit ${BATCH}) returning id`,
    [new Date(now - LIMITS.eventDedupeMs)],
    stopped,
  );
  await inBatches(
    core,
    "retire_keys",
    `delete from engine.idempotency where (fn_id, key) in (select fn_id, key from engine.idempotency where expires_at < $1 limit ${BATCH}) returning key`,
    [new Date(now)],
    stopped,
  );
  return runs;
}
