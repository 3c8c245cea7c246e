import { pool } from "@/db/client";

/* What operations ask across organizations: versions and counts, through narrow SECURITY DEFINER functions (db/migrations/0012_operations.sql). */

async function ask<T>(text: string, params: unknown[] = []): Promise<T[]> {
  return (await pool("app").query(text, params)).rows as T[];
}

/** The newest migration that the database has, as the journal numbers it. */
export async function schemaHead(): Promise<number> {
  const [row] = await ask<{ head: number }>("select schema_head() as head");
  return row!.head;
}

/** How many organizations work here. */
export async function activeOrganizations(): Promise<number> {
  const [row] = await ask<{ n: number }>("select active_organizations() as n");
  return row!.n;
}

export type OperationCount = { name: string; label: string; value: number };

/** Counts over all organizations, without a word on whose; lags follow `now` (product time), other ages the database's clock; in seconds. */
export const operationCounts = (now: Date): Promise<OperationCount[]> =>
  ask<OperationCount>("select name, label, value from operation_counts($1)", [now]);
