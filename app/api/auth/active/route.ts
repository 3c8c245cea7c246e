import { currentUser } from "@/lib/auth/session";
import { checkSession } from "@/lib/tenancy/resolve";

export const dynamic = "force-dynamic";

/** A screen says that somebody uses it: the session's time without use begins anew. 401 where there is no session any more. */
export async function POST(): Promise<Response> {
  const user = await currentUser();
  const standing = user && (await checkSession(user.sessionId, true));
  return new Response(null, { status: standing ? 204 : 401, headers: { "cache-control": "no-store" } });
}
