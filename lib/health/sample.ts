import { pool } from "@/db/client";
import { env } from "@/lib/env";
import { operationCounts } from "@/lib/tenancy/operations";
import { productNow } from "@/lib/tenancy/resolve";
import { COMPONENTS } from "./components";
import { judgeComponents } from "./rules";

const PATIENCE_MS = 10_000;

/** How long the web took to answer at its public address; undefined where it did not. */
async function probePages(): Promise<number | undefined> {
  const began = performance.now();
  try {
    const answer = await fetch(new URL("/api/health/live", env().APP_URL), { signal: AbortSignal.timeout(PATIENCE_MS), cache: "no-store" });
    await answer.arrayBuffer();
    return answer.ok ? performance.now() - began : undefined;
  } catch {
    return undefined;
  }
}

/** Looks at every component once and writes down how it does; called every minute by a workflow or a cron. Gives how many are not well. */
export async function sampleHealth(probe: () => Promise<number | undefined> = probePages): Promise<number> {
  const pagesMs = await probe();
  // The first question may have to open a connection; the second tells how the database does.
  await productNow("worker");
  const began = performance.now();
  const now = await productNow("worker");
  const databaseMs = performance.now() - began;
  const counts = await operationCounts(now);
  const value = (name: string): number => counts.find((row) => row.name === name)?.value ?? 0;
  const states = judgeComponents({
    pagesMs,
    databaseMs,
    dueLagSeconds: value("messages_due_lag_seconds"),
    receiptsWaitingSeconds: value("receipts_waiting_seconds"),
    recent: counts
      .filter((row) => row.name === "messages_recent")
      .map((row) => ({ channel: row.label.split(":")[0]!, status: row.label.split(":")[1]!, count: row.value })),
  });
  const ids = COMPONENTS.map(({ id }) => id);
  const list = ids.map((id) => states[id]);
  await pool("worker").query(
    `with seen as (select * from unnest($1::text[], $2::text[]) as s (component, state)),
     now_is as (
       insert into health_state as h (component, state) select component, state from seen
       on conflict (component) do update set state = excluded.state, checked_at = clock_timestamp(),
         since = case when h.state = excluded.state then h.since else clock_timestamp() end)
     insert into health_day as d (component, day, checks, degraded, down)
     select component, (clock_timestamp() at time zone 'UTC')::date, 1, (state = 'degraded')::int, (state = 'down')::int from seen
     on conflict (component, day) do update set checks = d.checks + 1, degraded = d.degraded + excluded.degraded, down = d.down + excluded.down`,
    [ids, list],
  );
  return list.filter((state) => state !== "ok").length;
}

export const HISTORY_DAYS = 90;

/** Deletes days that no page shows any more. */
export async function pruneHealth(): Promise<number> {
  const { rowCount } = await pool("worker").query(
    "delete from health_day where day < (clock_timestamp() at time zone 'UTC')::date - $1::int",
    [HISTORY_DAYS],
  );
  return rowCount ?? 0;
}
