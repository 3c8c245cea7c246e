import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { env } from "@/lib/env";
import { forbidden, invalid } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";

export const CLOCK_CHANNEL = "luma_clock";
const MOST_MINUTES = 366 * 24 * 60;

/** Demo only: moves product time ahead by minutes, never back. Leases, sessions, codes and audit stay on the real clock. Gives the new product time. */
export async function moveClock(ctx: Ctx, input: { minutes: number }): Promise<{ now: Date }> {
  requireRole(ctx, "staff");
  if (env().mode !== "demo") throw forbidden();
  if (!Number.isInteger(input.minutes) || input.minutes < 1 || input.minutes > MOST_MINUTES)
    throw invalid("The clock moves ahead by a minute up to a year at a time.", { minutes: "Between 1 minute and 366 days." });
  const [row] = await ctx.sql<{ now: number }>(
    `update product_clock set offset_ms = offset_ms + $1, moved_at = clock_timestamp() returning (extract(epoch from clock_timestamp()) * 1000)::bigint + offset_ms as now`,
    [input.minutes * 60_000],
  );
  await ctx.sql("select pg_notify($1, '')", [CLOCK_CHANNEL]);
  await audit(ctx, { action: "move-clock", entity: "product_clock", detail: { minutes: input.minutes } });
  await emit(ctx, "luma/dispatch.nudged", { reason: "clock" });
  await touch(ctx, "clock", "messages", "appointments");
  return { now: new Date(Number(row!.now)) };
}
