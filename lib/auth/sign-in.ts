import { z } from "zod";
import { withContext, type Ctx } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { consume, forgive, type RateRule } from "@/lib/rate-limit";
import { loadSettings } from "@/lib/settings/resolve";
import { resolveSignIn, type SignInRecord } from "@/lib/tenancy/resolve";
import { countFailure, forgetFailures, SIGN_IN_BY_EMAIL } from "./lockout";
import { verifyPassword } from "./passwords";
import { factorState } from "./second-factor/factor";
import { openSession, type SessionPlace } from "./sessions/open-session";
import { securitySettings } from "./settings";
import { openStep } from "./sign-in-step";
import { requiresSso } from "./sso/connection";

/** Counted for addresses and accounts alike, whether the account exists or not, so the answer tells nothing about it. */
export const SIGN_IN_BY_IP: RateRule = { name: "sign-in-ip", points: 100, seconds: 900 };
export { SIGN_IN_BY_EMAIL };

export const signInSchema = z.object({
  email: z.string().trim().min(3, "Enter your e-mail address.").max(254, "Enter your e-mail address."),
  password: z.string().min(1, "Enter your password.").max(1_000, "This password is too long."),
});

export type SignInInput = z.output<typeof signInSchema> & SessionPlace & { requestId?: string };

/** Signed in, or half-way: a code is asked for next, or an authenticator has to be set up. */
export type SignInOutcome = { next: "signed-in"; sessionId: string } | { next: "code" | "enrol"; stepId: string };

const WRONG = "E-mail address and password do not match.";

/** Throws `too-many` where one of these has used up its attempts. */
export async function limit(...rules: readonly (readonly [RateRule, string])[]): Promise<void> {
  const limits = await Promise.all(rules.map(([rule, subject]) => consume(rule, subject)));
  const waits = limits.map((one) => (one.ok ? 0 : one.retryAfterSeconds));
  if (limits.every((one) => one.ok)) return;
  const minutes = Math.ceil(Math.max(...waits) / 60);
  throw new AppError("too-many", `Too many attempts. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`);
}

/**
 * The first half of signing in. Unknown, disabled and locked accounts and wrong passwords all get the same answer after the
 * same work. The right password opens a session only where no second factor is asked for; else it gives the step that
 * waits for one. Errors: invalid (as above), too-many, forbidden (right password, but demo users have no business in live
 * mode, and members of an organization with single sign-on only sign in there).
 */
export async function signInWithPassword(input: SignInInput): Promise<SignInOutcome> {
  const email = input.email.toLowerCase();
  await limit([SIGN_IN_BY_IP, input.ip], [SIGN_IN_BY_EMAIL, email]);
  const user = await resolveSignIn(email);
  const fits = await verifyPassword(user?.passwordHash, input.password);
  const locked = user?.lockedUntil !== null && user?.lockedUntil !== undefined && user.lockedUntil.getTime() > Date.now();
  if (!user || !fits || user.disabled || locked) {
    // A locked account is not locked for longer by trying.
    await countFailure(user && !locked ? user : undefined, input.requestId);
    log().info({ requestId: input.requestId, userId: user?.userId, locked }, "sign-in-refused");
    throw new AppError("invalid", WRONG);
  }
  if (user.demo && env().mode === "live") throw new AppError("forbidden", "Demo accounts cannot sign in here.");
  const outcome = await withContext(
    {
      organizationId: user.organizationId,
      actor: { kind: "user", id: user.userId, role: user.role },
      ...(input.requestId ? { requestId: input.requestId } : {}),
    },
    (ctx) => afterPassword(ctx, user, input),
  );
  if (outcome.next === "signed-in") await forgive(SIGN_IN_BY_EMAIL, email);
  return outcome;
}

/** [SEC-01] Whether the person may not do without a second factor: always in live mode, else by the organization's setting; the demo's people have none. */
export async function needsSecondFactor(ctx: Ctx, user: { demo: boolean }): Promise<boolean> {
  if (env().mode === "live") return true;
  const settings = await loadSettings(ctx);
  return !user.demo && settings.get(securitySettings.secondFactor).value;
}

async function afterPassword(ctx: Ctx, user: SignInRecord, place: SessionPlace): Promise<SignInOutcome> {
  if (user.role !== "admin" && (await requiresSso(ctx)))
    throw new AppError("forbidden", "Your organization signs in with single sign-on. Use “Sign in with single sign-on” below.");
  const { confirmed } = await factorState(ctx, user.userId);
  // Failures are forgotten at the end only: a right password may not give new tries at the code.
  if (confirmed) return { next: "code", stepId: await openStep(ctx, user.userId, "code") };
  if (await needsSecondFactor(ctx, user)) return { next: "enrol", stepId: await openStep(ctx, user.userId, "enrol") };
  await forgetFailures(ctx, user.userId);
  return { next: "signed-in", sessionId: await openSession(ctx, place, "password") };
}
