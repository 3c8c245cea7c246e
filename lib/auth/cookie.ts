import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { SESSION_HOURS } from "./sign-in";

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
