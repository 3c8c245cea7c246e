import { audit } from "@/lib/audit/write";
import type { Ctx } from "@/lib/context";
import { seal, unseal } from "@/lib/crypto/keyring";
import { conflict, invalid } from "@/lib/errors";
import { newRecoveryCodes, readRecoveryCode, recoveryHash } from "./recovery-codes";
import { matchingStep, newTotpSecret, readCode } from "./totp";

/*
 * A person's authenticator. All of it happens in a context of an organization that the person is a member of, also half-way through
 * signing in; the policy of these tables lets nobody else's through. Time is the database's real clock: codes follow no moved demo clock.
 */

export type FactorState = { confirmed: boolean; confirmedAt: Date | null; codesLeft: number };

type Row = {
  secret: Buffer | null;
  keyId: string | null;
  pending: Buffer | null;
  pendingKeyId: string | null;
  /** Whether it was begun by who asks, a short while ago. */
  pendingOwn: boolean;
  lastStep: number;
  seconds: number;
};

/** The session, or the half-open sign-in, in which an authenticator is set up: only there it is shown and confirmed. */
export type Beginner = string | null;

/** How long it may take, in minutes. */
const PENDING_MINUTES = 30;
const own = "pending_by is not distinct from $2 and pending_at > clock_timestamp() - make_interval(mins => $3)";

async function lockFactor(ctx: Ctx, userId: string, by: Beginner = null): Promise<Row | undefined> {
  const [row] = await ctx.sql<Row>(
    `select secret_sealed as secret, secret_key_id as "keyId", pending_sealed as pending, pending_key_id as "pendingKeyId", last_step as "lastStep", ${own} as "pendingOwn",
       extract(epoch from clock_timestamp())::float8 as seconds from user_factor where user_id = $1 for update`,
    [userId, by, PENDING_MINUTES],
  );
  return row;
}

/** Whether the person has an authenticator, since when (real clock), and how many recovery codes are unused. */
export async function factorState(ctx: Ctx, userId: string): Promise<FactorState> {
  const [row] = await ctx.sql<{ at: Date | null; left: number }>(
    `select (select confirmed_at from user_factor where user_id = $1) as at,
       (select count(*) from recovery_code where user_id = $1 and used_at is null) as left`,
    [userId],
  );
  return { confirmed: Boolean(row?.at), confirmedAt: row?.at ?? null, codesLeft: row?.left ?? 0 };
}

/**
 * The secret of an authenticator that is being set up, made at the first call and the same until it is confirmed or begun anew
 * (`fresh`, by somebody else, or half an hour later), so that going back and forth does not outdate the entry in the app. An authenticator in use
 * stays until then.
 */
export async function pendingSecret(ctx: Ctx, userId: string, by: Beginner, fresh = false): Promise<string> {
  await ctx.sql("insert into user_factor (user_id) values ($1) on conflict (user_id) do nothing", [userId]);
  const row = (await lockFactor(ctx, userId, by))!;
  if (!fresh && row.pendingOwn && row.pending && row.pendingKeyId) return unseal(row.pending, row.pendingKeyId).toString();
  const secret = newTotpSecret();
  const { sealed, keyId } = seal(secret);
  await ctx.sql(
    "update user_factor set pending_sealed = $2, pending_key_id = $3, pending_by = $4, pending_at = clock_timestamp() where user_id = $1",
    [userId, sealed, keyId, by],
  );
  return secret;
}

/** The secret of an authenticator that was begun by who asks and not confirmed; undefined where none was. */
export async function findPendingSecret(ctx: Ctx, userId: string, by: Beginner): Promise<string | undefined> {
  const [row] = await ctx.sql<{ pending: Buffer | null; keyId: string | null }>(
    `select pending_sealed as pending, pending_key_id as "keyId" from user_factor where user_id = $1 and ${own}`,
    [userId, by, PENDING_MINUTES],
  );
  return row?.pending && row.keyId ? unseal(row.pending, row.keyId).toString() : undefined;
}

/**
 * Makes the pending authenticator the person's own by its first code and gives ten new recovery codes, to be shown once.
 * Errors: invalid (field `code`), conflict (nothing is being set up by who asks).
 */
export async function confirmFactor(ctx: Ctx, userId: string, by: Beginner, code: string): Promise<{ recoveryCodes: string[] }> {
  const row = await lockFactor(ctx, userId, by);
  if (!row?.pendingOwn || !row.pending || !row.pendingKeyId) throw conflict("No authenticator is being set up. Begin again.");
  const step = matchingStep(unseal(row.pending, row.pendingKeyId).toString(), code, row.seconds, 0);
  if (step === undefined) throw wrongCode(code);
  await ctx.sql(
    `update user_factor set secret_sealed = pending_sealed, secret_key_id = pending_key_id, pending_sealed = null, pending_key_id = null, pending_by = null, pending_at = null,
       confirmed_at = clock_timestamp(), last_step = $2 where user_id = $1`,
    [userId, step],
  );
  await audit(ctx, { action: "confirm-second-factor", entity: "user", entityId: userId, detail: { replaced: row.secret !== null } });
  return { recoveryCodes: await renewRecoveryCodes(ctx, userId) };
}

/** Whether the code is right now; each is taken once. */
export async function takeCode(ctx: Ctx, userId: string, code: string): Promise<boolean> {
  const row = await lockFactor(ctx, userId);
  if (!row?.secret || !row.keyId) return false;
  const step = matchingStep(unseal(row.secret, row.keyId).toString(), code, row.seconds, row.lastStep);
  if (step === undefined) return false;
  await ctx.sql("update user_factor set last_step = $2 where user_id = $1", [userId, step]);
  return true;
}

/** Whether it is one of the person's unused recovery codes; it is used up by that. Audited with how many are left. */
export async function takeRecoveryCode(ctx: Ctx, userId: string, text: string): Promise<boolean> {
  const code = readRecoveryCode(text);
  if (!code) return false;
  const used = await ctx.sql(
    "update recovery_code set used_at = clock_timestamp() where user_id = $1 and code_hash = $2 and used_at is null returning 1",
    [userId, recoveryHash(userId, code)],
  );
  if (used.length === 0) return false;
  const { codesLeft } = await factorState(ctx, userId);
  await audit(ctx, { action: "use-recovery-code", entity: "user", entityId: userId, detail: { left: codesLeft } });
  return true;
}

/** Ten new recovery codes, to be shown once; those before are worth nothing from now on. Audited. */
export async function renewRecoveryCodes(ctx: Ctx, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await ctx.sql("delete from recovery_code where user_id = $1", [userId]);
  await ctx.sql("insert into recovery_code (user_id, code_hash) select $1, x from unnest($2::bytea[]) x", [
    userId,
    codes.map((code) => recoveryHash(userId, code)),
  ]);
  await audit(ctx, { action: "renew-recovery-codes", entity: "user", entityId: userId, detail: { count: codes.length } });
  return codes;
}

/** Takes authenticator and recovery codes away; gives whether there were any. The caller authorises and audits. */
export async function deleteFactor(ctx: Ctx, userId: string): Promise<boolean> {
  await ctx.sql("delete from recovery_code where user_id = $1", [userId]);
  const gone = await ctx.sql<{ confirmed: boolean }>(
    "delete from user_factor where user_id = $1 returning confirmed_at is not null as confirmed",
    [userId],
  );
  return gone[0]?.confirmed ?? false;
}

/** What to say of a code that is not right. */
export function wrongCode(code: string): Error {
  const message = readCode(code)
    ? "This code is not right, or was used before. Wait for the next one and enter it."
    : "Enter the six digits that the authenticator app shows.";
  return invalid(message, { code: message });
}
