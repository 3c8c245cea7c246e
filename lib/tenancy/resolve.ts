import { pool, type DatabaseRole } from "@/db/client";
import { securitySettings } from "@/lib/auth/settings";
import { productClock, type Ctx, type Role } from "@/lib/context";
import { isId, newId } from "@/lib/ids";

/*
 * Everything that is looked up before the organization is known, or across organizations. Each is one narrow
 * SECURITY DEFINER function (db/migrations/0007_lookups.sql); no other file may call them.
 */

async function call<T>(role: DatabaseRole, text: string, params: unknown[]): Promise<T[]> {
  return (await pool(role).query(text, params)).rows as T[];
}

export type SignInRecord = {
  userId: string;
  name: string;
  passwordHash: string | null;
  failed: number;
  lockedUntil: Date | null;
  disabled: boolean;
  demo: boolean;
  organizationId: string;
  role: Role;
};

/** Sign-in: the account with this e-mail address, or undefined. */
export async function resolveSignIn(email: string): Promise<SignInRecord | undefined> {
  const [row] = await call<SignInRecord>(
    "app",
    `select user_id as "userId", name, password_hash as "passwordHash", failed, locked_until as "lockedUntil", disabled, demo, organization_id as "organizationId", role from resolve_sign_in($1)`,
    [email.trim().toLowerCase()],
  );
  return row;
}

/** The tenth failure in a row locks the account for 15 minutes, each further one for twice as long, four hours at most. */
const LOCK = { after: 10, firstMinutes: 15, mostMinutes: 240 } as const;

/** Counts a wrong password or code; gives until when (real clock), where this one locked the account. */
export async function countFailedSignIn(userId: string): Promise<Date | undefined> {
  const [row] = await call<{ until: Date | null }>("app", "select count_failed_sign_in($1, $2, $3, $4) as until", [
    userId,
    LOCK.after,
    LOCK.firstMinutes,
    LOCK.mostMinutes,
  ]);
  return row?.until ?? undefined;
}

export type StepRecord = {
  organizationId: string;
  userId: string;
  kind: "code" | "enrol" | "codes";
  attempts: number;
  role: Role;
  name: string;
  email: string;
  demo: boolean;
};

/** A sign-in that waits for its second factor, while it may still be completed; else undefined. */
export async function resolveSignInStep(id: string): Promise<StepRecord | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await call<StepRecord>(
    "app",
    `select organization_id as "organizationId", user_id as "userId", kind, attempts, role, name, email, demo from resolve_sign_in_step($1)`,
    [id],
  );
  return row;
}

export type PasswordTokenRecord = {
  organizationId: string;
  id: string;
  userId: string;
  purpose: "reset" | "invitation";
  expired: boolean;
  used: boolean;
  role: Role;
  name: string;
  email: string;
  organization: string;
};

/** The link to set a password whose token hashes to this, used and expired ones too. */
export async function resolvePasswordToken(tokenHash: Buffer): Promise<PasswordTokenRecord | undefined> {
  const [row] = await call<PasswordTokenRecord>(
    "app",
    `select organization_id as "organizationId", id, user_id as "userId", purpose, expired, used, role, name, email, organization from resolve_password_token($1)`,
    [tokenHash],
  );
  return row;
}

/** Organizations whose single sign-on serves this e-mail domain, or that have this short name. */
export async function resolveSso(by: { domain?: string; slug?: string }): Promise<{ organizationId: string; slug: string }[]> {
  return call("app", `select organization_id as "organizationId", slug from resolve_sso($1, $2)`, [by.domain ?? null, by.slug ?? null]);
}

/** Whether another organization's single sign-on serves the domain. */
export async function ssoDomainTaken(organizationId: string, domain: string): Promise<boolean> {
  const [row] = await call<{ taken: boolean }>("app", "select sso_domain_taken($1, $2) as taken", [organizationId, domain]);
  return row!.taken;
}

/** Makes a new person a member (staff) of the organization whose identity provider vouches for them; gives the id, undefined where the address is known already. */
export async function createSsoMember(organizationId: string, person: { email: string; name: string }): Promise<string | undefined> {
  const id = newId();
  const [row] = await call<{ made: boolean }>("app", "select create_sso_member($1, $2, $3, $4) as made", [
    id,
    person.email,
    person.name,
    organizationId,
  ]);
  return row?.made ? id : undefined;
}

export type SessionRecord = {
  userId: string;
  organizationId: string;
  role: Role;
  name: string;
  email: string;
  demo: boolean;
  /** How the person proved who they are. */
  factor: string | null;
  /** Minutes without use after which the session ends. */
  idleMinutes: number;
};

/**
 * The session, while it is open, unexpired, used within the organization's minutes of inactivity, and its user active; else
 * undefined. `active`: somebody did something just now, so its time begins anew.
 */
export async function checkSession(sessionId: string, active = false): Promise<SessionRecord | undefined> {
  if (!isId(sessionId)) return undefined;
  const { key, default: minutes } = securitySettings.idleMinutes;
  const [row] = await call<SessionRecord>(
    "app",
    `select user_id as "userId", organization_id as "organizationId", role, name, email, demo, factor, idle_minutes as "idleMinutes" from standing_session($1, $2, $3, $4)`,
    [sessionId, active, key, minutes],
  );
  return row;
}

/** Ends a person's sessions in every organization, but one; gives their ids. In the caller's transaction. */
export async function endSessionsEverywhere(ctx: Ctx, userId: string, except?: string): Promise<string[]> {
  return (await ctx.sql<{ id: string }>("select end_sessions_everywhere($1, $2) as id", [userId, except ?? null])).map((row) => row.id);
}

export async function closeSession(sessionId: string): Promise<void> {
  await call("app", "select close_session($1)", [sessionId]);
}

/** The link whose token hashes to this, whatever its state; the caller checks purpose, expiry and revocation inside the organization. */
export async function resolveLink(
  tokenHash: Buffer,
): Promise<{ organizationId: string; id: string; purpose: string; keyVersion: number } | undefined> {
  const [row] = await call<{ organizationId: string; id: string; purpose: string; keyVersion: number }>(
    "app",
    `select organization_id as "organizationId", id, purpose, key_version as "keyVersion" from resolve_link($1)`,
    [tokenHash],
  );
  return row;
}

/** A logo by its public address; undefined where there is none. */
export async function resolveLogo(organizationId: string, id: string): Promise<{ mediaType: string; data: Buffer } | undefined> {
  if (!isId(organizationId) || !isId(id)) return undefined;
  const [row] = await call<{ mediaType: string; data: Buffer }>("app", `select media_type as "mediaType", data from resolve_logo($1, $2)`, [
    organizationId,
    id,
  ]);
  return row;
}

/** Webhook addresses carry our carrier-account id; the signature then proves the caller. */
export async function resolveCarrierAccount(id: string): Promise<{ organizationId: string; carrier: "twilio" | "resend" } | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await call<{ organizationId: string; carrier: "twilio" | "resend" }>(
    "app",
    `select organization_id as "organizationId", carrier from resolve_carrier_account($1)`,
    [id],
  );
  return row;
}

const ids = async (text: string, params: unknown[]): Promise<string[]> =>
  (await call<{ id: string }>("worker", text, params)).map((r) => r.id);

export const listOrganizations = (): Promise<string[]> => ids("select list_organizations() as id", []);
/** Every organization, suspended and closed ones too: for the audit's checks. */
export const allOrganizations = (): Promise<string[]> => ids("select all_organizations() as id", []);
export const organizationsWithExpiredLeases = (limit = 100): Promise<string[]> =>
  ids("select organizations_with_expired_leases($1) as id", [limit]);
export const organizationsBehindPlan = (limit = 100): Promise<string[]> => ids("select organizations_behind_plan($1) as id", [limit]);
export const organizationsWithReceipts = (limit = 100): Promise<string[]> => ids("select organizations_with_receipts($1) as id", [limit]);
export const organizationsWithUnknownLines = (limit = 100): Promise<string[]> =>
  ids("select organizations_with_unknown_lines($1) as id", [limit]);
/** Organizations with days of messages that were not counted since they changed. */
export const organizationsToCount = (limit = 1000): Promise<string[]> => ids("select organizations_to_count($1) as id", [limit]);
export const organizationsUnsealed = (limit = 1000): Promise<string[]> => ids("select organizations_unsealed($1) as id", [limit]);

/** Organizations where somebody was asked what CANCEL meant and has not answered by `now` (product time). */
export const organizationsWithSilentCancels = (now: Date, limit = 100): Promise<string[]> =>
  ids("select organizations_with_silent_cancels($1, $2) as id", [now, limit]);

/** Organizations with a message due at `now` (product time), the least recently served first. */
export const dueOrganizations = (now: Date, limit = 50): Promise<string[]> =>
  ids("select organization_id as id from due_organizations($1, $2)", [now, limit]);

/** Product time of the next planned message of any organization. */
export async function nextDue(): Promise<Date | undefined> {
  const [row] = await call<{ at: Date | null }>("worker", "select next_due() as at", []);
  return row?.at ?? undefined;
}

export type OutboxRow = { organizationId: string; id: string; name: string; data: Record<string, unknown> };

/**
 * Hands unpublished events to `publish`, then marks them published. No lock is held meanwhile: after a crash, or with
 * a second relay, an event is published again under the same id, which the engine ignores. Gives how many were handled.
 */
export async function relayOutbox(publish: (rows: OutboxRow[]) => Promise<void>, limit = 200): Promise<number> {
  const rows = await call<OutboxRow>("worker", `select organization_id as "organizationId", id, name, data from outbox_new($1)`, [limit]);
  if (rows.length) {
    await publish(rows);
    await call("worker", "select outbox_published($1)", [rows.map((r) => r.id)]);
  }
  return rows.length;
}

/** Deletes events published longer than a week ago, at most 5,000 a call. */
export async function pruneOutbox(): Promise<number> {
  const [row] = await call<{ n: number }>("worker", "select outbox_prune(interval '7 days') as n", []);
  return row?.n ?? 0;
}

/** Product time now: the database's clock plus the demo's offset (0 in live). */
export async function productNow(role: DatabaseRole = "app"): Promise<Date> {
  const [row] = await call<{ now: number }>(role, productClock(), []);
  return new Date(Number(row!.now));
}
