import type { Ctx, Role } from "@/lib/context";
import { forbidden } from "@/lib/errors";

const RANK: Record<Role, number> = { staff: 0, manager: 1, admin: 2 };

/** Throws `forbidden` unless a signed-in user of at least this role acts. Workflows, webhooks and patients use verbs of their own. */
export function requireRole(ctx: Ctx, least: Role): void {
  if (ctx.actor.kind !== "user" || RANK[ctx.actor.role] < RANK[least]) throw forbidden();
}

/** As requireRole, but lets workflows of the product act too (imports, syncs). */
export function requireRoleOrWorkflow(ctx: Ctx, least: Role): void {
  if (ctx.actor.kind !== "workflow") requireRole(ctx, least);
}
