import { withContext, type Ctx, type Scope } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError, invalid } from "@/lib/errors";
import { resolveSignInStep, type StepRecord } from "@/lib/tenancy/resolve";
import { countFailure, forgetFailures } from "./lockout";
import { queueAccountMail } from "./mail/queue";
import {
  confirmFactor,
  factorState,
  pendingSecret,
  renewRecoveryCodes,
  takeCode,
  takeRecoveryCode,
  wrongCode,
} from "./second-factor/factor";
import { openSession, type Factor, type SessionPlace } from "./sessions/open-session";
import { closeStep, countStepTry, moveToCodes, stepStands } from "./sign-in-step";

/*
 * The second half of signing in: a code, a recovery code, or setting up an authenticator. All of it for whoever holds the step's id
 * (a sealed cookie) after the right password; nobody is signed in yet.
 */

export type OpenStep = StepRecord & { stepId: string };

/** The step, while it can be completed; demo users' never in live mode. */
export async function findStep(stepId: string | undefined): Promise<OpenStep | undefined> {
  const step = stepId ? await resolveSignInStep(stepId) : undefined;
  if (!step || !stepId || (step.demo && env().mode === "live")) return undefined;
  return { ...step, stepId };
}

const over = (): AppError =>
  new AppError("signed-out", "This sign-in took too long, or had too many wrong codes. Start again with your password.");

function scopeOf(step: OpenStep, requestId: string): Scope {
  return { organizationId: step.organizationId, actor: { kind: "user", id: step.userId, role: step.role }, requestId };
}

async function isLocked(ctx: Ctx, userId: string): Promise<boolean> {
  return (await ctx.sql("select 1 from app_user where id = $1 and locked_until > clock_timestamp()", [userId])).length > 0;
}

async function need(stepId: string | undefined, ...kinds: StepRecord["kind"][]): Promise<OpenStep> {
  const step = await findStep(stepId);
  if (!step || !kinds.includes(step.kind)) throw over();
  return step;
}

/** Ends the step and opens the session. */
async function finish(ctx: Ctx, step: OpenStep, place: SessionPlace, factor: Factor): Promise<string> {
  if (!(await closeStep(ctx, step.stepId))) throw over();
  await forgetFailures(ctx, step.userId);
  return openSession(ctx, place, factor);
}

export type CodeInput = { stepId: string | undefined; code: string; with: "app" | "recovery" } & SessionPlace & { requestId: string };

/**
 * Completes a sign-in by a code of the authenticator or by a recovery code; gives the session's id. Five tries a sign-in, and
 * wrong ones count towards locking the account. Errors: invalid (field `code`), signed-out (start again).
 */
export async function signInWithCode(input: CodeInput): Promise<string> {
  const step = await need(input.stepId, "code");
  const recovery = input.with === "recovery";
  // A wrong try stays counted: it is no error of the transaction.
  const sessionId = await withContext(scopeOf(step, input.requestId), async (ctx) => {
    if (!(await countStepTry(ctx, step.stepId)) || (await isLocked(ctx, step.userId))) return null;
    const right = await (recovery ? takeRecoveryCode : takeCode)(ctx, step.userId, input.code);
    if (!right) return undefined;
    if (recovery) await queueAccountMail(ctx, { mail: "recovery-code-used", userId: step.userId });
    return finish(ctx, step, input, recovery ? "recovery-code" : "totp");
  });
  if (sessionId === null) throw over();
  if (sessionId) return sessionId;
  await countFailure(step, input.requestId);
  if (!recovery) throw wrongCode(input.code);
  const message = "This recovery code is not right, or was used before. Each one works once.";
  throw invalid(message, { code: message });
}

/** What the page shows that sets up an authenticator during sign-in; undefined where there is no such step. */
export async function enrolmentOf(stepId: string | undefined, requestId: string): Promise<{ secret: string; email: string } | undefined> {
  const step = await findStep(stepId);
  if (step?.kind !== "enrol") return undefined;
  return withContext(scopeOf(step, requestId), async (ctx) => {
    // Another tab may have finished it: what is confirmed is not set up over.
    if ((await factorState(ctx, step.userId)).confirmed) return undefined;
    // The key may be another sign-in's by now, which ended this one: the lock waits for that, and its key is left alone.
    await ctx.sql("select 1 from user_factor where user_id = $1 for update", [step.userId]);
    if (!(await stepStands(ctx, step.stepId))) return undefined;
    return { secret: await pendingSecret(ctx, step.userId, step.stepId), email: step.email };
  });
}

/** Confirms the authenticator by its first code; gives the recovery codes to show. Errors: invalid (field `code`), signed-out. */
export async function enrolDuringSignIn(input: { stepId: string | undefined; code: string; requestId: string }): Promise<string[]> {
  const step = await need(input.stepId, "enrol");
  return withContext(scopeOf(step, input.requestId), async (ctx) => {
    if ((await factorState(ctx, step.userId)).confirmed) throw over();
    const { recoveryCodes } = await confirmFactor(ctx, step.userId, step.stepId, input.code);
    if (!(await moveToCodes(ctx, step.stepId))) throw over();
    await queueAccountMail(ctx, { mail: "second-factor-on", userId: step.userId });
    return recoveryCodes;
  });
}

/** New recovery codes for someone who lost sight of them before the end of setting up. Error: signed-out. */
export async function codesDuringSignIn(input: { stepId: string | undefined; requestId: string }): Promise<string[]> {
  const step = await need(input.stepId, "codes");
  return withContext(scopeOf(step, input.requestId), (ctx) => renewRecoveryCodes(ctx, step.userId));
}

/** The end of setting up: opens the session, gives its id. Error: signed-out. */
export async function finishEnrolment(input: { stepId: string | undefined; requestId: string } & SessionPlace): Promise<string> {
  const step = await need(input.stepId, "codes");
  return withContext(scopeOf(step, input.requestId), (ctx) => finish(ctx, step, input, "totp"));
}
