import { audit } from "@/lib/audit/write";
import { requireRoleOrWorkflow } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import { linkHash, linkKeyVersion, linkToken } from "@/lib/links/token";
import { queueAccountMail } from "./mail/queue";
import { requireMember } from "./member";

const HOURS = { reset: 1, invitation: 7 * 24 } as const;
export type PasswordTokenPurpose = keyof typeof HOURS;

/**
 * Makes a link by which a member sets a password, and has it sent to them; links before it work no longer – but a reset, which
 * anybody may ask for, ends no invitation. A reset works for an hour, an invitation for seven days, each once. As with every link, the database keeps a hash: the token is made
 * again from the id when the mail is written. Gives id and end (real clock). Errors: forbidden, not-found.
 */
export async function createPasswordToken(
  ctx: Ctx,
  input: { userId: string; purpose: PasswordTokenPurpose },
): Promise<{ id: string; expiresAt: Date }> {
  requireRoleOrWorkflow(ctx, "admin");
  const member = await requireMember(ctx, input.userId);
  await cancelPasswordTokens(ctx, member.id, input.purpose === "reset" ? "reset" : undefined);
  const id = newId();
  const version = linkKeyVersion();
  const [row] = await ctx.sql<{ expiresAt: Date }>(
    `insert into password_token (organization_id, id, user_id, purpose, token_hash, key_version, expires_at)
     values ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(hours => $7)) returning expires_at as "expiresAt"`,
    [ctx.organizationId, id, member.id, input.purpose, linkHash(linkToken(id, version)), version, HOURS[input.purpose]],
  );
  await audit(ctx, { action: "create-password-link", entity: "user", entityId: member.id, detail: { purpose: input.purpose } });
  await queueAccountMail(ctx, { mail: input.purpose === "reset" ? "reset-link" : "invitation", userId: member.id, tokenId: id });
  return { id, expiresAt: row!.expiresAt };
}

/** Links of a member that were not used yet (those of one purpose, or all) work no longer: an invitation is taken back, a password set. */
export async function cancelPasswordTokens(ctx: Ctx, userId: string, purpose?: PasswordTokenPurpose): Promise<void> {
  await ctx.sql(
    "delete from password_token where organization_id = $1 and user_id = $2 and used_at is null and ($3::text is null or purpose = $3)",
    [ctx.organizationId, userId, purpose ?? null],
  );
}

/** The address behind a link that still works; undefined where it does not. For the mail alone: whoever has it can set the password. */
export async function passwordTokenUrl(ctx: Ctx, id: string): Promise<string | undefined> {
  const [row] = await ctx.sql<{ version: number }>(
    `select key_version as version from password_token where organization_id = $1 and id = $2 and used_at is null and expires_at > clock_timestamp()`,
    [ctx.organizationId, id],
  );
  return row && `${env().APP_URL}/set-password/${linkToken(id, row.version)}`;
}
