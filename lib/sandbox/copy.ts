import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";

/** What a sandbox takes over: how the practice is set up. No patients, no people, no keys. */
const TABLES = ["facility", "provider", "appointment_type", "setting_value", "template"] as const;
type Row = Record<string, unknown>;
export type PracticeCopy = Readonly<Record<(typeof TABLES)[number], Row[]>>;

/** The rows to copy, as they are. */
export async function readPractice(ctx: Ctx): Promise<PracticeCopy> {
  const copy = {} as Record<(typeof TABLES)[number], Row[]>;
  for (const table of TABLES)
    copy[table] = (
      await ctx.sql<{ row: Row }>(`select to_jsonb(t) as row from ${table} t where t.organization_id = $1`, [ctx.organizationId])
    ).map((one) => one.row);
  return copy;
}

/** Writes them for the sandbox, each thing under an id of its own, so that nothing said to one place is understood by the other. */
export async function writePractice(ctx: Ctx, from: string, copy: PracticeCopy): Promise<void> {
  const ids = new Map([[from, ctx.organizationId]]);
  for (const table of ["facility", "provider", "appointment_type"] as const)
    for (const row of copy[table]) ids.set(String(row.id), newId());
  const renamed = (rows: Row[]): string =>
    JSON.stringify(rows, (_key, value: unknown) => (typeof value === "string" ? (ids.get(value) ?? value) : value));
  for (const table of TABLES)
    await ctx.sql(`insert into ${table} select (jsonb_populate_recordset(null::${table}, $1::jsonb)).*`, [renamed(copy[table])]);
}
