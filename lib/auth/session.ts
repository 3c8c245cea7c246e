import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { audit } from "@/lib/audit/write";
import { withContext } from "@/lib/context";
import { env } from "@/lib/env";
import { checkSession, closeSession, type SessionRecord } from "@/lib/tenancy/resolve";
import { sessionCookieName, unsealSession } from "./cookie";
import { requestPath } from "./request";
import { showsActivity } from "./sessions/activity";

export type SignedInUser = SessionRecord & { sessionId: string };

/** What counts where the product is live: the demo's people and a password alone do not. */
const LIVE_FACTORS = new Set(["totp", "recovery-code", "sso"]);

/** Whether a session may be used in the mode that this is. */
function countsHere(session: SessionRecord): boolean {
  return env().mode !== "live" || (!session.demo && LIVE_FACTORS.has(session.factor ?? ""));
}

/** The user of a session, while it stands and counts in this mode. `active`: somebody did something just now. */
export async function userOfSession(sessionId: string | undefined, active = false): Promise<SignedInUser | undefined> {
  const session = sessionId ? await checkSession(sessionId, active) : undefined;
  return session && sessionId && countsHere(session) ? { ...session, sessionId } : undefined;
}

/** The same, of a cookie's value. */
export async function userOfCookie(value: string | undefined, active = false): Promise<SignedInUser | undefined> {
  return userOfSession(await unsealSession(value), active);
}

/** Who is signed in; asked of the database once per request. */
export const currentUser = cache(async (): Promise<SignedInUser | undefined> =>
  userOfCookie((await cookies()).get(sessionCookieName())?.value, showsActivity(await headers(), await requestPath())),
);

/** For pages: who is signed in, else on to the sign-in page, which comes back here. */
export async function requireUser(): Promise<SignedInUser> {
  const user = await currentUser();
  if (user) return user;
  const path = await requestPath();
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** Ends a session at once, everywhere; audited. Streams that it holds open end with their next tick. */
export async function endSession(user: SignedInUser, requestId: string, why: "sign-out" | "idle" = "sign-out"): Promise<void> {
  await closeSession(user.sessionId);
  await withContext(
    {
      organizationId: user.organizationId,
      actor: { kind: "user", id: user.userId, role: user.role, sessionId: user.sessionId },
      requestId,
    },
    (ctx) => audit(ctx, { action: "sign-out", entity: "session", entityId: user.sessionId, ...(why === "idle" && { detail: { why } }) }),
  );
}
