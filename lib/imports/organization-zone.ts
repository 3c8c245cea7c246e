import type { Ctx } from "@/lib/context";

/** The zone in which the organization reads its clocks. */
export async function organizationZone(ctx: Ctx): Promise<string> {
  const [row] = await ctx.sql<{ zone: string }>("select zone from organization where organization_id = $1", [ctx.organizationId]);
  return row!.zone;
}
