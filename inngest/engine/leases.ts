import { type Client, type Core, json, rows, transaction } from "./core";
import type { Job } from "./types";

type Slot = { key: string; capacity: number };

const stepOf = (job: Job): string => ("s" in job ? job.s : "");

/** Serialises taking and giving back slots of a key; sorted, so that two calls cannot wait for each other. */
async function lockKeys(client: Client, keys: readonly string[]): Promise<void> {
  for (const key of [...new Set(keys)].sort())
    await rows(client, "lease_lock", "select pg_advisory_xact_lock(hashtextextended($1, 4711))", [key]);
}

/** A claimed call that is not made after all is no failed delivery. */
export async function unclaim(db: Client | Core["pool"], job: Job): Promise<void> {
  if ("s" in job) {
    await rows(db, "unclaim_step", "update engine.step set deliveries = greatest(0, deliveries - 1) where run_id = $1 and id = $2", [
      job.r,
      job.s,
    ]);
  } else await rows(db, "unclaim_run", "update engine.run set deliveries = greatest(0, deliveries - 1) where id = $1", [job.r]);
}

/**
 * Takes a slot of every key for a call, or parks the call (in order of arrival) at the first full one.
 * Gives whether the call may go ahead.
 */
export async function takeSlots(core: Core, workerId: string, job: Job, slots: readonly Slot[]): Promise<boolean> {
  return transaction(core.pool, async (client) => {
    await lockKeys(
      client,
      slots.map((slot) => slot.key),
    );
    for (const slot of slots) {
      const [used] = await rows<{ n: number }>(
        client,
        "lease_count",
        "select count(*)::integer as n from engine.lease where key = $1 and not (run_id = $2 and step_id = $3)",
        [slot.key, job.r, stepOf(job)],
      );
      if ((used?.n ?? 0) < slot.capacity) continue;
      await rows(client, "park", "insert into engine.parked (key, capacity, run_id, job) values ($1, $2, $3, $4)", [
        slot.key,
        slot.capacity,
        job.r,
        json(job),
      ]);
      await unclaim(client, job);
      return false;
    }
    for (const slot of slots) {
      await rows(
        client,
        "lease_take",
        "insert into engine.lease (key, run_id, step_id, worker_id) values ($1, $2, $3, $4) on conflict (key, run_id, step_id) do update set worker_id = excluded.worker_id",
        [slot.key, job.r, stepOf(job), workerId],
      );
    }
    return true;
  });
}

/** Queues as many calls parked at the keys as have room now. */
async function unpark(client: Client, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await rows(
      client,
      "unpark",
      `with head as (select capacity from engine.parked where key = $1 order by seq limit 1),
       room as (select greatest(0, (select capacity from head) - (select count(*) from engine.lease where key = $1)) as n),
       taken as (delete from engine.parked where seq in (select seq from engine.parked where key = $1 order by seq limit (select n from room)) returning seq, job)
       select engine.enqueue(array(select job from taken order by seq))`,
      [key],
    );
  }
}

/** Gives a call's slots back and lets parked calls go on. */
export async function freeSlots(core: Core, job: Job, keys: readonly string[]): Promise<void> {
  await transaction(core.pool, async (client) => {
    await lockKeys(client, keys);
    await rows(client, "lease_free", "delete from engine.lease where run_id = $1 and step_id = $2", [job.r, stepOf(job)]);
    await unpark(client, keys);
  });
}

/** Frees what dead workers held and unparks wherever there is room: repairs what a crash between two transactions left. */
export async function sweepSlots(core: Core, liveWorkers: readonly string[]): Promise<void> {
  await transaction(core.pool, async (client) => {
    const held = await rows<{ key: string }>(
      client,
      "lease_dead",
      "delete from engine.lease where not (worker_id = any($1::text[])) returning key",
      [liveWorkers],
    );
    const waiting = await rows<{ key: string }>(client, "parked_keys", "select distinct key from engine.parked", []);
    const keys = [...new Set([...held, ...waiting].map((row) => row.key))].sort();
    await lockKeys(client, keys);
    await unpark(client, keys);
  });
}
