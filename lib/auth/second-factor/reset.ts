import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import { withContext, type Ctx, type Scope } from "@/lib/context";
import { conflict, forbidden } from "@/lib/errors";
import { endSessionsEverywhere } from "@/lib/tenancy/resolve";
import { queueAccountMail } from "../mail/queue";
import { requireMember } from "../member";
import { requirePassword } from "../set-password";
import { needsSecondFactor } from "../sign-in";
import { confirmFactor, deleteFactor, factorState, pendingSecret, renewRecoveryCodes } from "./factor";

/*
 * What people do with their own authenticator while they are signed in (each step asks for the password once more), and what an
 * admin does with somebody else's.
 */

function ownId(scope: Scope): string {
  if (scope.actor.kind !== "user") throw forbidden();
  return scope.actor.id;
}

const sessionOf = (scope: Pick<Scope, "actor">): string | null => (scope.actor.kind === "user" ? (scope.actor.sessionId ?? null) : null);

/** Whoever got in with what counted before is out. */
async function endOthers(ctx: Ctx, userId: string): Promise<void> {
  await endSessionsEverywhere(ctx, userId, ctx.actor.kind === "user" ? ctx.actor.sessionId : undefined);
}

/** Begins to set up a (new) authenticator; the one in use counts until the new one is confirmed. Errors: as requirePassword. */
export async function beginFactor(scope: Scope, input: { password: string }): Promise<void> {
  const userId = ownId(scope);
  await requirePassword(scope, input.password);
  await withContext(scope, (ctx) => pendingSecret(ctx, userId, sessionOf(scope), true));
}

/** The first code of the authenticator that was begun; ends one's other sessions and gives new recovery codes. Errors: invalid (field `code`), conflict. */
export async function finishFactor(scope: Scope, input: { code: string }): Promise<string[]> {
  const userId = ownId(scope);
  return withContext(scope, async (ctx) => {
    const { recoveryCodes } = await confirmFactor(ctx, userId, sessionOf(scope), input.code);
    await endOthers(ctx, userId);
    await queueAccountMail(ctx, { mail: "second-factor-on", userId });
    return recoveryCodes;
  });
}

/** Ten new recovery codes. Errors: as requirePassword; conflict, without an authenticator. */
export async function renewOwnCodes(scope: Scope, input: { password: string }): Promise<string[]> {
  const userId = ownId(scope);
  await requirePassword(scope, input.password);
  return withContext(scope, async (ctx) => {
    if (!(await factorState(ctx, userId)).confirmed) throw conflict("You have no authenticator. Set one up first.");
    return renewRecoveryCodes(ctx, userId);
  });
}

/** Takes one's own authenticator away; ends one's other sessions. Errors: as requirePassword; conflict, where the organization requires one. */
export async function removeOwnFactor(scope: Scope, input: { password: string }): Promise<void> {
  const userId = ownId(scope);
  await requirePassword(scope, input.password);
  await withContext(scope, async (ctx) => {
    if (await needsSecondFactor(ctx, await requireMember(ctx, userId)))
      throw conflict("Your organization requires a second factor. Set up another authenticator instead; it replaces this one.");
    if (!(await deleteFactor(ctx, userId))) return;
    await endOthers(ctx, userId);
    await audit(ctx, { action: "remove-second-factor", entity: "user", entityId: userId });
    await queueAccountMail(ctx, { mail: "second-factor-off", userId });
  });
}

/**
 * An admin takes a member's authenticator and recovery codes away, for a lost phone: the member is signed out everywhere, told
 * by e-mail, and sets up a new one at the next sign-in. Errors: forbidden, not-found, conflict (one's own).
 */
export async function resetSecondFactor(ctx: Ctx, input: { userId: string }): Promise<{ changed: boolean }> {
  requireRole(ctx, "admin");
  const member = await requireMember(ctx, input.userId);
  if (ctx.actor.kind === "user" && ctx.actor.id === member.id) throw conflict("Change your own second factor under “Your account”.");
  const changed = await deleteFactor(ctx, member.id);
  if (!changed) return { changed };
  await ctx.sql("delete from sign_in_step where organization_id = $1 and user_id = $2", [ctx.organizationId, member.id]);
  const ended = await endSessionsEverywhere(ctx, member.id);
  await audit(ctx, { action: "reset-second-factor", entity: "user", entityId: member.id, ids: ended });
  await queueAccountMail(ctx, { mail: "second-factor-reset", userId: member.id });
  return { changed };
}
