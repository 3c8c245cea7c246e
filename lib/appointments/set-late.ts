import type { Ctx } from "@/lib/context";
import { touch } from "@/lib/live/notify";

/** The patient says that they come late to a booked visit; a later word with minutes corrects an earlier one. Called by replies only. */
export async function setLate(ctx: Ctx, appointmentId: string, late: { minutes?: number }): Promise<void> {
  await ctx.sql(
    `update appointment set running_late = true, late_minutes = coalesce($3, late_minutes), updated_at = clock_timestamp()
     where organization_id = $1 and id = $2 and lifecycle = 'booked'`,
    [ctx.organizationId, appointmentId, late.minutes ?? null],
  );
  await touch(ctx, "appointments");
}
