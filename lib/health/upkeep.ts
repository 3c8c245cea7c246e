import { pool } from "@/db/client";

/** Work that deletes what is old; each says when it last ran and how much went. */
export const UPKEEP = ["outbox", "receipts", "imports", "runs"] as const;
export type Upkeep = (typeof UPKEEP)[number];

const key = (what: Upkeep): string => `upkeep.${what}`;

/** Notes that the upkeep of something ran, by the database's clock. */
export async function noteUpkeep(what: Upkeep, deleted: number): Promise<void> {
  await pool("worker").query(
    `insert into system_state (key, value, updated_at) values ($1, $2, clock_timestamp())
     on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
    [key(what), String(deleted)],
  );
}

export type UpkeepRun = { at: Date; deleted: number };

/** The last run of each. */
export async function readUpkeep(): Promise<Partial<Record<Upkeep, UpkeepRun>>> {
  const { rows } = await pool("app").query<{ key: string; value: string; at: Date }>(
    "select key, value, updated_at as at from system_state where key = any ($1)",
    [UPKEEP.map(key)],
  );
  const byKey = new Map(rows.map((row) => [row.key, { at: row.at, deleted: Number(row.value) }]));
  return Object.fromEntries(UPKEEP.map((what) => [what, byKey.get(key(what))]).filter(([, run]) => run));
}
