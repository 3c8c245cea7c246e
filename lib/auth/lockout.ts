import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import { withContext, type Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import { forgive, type RateRule } from "@/lib/rate-limit";
import { countFailedSignIn } from "@/lib/tenancy/resolve";
import { requireMember } from "./member";
import { queueAccountMail } from "./mail/queue";

/** Tries at one address, whether there is such an account or not. Whoever proves to be its owner starts over, however often others tried. */
export const SIGN_IN_BY_EMAIL: RateRule = { name: "sign-in-email", points: 20, seconds: 900 };

type Account = { userId: string; organizationId: string };

/**
 * Counts a wrong password or code of an account; an unknown one costs the same statement. Where it locks the account, that
 * is audited and the person is told by e-mail. The answer to whoever tried never says so.
 */
export async function countFailure(account: Account | undefined, requestId: string | undefined): Promise<void> {
  const until = await countFailedSignIn(account?.userId ?? newId());
  if (!until || !account) return;
  const { organizationId, userId } = account;
  await withContext({ organizationId, actor: { kind: "workflow", name: "sign-in" }, ...(requestId && { requestId }) }, async (ctx) => {
    await audit(ctx, { action: "lock-user", entity: "user", entityId: userId, detail: { until: until.toISOString() } });
    await queueAccountMail(ctx, { mail: "locked", userId });
  });
}

/** An admin lets a locked member try again at once. Errors: forbidden, not-found. */
export async function unlockUser(ctx: Ctx, input: { userId: string }): Promise<{ changed: boolean }> {
  requireRole(ctx, "admin");
  const member = await requireMember(ctx, input.userId);
  const changed = await forgetFailures(ctx, member.id);
  await forgive(SIGN_IN_BY_EMAIL, member.email);
  if (changed) await audit(ctx, { action: "unlock-user", entity: "user", entityId: member.id });
  return { changed };
}

/** Forgets failed attempts and a lock; gives whether there were any. */
export async function forgetFailures(ctx: Ctx, userId: string): Promise<boolean> {
  const rows = await ctx.sql(
    "update app_user set failed_sign_ins = 0, locked_until = null where id = $1 and (failed_sign_ins > 0 or locked_until is not null) returning 1",
    [userId],
  );
  return rows.length > 0;
}
