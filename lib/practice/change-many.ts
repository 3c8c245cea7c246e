import { requireFacility, requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { invalid, notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { outdatePlan } from "@/lib/settings/save-setting";
import { BULK_FIELDS } from "./bulk-fields";
import { THING, type PracticeTable } from "./rows";

export type BulkChange = { id: string; value: string | number | boolean | null };
export type ChangeManyInput = { table: PracticeTable; field: string; changes: BulkChange[] };

/**
 * [ADM-02] Sets one field of many facilities, providers or types, each to its value. Gives what was changed with the values before, which
 * undo when given back. All or none. Errors: forbidden, not-found, invalid (a field that cannot be changed together, a value that does not fit).
 */
export async function changeMany(ctx: Ctx, input: ChangeManyInput): Promise<{ before: BulkChange[] }> {
  requireRole(ctx, "manager");
  const { table } = input;
  if (table === "facility") for (const { id } of input.changes) requireFacility(ctx, id);
  else requireWholeOrganization(ctx);
  const field = BULK_FIELDS[table].find((one) => one.name === input.field);
  if (!field) throw invalid("This cannot be changed for several at once.");
  const parsed = input.changes.map(({ id, value }) => ({ id, value: field.schema.safeParse(value) }));
  const wrong = parsed.find((one) => !one.value.success);
  if (wrong) throw invalid(wrong.value.error!.issues[0]!.message, { value: wrong.value.error!.issues[0]!.message });
  const wanted = new Map(parsed.map(({ id, value }) => [id, value.data as BulkChange["value"]]));

  const rows = await ctx.sql<BulkChange>(
    `select id, ${field.column} as value from ${table} where organization_id = $1 and id = any ($2::uuid[]) order by id for update`,
    [ctx.organizationId, [...wanted.keys()]],
  );
  if (rows.length !== wanted.size) throw notFound(THING[table]);
  const before = rows.filter((row) => row.value !== wanted.get(row.id));
  if (before.length === 0) return { before };
  for (const value of new Set(before.map((row) => wanted.get(row.id))))
    await ctx.sql(`update ${table} set ${field.column} = $3, updated_at = $4 where organization_id = $1 and id = any ($2::uuid[])`, [
      ctx.organizationId,
      before.filter((row) => wanted.get(row.id) === value).map((row) => row.id),
      value,
      ctx.now,
    ]);
  await audit(ctx, {
    action: "change-resources",
    entity: THING[table].replace(" ", "-"),
    ids: before.map((row) => row.id),
    detail: { field: field.name, count: before.length },
  });
  if (field.plans) await outdatePlan(ctx);
  await touch(ctx, "practice");
  return { before };
}
