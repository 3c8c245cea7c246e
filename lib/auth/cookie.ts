import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { SESSION_HOURS } from "./sessions/open-session";

export const SESSION_SECONDS = SESSION_HOURS * 3_600;

/** Cookies are marked secure, and carry the prefix that says so, where the product is served over https. */
export function secureCookies(): boolean {
  return env().APP_URL.startsWith("https://");
}

/** The session cookie, as next-auth names it. */
export function sessionCookieName(): string {
  return `${secureCookies() ? "__Secure-" : ""}next-auth.session-token`;
}

export const cookieOptions = () => ({ httpOnly: true, sameSite: "lax" as const, path: "/", secure: secureCookies() });

const prefix = (): string => (secureCookies() ? "__Host-" : "");

/** The cookie that names a half-open sign-in. */
export const stepCookieName = (): string => `${prefix()}luma.sign-in`;
export const STEP_SECONDS = 1_800;

/** The cookie that carries a single sign-on to the identity provider and back. */
export const ssoCookieName = (): string => `${prefix()}luma.sso`;
export const SSO_SECONDS = 600;

/** Seals small facts for one purpose: what was sealed for another does not open. */
export function sealFor(purpose: "step" | "sso", facts: Record<string, string>, seconds: number): Promise<string> {
  return encode({ token: facts, secret: env().NEXTAUTH_SECRET, maxAge: seconds, salt: `luma.${purpose}` });
}

/** Opens what sealFor() made for the same purpose; undefined where it is too old or not ours. */
export async function unsealFor(purpose: "step" | "sso", value: string | undefined): Promise<Record<string, unknown> | undefined> {
  if (!value) return undefined;
  return (await decode({ token: value, secret: env().NEXTAUTH_SECRET, salt: `luma.${purpose}` }).catch(() => null)) ?? undefined;
}

/** What the cookie holds: an encrypted token with the session's id and nothing about the person. */
export function sealSession(sessionId: string): Promise<string> {
  return encode({ token: { sid: sessionId }, secret: env().NEXTAUTH_SECRET, maxAge: SESSION_SECONDS });
}

/** The session id in a cookie's value; undefined where the value was not made by us or is too old. */
export async function unsealSession(value: string | undefined): Promise<string | undefined> {
  if (!value) return undefined;
  const token = await decode({ token: value, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return typeof token?.sid === "string" ? token.sid : undefined;
}
