import { requireFacility, requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { conflict, notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { THING, type PracticeTable } from "./rows";

const VISITS_BY: Readonly<Record<PracticeTable, string>> = {
  facility: "facility_id",
  provider: "provider_id",
  appointment_type: "type_id",
};

/** Visits that are booked and still ahead at one facility, with one provider or of one type. */
export async function countVisitsAhead(ctx: Ctx, table: PracticeTable, id: string): Promise<number> {
  const [row] = await ctx.sql<{ n: number }>(
    `select count(*)::int as n from appointment where organization_id = $1 and ${VISITS_BY[table]} = $2 and lifecycle = 'booked' and starts_at > $3`,
    [ctx.organizationId, id, ctx.now],
  );
  return row!.n;
}

/**
 * Takes a facility, provider or type out of use, or back into it. Its past stays; while visits are ahead it cannot go.
 * Errors: forbidden, not-found, conflict (visits ahead).
 */
export async function setArchived(ctx: Ctx, input: { table: PracticeTable; id: string; archived: boolean }): Promise<void> {
  requireRole(ctx, "manager");
  const { table, id, archived } = input;
  if (table === "facility") requireFacility(ctx, id);
  else requireWholeOrganization(ctx);
  const [row] = await ctx.sql<{ archived: boolean }>(
    `select archived_at is not null as archived from ${table} where organization_id = $1 and id = $2 for update`,
    [ctx.organizationId, id],
  );
  if (!row) throw notFound(THING[table]);
  if (row.archived === archived) return;
  const ahead = archived ? await countVisitsAhead(ctx, table, id) : 0;
  if (ahead > 0)
    throw conflict(
      `${ahead} ${ahead === 1 ? "visit is" : "visits are"} still booked here. Move or cancel ${ahead === 1 ? "it" : "them"} first.`,
    );
  await ctx.sql(`update ${table} set archived_at = $3, updated_at = $4 where organization_id = $1 and id = $2`, [
    ctx.organizationId,
    id,
    archived ? ctx.now : null,
    ctx.now,
  ]);
  await audit(ctx, { action: archived ? "archive-resource" : "restore-resource", entity: THING[table].replace(" ", "-"), entityId: id });
  await touch(ctx, "practice");
}
