import { z } from "zod";
import { audit } from "@/lib/audit/write";
import { withContext } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { consume, forgive, type RateRule } from "@/lib/rate-limit";
import { openSession, recordSignIn, resolveSignIn, type SignInRecord } from "@/lib/tenancy/resolve";
import { verifyPassword } from "./passwords";

export const SESSION_HOURS = 12;

/** Counted for addresses and accounts alike, whether the account exists or not, so the answer tells nothing about it. */
export const SIGN_IN_BY_IP: RateRule = { name: "sign-in-ip", points: 100, seconds: 900 };
export const SIGN_IN_BY_EMAIL: RateRule = { name: "sign-in-email", points: 20, seconds: 900 };

export const signInSchema = z.object({
  email: z.string().trim().min(3, "Enter your e-mail address.").max(254, "Enter your e-mail address."),
  password: z.string().min(1, "Enter your password.").max(1_000, "This password is too long."),
});

export type SignInInput = z.output<typeof signInSchema> & { ip: string; userAgent?: string | null; requestId?: string };

const WRONG = "E-mail address and password do not match.";

/**
 * Signs in by password and opens a session; gives its id. Unknown, disabled and locked accounts and wrong passwords all
 * get the same answer after the same work. Errors: invalid (as above), too-many, forbidden (right password, but live mode
 * requires a second factor that the account does not have, and never lets demo users in).
 */
export async function signInWithPassword(input: SignInInput): Promise<{ sessionId: string; user: SignInRecord }> {
  const email = input.email.toLowerCase();
  const limits = await Promise.all([consume(SIGN_IN_BY_IP, input.ip), consume(SIGN_IN_BY_EMAIL, email)]);
  const waits = limits.map((limit) => (limit.ok ? 0 : limit.retryAfterSeconds));
  if (limits.some((limit) => !limit.ok))
    throw new AppError("too-many", `Too many attempts. Try again in ${Math.ceil(Math.max(...waits) / 60)} minutes.`);

  const user = await resolveSignIn(email);
  const fits = await verifyPassword(user?.passwordHash, input.password);
  const locked = user?.lockedUntil !== null && user?.lockedUntil !== undefined && user.lockedUntil.getTime() > Date.now();
  if (!user || !fits || user.disabled || locked) {
    // An unknown account costs the same statement. A locked one is not locked for longer by trying.
    await recordSignIn(user && !locked ? user.userId : newId(), false);
    log().info({ requestId: input.requestId, userId: user?.userId, locked }, "sign-in-refused");
    throw new AppError("invalid", WRONG);
  }
  refuseInLive(user);
  await recordSignIn(user.userId, true);
  await forgive(SIGN_IN_BY_EMAIL, email);
  const sessionId = await openSession({
    userId: user.userId,
    organizationId: user.organizationId,
    hours: SESSION_HOURS,
    ip: input.ip,
    ...(input.userAgent ? { userAgent: input.userAgent } : {}),
  });
  await withContext(
    {
      organizationId: user.organizationId,
      actor: { kind: "user", id: user.userId, role: user.role, sessionId },
      ...(input.requestId ? { requestId: input.requestId } : {}),
    },
    (ctx) => audit(ctx, { action: "sign-in", entity: "session", entityId: sessionId }),
  );
  return { sessionId, user };
}

function refuseInLive(user: SignInRecord): void {
  if (env().mode !== "live") return;
  throw new AppError(
    "forbidden",
    user.demo
      ? "Demo accounts cannot sign in here."
      : "Your account has no second factor yet, and signing in here requires one. Ask an admin of your organization to set it up with you.",
  );
}
