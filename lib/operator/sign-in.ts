import { z } from "zod";
import { matchingStep, readCode } from "@/lib/auth/second-factor/totp";
import { verifyPassword } from "@/lib/auth/passwords";
import { limit } from "@/lib/auth/sign-in";
import { unseal } from "@/lib/crypto/keyring";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { consume, forgive, type RateRule } from "@/lib/rate-limit";
import { noteOperator, withOperator } from "./context";
import { openOperatorSession, recordOperatorSignIn, resolveOperator, type OperatorRecord } from "./store";

const BY_IP: RateRule = { name: "operator-ip", points: 50, seconds: 900 };
const BY_EMAIL: RateRule = { name: "operator-email", points: 15, seconds: 900 };

export const operatorSignInSchema = z.object({
  email: z.string().trim().min(3, "Enter your e-mail address.").max(254),
  password: z.string().min(1, "Enter your password.").max(1_000),
  code: z.string().trim().max(20).default(""),
});

/** A code is good for a minute and a half; of two who bring it at once, one is the first. */
const CODE_ONCE: RateRule = { name: "operator-code", points: 1, seconds: 300 };

const WRONG = "E-mail address, password and code do not match.";

/**
 * [ADM-08] Signs an operator in by password and code, and opens a session; gives its id. Whatever is wrong gets the same answer after
 * the same work. Only the demonstration's operator has no authenticator; live always asks for the code. Errors: invalid, too-many.
 */
export async function signInOperator(input: z.output<typeof operatorSignInSchema> & { ip: string; requestId?: string }): Promise<string> {
  const email = input.email.toLowerCase();
  await limit([BY_IP, input.ip], [BY_EMAIL, email]);
  const operator = await resolveOperator(email);
  const fits = await verifyPassword(operator?.passwordHash, input.password);
  const locked = operator?.lockedUntil !== null && operator?.lockedUntil !== undefined && operator.lockedUntil.getTime() > Date.now();
  const step = operator && fits ? codeStep(operator, input.code) : undefined;
  const allowed = operator && !(operator.demo && env().mode === "live") && !operator.disabled && !locked;
  const taken = allowed && step !== undefined && !(await isFirstUse(operator.id, step));
  if (!operator || !fits || !allowed || step === undefined || taken) {
    await recordOperatorSignIn(operator && !locked ? operator.id : newId(), false);
    log().info({ requestId: input.requestId, operatorId: operator?.id, locked }, "operator-sign-in-refused");
    throw new AppError("invalid", WRONG);
  }
  await recordOperatorSignIn(operator.id, true, step);
  await forgive(BY_EMAIL, email);
  const sessionId = await openOperatorSession(operator.id, input.ip);
  const scope = { operatorId: operator.id, sessionId, ...(input.requestId ? { requestId: input.requestId } : {}) };
  await withOperator(scope, (ctx) => noteOperator(ctx, { action: "sign-in" }));
  return sessionId;
}

/** Whether nobody came with the code of this time step yet, counted in one statement; where no code is asked for, everybody is the first. */
async function isFirstUse(operatorId: string, step: number): Promise<boolean> {
  return step === 0 || (await consume(CODE_ONCE, `${operatorId}:${step}`)).ok;
}

/** The time step of a right code; 0 for who has no authenticator where that is allowed; undefined where it does not fit. */
function codeStep(operator: OperatorRecord, text: string): number | undefined {
  if (!operator.secretSealed || !operator.secretKeyId) return env().mode === "live" ? undefined : 0;
  const code = readCode(text);
  if (!code) return undefined;
  const secret = unseal(operator.secretSealed, operator.secretKeyId).toString();
  return matchingStep(secret, code, Math.floor(Date.now() / 1_000), operator.lastStep);
}
