import type { Ctx } from "@/lib/context";

/** The zone in which the organization reads its clocks. */
export async function organizationZone(ctx: Ctx): Promise<string> {
  const [row] = await ctx.sql<{ zone: string }>("select zone from organization where organization_id = $1", [ctx.organizationId]);
  return row!.zone;
}

/** The country whose numbers are written without +: that of most of its facilities, ISO 3166. */
export async function organizationCountry(ctx: Ctx): Promise<string> {
  const [row] = await ctx.sql<{ country: string }>(
    "select country from facility where organization_id = $1 and archived_at is null group by country order by count(*) desc, country limit 1",
    [ctx.organizationId],
  );
  return row?.country ?? "US";
}
