import { env } from "@/lib/env";

const DAYS = 180;

/** Where weaknesses are reported: SECURITY_CONTACT, else security@ the installation's own name. */
export function securityContact(): string {
  return env().SECURITY_CONTACT ?? `security@${new URL(env().APP_URL).hostname}`;
}

/**
 * [SEC-11] security.txt as RFC 9116 has it. It expires half a year after the day it is asked for (the standard asks for less than a year), so
 * that a copy somebody kept is not trusted for ever. `now` is the real clock.
 */
export function securityText(now: Date): string {
  const site = env().APP_URL.replace(/\/$/, "");
  const day = new Date(Math.floor(now.getTime() / 86_400_000 + DAYS) * 86_400_000);
  return [
    `Contact: mailto:${securityContact()}`,
    `Contact: ${site}/report-a-weakness`,
    `Expires: ${day.toISOString().replace(".000Z", "Z")}`,
    "Preferred-Languages: en, es",
    `Canonical: ${site}/.well-known/security.txt`,
    `Policy: ${site}/report-a-weakness`,
    "",
  ].join("\n");
}

/** [SEC-11] The file itself; may be kept for a day. */
export function securityTextResponse(now: Date): Response {
  return new Response(securityText(now), {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=86400" },
  });
}
