import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { audit } from "@/lib/audit/write";
import { withContext } from "@/lib/context";
import { env } from "@/lib/env";
import { checkSession, closeSession, type SessionRecord } from "@/lib/tenancy/resolve";
import { sessionCookieName, unsealSession } from "./cookie";
import { requestPath } from "./request";

export type SignedInUser = SessionRecord & { sessionId: string };

/** The signed-in user of a cookie's value: the token opens, its session row still stands, and it is no demo user's where the product is live. */
export async function userOfCookie(value: string | undefined): Promise<SignedInUser | undefined> {
  const sessionId = await unsealSession(value);
  const session = sessionId ? await checkSession(sessionId) : undefined;
  if (!session || !sessionId || (session.demo && env().mode === "live")) return undefined;
  return { ...session, sessionId };
}

/** Who is signed in; asked of the database once per request. */
export const currentUser = cache(async (): Promise<SignedInUser | undefined> =>
  userOfCookie((await cookies()).get(sessionCookieName())?.value),
);

/** For pages: who is signed in, else on to the sign-in page, which comes back here. */
export async function requireUser(): Promise<SignedInUser> {
  const user = await currentUser();
  if (user) return user;
  const path = await requestPath();
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** Ends a session at once, everywhere; audited. Streams that it holds open end with their next tick. */
export async function endSession(user: SignedInUser, requestId: string): Promise<void> {
  await closeSession(user.sessionId);
  await withContext(
    {
      organizationId: user.organizationId,
      actor: { kind: "user", id: user.userId, role: user.role, sessionId: user.sessionId },
      requestId,
    },
    (ctx) => audit(ctx, { action: "sign-out", entity: "session", entityId: user.sessionId }),
  );
}
