import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { audit } from "@/lib/audit/write";
import { withContext, type Ctx, type Scope } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError, forbidden, invalid } from "@/lib/errors";
import { isLinkToken, linkHash } from "@/lib/links/token";
import { forgive, type RateRule } from "@/lib/rate-limit";
import { endSessionsEverywhere, resolvePasswordToken, resolveSignIn, type PasswordTokenRecord } from "@/lib/tenancy/resolve";
import { commonPasswords } from "./common-passwords";
import { SIGN_IN_BY_EMAIL } from "./lockout";
import { queueAccountMail } from "./mail/queue";
import { passwordProblem, type PasswordOwner } from "./password-rules";
import { cancelPasswordTokens, createPasswordToken } from "./password-token";
import { hashPassword, verifyPassword } from "./passwords";
import { limit } from "./sign-in";

const RESET_BY_IP: RateRule = { name: "reset-ip", points: 30, seconds: 3_600 };
export const RESET_BY_EMAIL: RateRule = { name: "reset-email", points: 5, seconds: 3_600 };
const TOKEN_BY_IP: RateRule = { name: "password-token-ip", points: 60, seconds: 3_600 };
const CHANGE_BY_USER: RateRule = { name: "password-change", points: 10, seconds: 900 };

/** How long every request for a reset takes at least, so that the time does not tell whether the account exists. */
const RESET_ANSWER_MS = 400;

export const resetSchema = z.object({
  email: z.string().trim().min(3, "Enter your e-mail address.").max(254, "Enter your e-mail address."),
});

/**
 * Sends the link for a new password, where there is such an account. The answer is the same, and takes as long, where there
 * is none. Error: too-many.
 */
export async function requestPasswordReset(input: { email: string; ip: string; requestId: string }): Promise<void> {
  const email = input.email.toLowerCase();
  await limit([RESET_BY_IP, input.ip], [RESET_BY_EMAIL, email]);
  await Promise.all([pause(RESET_ANSWER_MS), sendReset(email, input.requestId)]);
}

async function sendReset(email: string, requestId: string): Promise<void> {
  const user = await resolveSignIn(email);
  if (!user || user.disabled || (user.demo && env().mode === "live")) return;
  await withContext({ organizationId: user.organizationId, actor: { kind: "workflow", name: "password-reset" }, requestId }, (ctx) =>
    createPasswordToken(ctx, { userId: user.userId, purpose: "reset" }),
  );
}

export type FoundToken = Pick<PasswordTokenRecord, "purpose" | "email" | "organization"> & { state: "open" | "expired" | "used" };

/** What a link to set a password opens; undefined where we made no such link. Guesses are limited. Error: too-many. */
export async function findPasswordToken(token: string, ip: string): Promise<FoundToken | undefined> {
  const found = await resolveToken(token, ip);
  return found && { ...found, state: found.used ? "used" : found.expired ? "expired" : "open" };
}

async function resolveToken(token: string, ip: string): Promise<PasswordTokenRecord | undefined> {
  await limit([TOKEN_BY_IP, ip]);
  return isLinkToken(token) ? resolvePasswordToken(linkHash(token)) : undefined;
}

const GONE = "This link works no longer: it was used, replaced by a newer one, or is too old. Ask for another.";

/**
 * Sets the password of whoever holds the link, once; ends every session of the person, and a lock. Errors: invalid (field
 * `password`), conflict (the link works no longer), too-many.
 */
export async function setPasswordByToken(input: { token: string; password: string; ip: string; requestId: string }): Promise<void> {
  const found = await resolveToken(input.token, input.ip);
  if (!found || found.used || found.expired) throw new AppError("conflict", GONE);
  const hash = await hashNew(input.password, found);
  const scope: Scope = {
    organizationId: found.organizationId,
    actor: { kind: "workflow", name: "password-link" },
    requestId: input.requestId,
  };
  await withContext(scope, async (ctx) => {
    const used = await ctx.sql(
      `update password_token set used_at = clock_timestamp()
       where organization_id = $1 and id = $2 and used_at is null and expires_at > clock_timestamp() returning 1`,
      [ctx.organizationId, found.id],
    );
    if (used.length === 0) throw new AppError("conflict", GONE);
    await storePassword(ctx, found.userId, hash, { how: found.purpose });
  });
  await forgive(SIGN_IN_BY_EMAIL, found.email);
}

/**
 * Changes one's own password; one's other sessions end, the one that asks stays. Errors: forbidden, invalid (fields
 * `current`, `password`), too-many.
 */
export async function changeOwnPassword(scope: Scope, input: { current: string; password: string }): Promise<void> {
  const { actor } = scope;
  if (actor.kind !== "user") throw forbidden();
  const owner = await requirePassword(scope, input.current);
  const hash = await hashNew(input.password, owner);
  await withContext(scope, (ctx) => storePassword(ctx, actor.id, hash, { how: "own", except: actor.sessionId }));
}

/** Asks for one's own password once more, before something that it protects; gives who it is. Errors: forbidden, invalid (field `current`), too-many. */
export async function requirePassword(scope: Scope, password: string): Promise<PasswordOwner> {
  const { actor } = scope;
  if (actor.kind !== "user") throw forbidden();
  await limit([CHANGE_BY_USER, actor.id]);
  const [owner] = await withContext(scope, (ctx) => ctx.sql<PasswordOwner>("select email, name from app_user where id = $1", [actor.id]));
  const stored = owner && (await resolveSignIn(owner.email));
  if (!owner || !(await verifyPassword(stored?.passwordHash, password))) {
    const message = "This is not your current password.";
    throw invalid(message, { current: message });
  }
  return owner;
}

async function hashNew(password: string, owner: PasswordOwner): Promise<string> {
  const problem = passwordProblem(password, owner, await commonPasswords());
  if (problem) throw invalid(problem, { password: problem });
  return hashPassword(password);
}

async function storePassword(ctx: Ctx, userId: string, hash: string, change: { how: string; except?: string | undefined }): Promise<void> {
  await ctx.sql(
    `update app_user set password_hash = $2, password_changed_at = clock_timestamp(), failed_sign_ins = 0, locked_until = null where id = $1`,
    [userId, hash],
  );
  await ctx.sql("delete from sign_in_step where organization_id = $1 and user_id = $2", [ctx.organizationId, userId]);
  await cancelPasswordTokens(ctx, userId);
  const ended = await endSessionsEverywhere(ctx, userId, change.except);
  await audit(ctx, { action: "set-password", entity: "user", entityId: userId, ids: ended, detail: { how: change.how } });
  if (change.how !== "invitation") await queueAccountMail(ctx, { mail: "password-changed", userId });
}
