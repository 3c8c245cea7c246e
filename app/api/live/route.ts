import { currentUser } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { liveHub } from "@/lib/live/hub";
import { liveStream, parseTopics } from "@/lib/live/stream";
import { checkSession } from "@/lib/tenancy/resolve";

export const dynamic = "force-dynamic";
export const maxDuration = 300;

/** The event stream of signed-in screens: says which topic changed, never what. Serverless hosts answer 204: poll instead. */
export async function GET(request: Request): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response(null, { status: 401 });
  const topics = parseTopics(new URL(request.url).searchParams.get("topics"));
  if (topics.length === 0) return new Response("Name topics to watch.", { status: 400 });
  if (env().serverless) return new Response(null, { status: 204 });
  const stillAllowed = async (): Promise<boolean> => (await checkSession(user.sessionId))?.organizationId === user.organizationId;
  const body = liveStream({ hub: liveHub(), organizationId: user.organizationId, topics, stillAllowed, signal: request.signal });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
