import { pool } from "@/db/client";
import { env } from "@/lib/env";
import type { ProcessStats } from "./process-stats";

const KEY = "worker.heartbeat";

/** Called by the worker every few seconds: says that it is alive, by the database's clock, and how its process does. */
export async function beatWorker(stats?: ProcessStats): Promise<void> {
  await pool("worker").query(
    `insert into system_state (key, value, updated_at) values ($1, $2, clock_timestamp())
     on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
    [KEY, stats ? JSON.stringify(stats) : ""],
  );
}

/** How the worker's process did at its last beat; undefined where it gave none within WORKER_SILENT_SECONDS. */
export async function readWorkerStats(): Promise<ProcessStats | undefined> {
  const { rows } = await pool("app").query<{ value: string }>(
    "select value from system_state where key = $1 and value <> '' and updated_at > clock_timestamp() - make_interval(secs => $2)",
    [KEY, WORKER_SILENT_SECONDS],
  );
  return rows[0] && (JSON.parse(rows[0].value) as ProcessStats);
}

export type Health = {
  status: "ok" | "degraded" | "down";
  database: { ok: boolean; ms?: number };
  /** Age of the worker's last sign of life; null where it never gave one. Where Inngest runs the workflows there is none, and that is fine. */
  worker: { ok: boolean; ageSeconds: number | null };
};

/** A worker that was silent for longer than this counts as gone. */
export const WORKER_SILENT_SECONDS = 60;

/** Whether pages can be served (database) and messages go out (worker). Never throws. */
export async function readHealth(): Promise<Health> {
  const started = performance.now();
  try {
    const { rows } = await pool("app").query<{ age: number | null }>(
      "select (select extract(epoch from clock_timestamp() - updated_at)::float8 from system_state where key = $1) as age",
      [KEY],
    );
    const age = rows[0]?.age ?? null;
    const working = env().engine === "inngest" || (age !== null && age <= WORKER_SILENT_SECONDS);
    return {
      status: working ? "ok" : "degraded",
      database: { ok: true, ms: Math.round(performance.now() - started) },
      worker: { ok: working, ageSeconds: age === null ? null : Math.max(0, Math.round(age)) },
    };
  } catch {
    return { status: "down", database: { ok: false }, worker: { ok: false, ageSeconds: null } };
  }
}
