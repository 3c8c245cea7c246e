import { audit } from "@/lib/audit/write";
import { cancelPasswordTokens, createPasswordToken } from "@/lib/auth/password-token";
import { requireRole, requireRoleOrWorkflow } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { conflict, invalid, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requireNoSandbox } from "@/lib/sandbox/is-sandbox";
import { touch } from "@/lib/live/notify";
import { setGroups } from "./change-person";
import type { InviteInput } from "./schemas";

/**
 * [ADM-03] Makes an account in this organization and sends its owner a link that works once, for seven days. Gives the person's and
 * the link's ids. Errors: forbidden, invalid (`email` is used already, in whatever organization; groups), conflict (a sandbox: everybody of the organization may enter it).
 */
export async function invitePerson(ctx: Ctx, input: InviteInput): Promise<{ id: string; tokenId: string }> {
  requireRoleOrWorkflow(ctx, "admin");
  await requireNoSandbox(ctx);
  const id = newId();
  const [made] = await ctx.sql<{ ok: boolean }>("select invite_member($1, $2, $3, $4) as ok", [id, input.email, input.name, input.role]);
  if (!made?.ok) throw invalid("This person was not invited.", { email: "This address has an account already. Use another one." });
  await setGroups(ctx, id, input.groupIds);
  await audit(ctx, { action: "invite-person", entity: "user", entityId: id, detail: { role: input.role, groups: input.groupIds } });
  const { id: tokenId } = await createPasswordToken(ctx, { userId: id, purpose: "invitation" });
  await touch(ctx, "practice");
  return { id, tokenId };
}

/** [ADM-03] Sends the invitation again; the link before it works no longer. Errors: forbidden, not-found, conflict (joined already). */
export async function resendInvitation(ctx: Ctx, input: { userId: string }): Promise<void> {
  requireRole(ctx, "admin");
  await requireInvited(ctx, input.userId);
  await createPasswordToken(ctx, { userId: input.userId, purpose: "invitation" });
  await touch(ctx, "practice");
}

/** [ADM-03] Takes an invitation back: its link works no longer, and the address is free again. Errors: forbidden, not-found, conflict (joined already). */
export async function revokeInvitation(ctx: Ctx, input: { userId: string }): Promise<void> {
  requireRole(ctx, "admin");
  await requireInvited(ctx, input.userId);
  await cancelPasswordTokens(ctx, input.userId);
  const [gone] = await ctx.sql<{ ok: boolean }>("select remove_invited($1) as ok", [input.userId]);
  if (!gone?.ok) throw conflict(JOINED);
  await audit(ctx, { action: "revoke-invitation", entity: "user", entityId: input.userId });
  await touch(ctx, "practice");
}

const JOINED = "This person has joined already. Deactivate them instead.";

async function requireInvited(ctx: Ctx, userId: string): Promise<void> {
  const [row] = await ctx.sql<{ open: boolean }>(
    `select m.invited_at is not null and m.deactivated_at is null and not has_password(m.user_id)
       and not exists (select 1 from user_session s where s.organization_id = m.organization_id and s.user_id = m.user_id) as open
     from membership m where m.organization_id = $1 and m.user_id = $2 for update`,
    [ctx.organizationId, userId],
  );
  if (!row) throw notFound("person");
  if (!row.open) throw conflict(JOINED);
}
