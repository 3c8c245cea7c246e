import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";
import { TAKEN_BACK } from "./stop-state";
import type { TrailEntry } from "./trail";

const AT_A_TIME = 5_000;

/**
 * [DLV-14] Lets messages go out again. What piled up is either sent – dispatch decides each again, so that a reminder of a visit that began meanwhile, or
 * one that a later step has overtaken, is skipped with its reason – or skipped here. Gives how many were skipped. Throws conflict where nothing is stopped.
 */
export async function resumeSends(ctx: Ctx, input: { piled: "send" | "skip" }): Promise<{ skipped: number }> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  const [organization] = await ctx.sql<{ haltedAt: Date | null }>(
    `select sends_halted_at as "haltedAt" from organization where id = $1 for no key update`,
    [ctx.organizationId],
  );
  if (!organization?.haltedAt) throw conflict("Outgoing messages are not stopped.");
  const skipped = input.piled === "skip" ? await skipPiled(ctx) : 0;
  await ctx.sql("update organization set sends_halted_at = null, sends_halted_by = null where id = $1", [ctx.organizationId]);
  await audit(ctx, {
    action: "resume-sends",
    entity: "organization",
    entityId: ctx.organizationId,
    detail: { piled: input.piled, skipped },
  });
  await emit(ctx, "luma/dispatch.nudged", { reason: "staff" });
  await touch(ctx, "messages", "practice");
  return { skipped };
}

async function skipPiled(ctx: Ctx): Promise<number> {
  const entry: TrailEntry = { at: ctx.now.toISOString(), rule: "emergency-stop", outcome: "skipped", reason: "skipped-after-stop" };
  for (let skipped = 0; ;) {
    const rows = await ctx.sql(
      `update planned_message p set state = 'skipped', reason = 'skipped-after-stop', done_at = $2, updated_at = clock_timestamp(), trail = coalesce(p.trail, '[]'::jsonb) || $3::jsonb
       from (select p.id from planned_message p
         where p.organization_id = $1 and p.state = 'planned' and p.due_at <= $2::timestamptz + interval '20 minutes' and ${TAKEN_BACK} order by p.due_at, p.id limit ${AT_A_TIME} for update) piled
       where p.organization_id = $1 and p.id = piled.id returning 1`,
      [ctx.organizationId, ctx.now, JSON.stringify([entry])],
    );
    skipped += rows.length;
    if (rows.length < AT_A_TIME) return skipped;
  }
}
