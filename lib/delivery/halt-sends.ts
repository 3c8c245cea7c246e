import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { touch } from "@/lib/live/notify";

/**
 * [DLV-14] Stops everything that goes out: nothing more is claimed from the moment this commits, and what was decided but not yet handed to a carrier
 * is asked about once more (still-wanted.ts). What a carrier already has cannot be taken back. Throws conflict where it is stopped already.
 */
export async function haltSends(ctx: Ctx): Promise<void> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  const rows = await ctx.sql(
    "update organization set sends_halted_at = $2, sends_halted_by = $3 where id = $1 and sends_halted_at is null returning 1",
    [ctx.organizationId, ctx.now, ctx.actor.kind === "user" ? ctx.actor.id : null],
  );
  if (!rows.length) throw conflict("Outgoing messages are stopped already.");
  await audit(ctx, { action: "halt-sends", entity: "organization", entityId: ctx.organizationId });
  await touch(ctx, "messages", "practice");
}
