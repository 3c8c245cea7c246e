import { withContext, type Role } from "@/lib/context";
import { newId } from "@/lib/ids";
import { pendingSecret, confirmFactor } from "@/lib/auth/second-factor/factor";
import { codeAt } from "@/lib/auth/second-factor/totp";
import type { TestOrganization } from "./factories";

type Query = (text: string, params?: unknown[]) => Promise<Record<string, unknown>[]>;

/** The e-mail address of an organization's user. */
export const emailOf = (org: TestOrganization, role: Role): string => `${role}@${org.slug}.example`;

/** Gives a user an authenticator; gives its secret and the recovery codes. The code that confirmed it is used up. */
export async function withAuthenticator(org: TestOrganization, role: Role): Promise<{ secret: string; recoveryCodes: string[] }> {
  const actor = { kind: "user", id: org.users[role], role } as const;
  return withContext({ organizationId: org.organizationId, actor, requestId: newId() }, async (ctx) => {
    const secret = await pendingSecret(ctx, org.users[role], null);
    // The step before, so that the current code is still to be used.
    const { recoveryCodes } = await confirmFactor(ctx, org.users[role], null, codeAt(secret, Date.now() / 1000 - 30));
    return { secret, recoveryCodes };
  });
}

/** As if a step of the authenticator had passed: its next code may be the current one again. */
export async function passStep(query: Query, userId: string): Promise<void> {
  await query("update user_factor set last_step = 0 where user_id = $1", [userId]);
}

/** What the organization's outbox says is to be mailed about accounts, in order. */
export async function queuedMails(query: Query, organizationId: string): Promise<{ mail: string; userId: string; tokenId?: string }[]> {
  const rows = await query("select data from outbox_event where organization_id = $1 and name = 'luma/account.mail-due' order by id", [
    organizationId,
  ]);
  return rows.map((row) => row.data as { mail: string; userId: string; tokenId?: string });
}
