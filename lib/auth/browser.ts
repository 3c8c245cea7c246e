import { cookies, headers } from "next/headers";
import { clientIp } from "@/lib/rate-limit";
import {
  cookieOptions,
  sealFor,
  sealSession,
  SESSION_SECONDS,
  sessionCookieName,
  SSO_SECONDS,
  ssoCookieName,
  STEP_SECONDS,
  stepCookieName,
  unsealFor,
} from "./cookie";
import type { SessionPlace } from "./sessions/open-session";

/** Where the request comes from, for sessions and limits. */
export async function requestPlace(): Promise<SessionPlace> {
  const given = await headers();
  return { ip: clientIp(given), userAgent: given.get("user-agent") };
}

/** The browser is signed in from now on; what was half-open is forgotten. */
export async function rememberSession(sessionId: string): Promise<void> {
  const jar = await cookies();
  jar.set(sessionCookieName(), await sealSession(sessionId), { ...cookieOptions(), maxAge: SESSION_SECONDS });
  jar.delete({ name: stepCookieName(), ...cookieOptions() });
}

export async function forgetSession(): Promise<void> {
  (await cookies()).delete({ name: sessionCookieName(), ...cookieOptions() });
}

/** The browser holds a sign-in that waits for its second half. */
export async function rememberStep(stepId: string): Promise<void> {
  const sealed = await sealFor("step", { step: stepId }, STEP_SECONDS);
  (await cookies()).set(stepCookieName(), sealed, { ...cookieOptions(), maxAge: STEP_SECONDS });
}

/** The id of the sign-in that waits in this browser. */
export async function currentStepId(): Promise<string | undefined> {
  const facts = await unsealFor("step", (await cookies()).get(stepCookieName())?.value);
  return typeof facts?.step === "string" ? facts.step : undefined;
}

/** What has to come back from the identity provider as it went there. */
export async function rememberSso(facts: Record<string, string>): Promise<void> {
  const sealed = await sealFor("sso", facts, SSO_SECONDS);
  (await cookies()).set(ssoCookieName(), sealed, { ...cookieOptions(), maxAge: SSO_SECONDS });
}

/** The same, once: the cookie is gone afterwards. */
export async function takeSso(): Promise<Record<string, unknown> | undefined> {
  const jar = await cookies();
  const facts = await unsealFor("sso", jar.get(ssoCookieName())?.value);
  jar.delete({ name: ssoCookieName(), ...cookieOptions() });
  return facts;
}
