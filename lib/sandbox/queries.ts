import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { moment, type Moment } from "@/lib/messages/moment";

/** [ADM-05] The organization's sandbox, and since when there is one. */
export async function findSandbox(ctx: Ctx): Promise<{ name: string; since: Moment } | undefined> {
  requireRole(ctx, "staff");
  const [row] = await ctx.sql<{ name: string; at: Date; zone: string }>(
    `select s.name, s.created_at as at, o.zone from find_sandbox() s cross join organization o where o.id = $1`,
    [ctx.organizationId],
  );
  return row && { name: row.name, since: moment(row.at, row.zone) };
}
