import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { forbidden, notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { requireMember } from "../member";

/** Ends sessions of one user in this organization; gives their ids. Streams they hold open end with their next tick. */
export async function endSessions(ctx: Ctx, where: { userId: string; id?: string; except?: string | undefined }): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>(
    `update user_session set revoked_at = clock_timestamp() where organization_id = $1 and user_id = $2 and revoked_at is null
       and ($3::uuid is null or id = $3) and ($4::uuid is null or id <> $4) returning id`,
    [ctx.organizationId, where.userId, where.id ?? null, where.except ?? null],
  );
  return rows.map((row) => row.id);
}

/** Ends one of one's own sessions. Errors: forbidden, not-found (somebody else's, or over already). */
export async function revokeOwnSession(ctx: Ctx, input: { sessionId: string }): Promise<void> {
  if (ctx.actor.kind !== "user") throw forbidden();
  const ended = isId(input.sessionId) ? await endSessions(ctx, { userId: ctx.actor.id, id: input.sessionId }) : [];
  if (ended.length === 0) throw notFound("session");
  await audit(ctx, { action: "revoke-session", entity: "session", entityId: input.sessionId });
}

/** Ends all of one's own sessions but the one that asks; gives how many. */
export async function revokeOtherSessions(ctx: Ctx): Promise<{ ended: number }> {
  if (ctx.actor.kind !== "user") throw forbidden();
  const ids = await endSessions(ctx, { userId: ctx.actor.id, except: ctx.actor.sessionId });
  if (ids.length > 0) await audit(ctx, { action: "revoke-sessions", entity: "user", entityId: ctx.actor.id, ids });
  return { ended: ids.length };
}

/** An admin ends every session that a member has in this organization; gives how many. Errors: forbidden, not-found. */
export async function revokeSessions(ctx: Ctx, input: { userId: string }): Promise<{ ended: number }> {
  requireRole(ctx, "admin");
  const member = await requireMember(ctx, input.userId);
  const ids = await endSessions(ctx, { userId: member.id });
  await audit(ctx, { action: "revoke-sessions", entity: "user", entityId: member.id, ids });
  return { ended: ids.length };
}
