import { forgetSession } from "@/lib/auth/browser";
import { requestIdOf } from "@/lib/auth/request";
import { currentUser, endSession } from "@/lib/auth/session";

export const dynamic = "force-dynamic";

/** Nobody used any tab for the organization's time: the session ends, for all of them. */
export async function POST(): Promise<Response> {
  const user = await currentUser();
  if (user) await endSession(user, await requestIdOf(), "idle");
  await forgetSession();
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
}
