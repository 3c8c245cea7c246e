import { isDeepStrictEqual } from "node:util";
import type { Ctx } from "@/lib/context";
import { invalid, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";

export type PracticeTable = "facility" | "provider" | "appointment_type";

/** What the tables are called by people. */
export const THING: Readonly<Record<PracticeTable, string>> = {
  facility: "facility",
  provider: "provider",
  appointment_type: "appointment type",
};

export type Columns = Record<string, unknown>;
export type SavedRow = { id: string; before: Columns | undefined; changed: string[] };

/**
 * Writes one row of the practice: updates `id`, or makes a new one. Column names are the verbs' own words. Gives what was there
 * before (locked against others who save) and which columns changed. Throws not-found; invalid where the external id is taken.
 */
export async function saveRow(ctx: Ctx, table: PracticeTable, id: string | undefined, columns: Columns): Promise<SavedRow> {
  const names = Object.keys(columns);
  const values = names.map((name) => (isJson(columns[name]) ? JSON.stringify(columns[name]) : columns[name]));
  await refuseTaken(ctx, table, id, columns.external_id);
  if (!id) {
    const made = newId();
    await ctx.sql(
      `insert into ${table} (organization_id, id, created_at, updated_at, ${names.join(", ")}) values ($1, $2, $3, $3, ${names.map((_, i) => `$${i + 4}`).join(", ")})`,
      [ctx.organizationId, made, ctx.now, ...values],
    );
    return { id: made, before: undefined, changed: names };
  }
  const [before] = await ctx.sql<Columns>(`select ${names.join(", ")} from ${table} where organization_id = $1 and id = $2 for update`, [
    ctx.organizationId,
    id,
  ]);
  if (!before) throw notFound(THING[table]);
  const changed = names.filter((name) => !isDeepStrictEqual(before[name], columns[name]));
  if (changed.length > 0)
    await ctx.sql(
      `update ${table} set updated_at = $3, ${names.map((name, i) => `${name} = $${i + 4}`).join(", ")} where organization_id = $1 and id = $2`,
      [ctx.organizationId, id, ctx.now, ...values],
    );
  return { id, before, changed };
}

const isJson = (value: unknown): boolean => typeof value === "object" && value !== null;

async function refuseTaken(ctx: Ctx, table: PracticeTable, id: string | undefined, externalId: unknown): Promise<void> {
  if (typeof externalId !== "string") return;
  const [taken] = await ctx.sql(
    `select 1 from ${table} where organization_id = $1 and external_id = $2 and ($3::uuid is null or id <> $3) limit 1`,
    [ctx.organizationId, externalId, id ?? null],
  );
  if (taken) throw invalid("This id is taken.", { externalId: `Another ${THING[table]} has the id ${externalId}.` });
}
