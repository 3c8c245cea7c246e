import { currentUser } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { liveHub } from "@/lib/live/hub";
import { parseTopics } from "@/lib/live/stream";

export const dynamic = "force-dynamic";

/**
 * `{"cursors": {topic: number}}` for screens without a stream; a number that differs from the last one means "changed".
 * A long-running process counts what it hears. A serverless host hears nothing between requests, so there every answer
 * differs and the screen refetches with each poll (10 s).
 */
export async function GET(request: Request): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response(null, { status: 401 });
  const topics = parseTopics(new URL(request.url).searchParams.get("topics"));
  const cursors = env().serverless
    ? Object.fromEntries(topics.map((topic) => [topic, Date.now()]))
    : await liveHub().cursors(user.organizationId, topics);
  return Response.json({ cursors }, { headers: { "cache-control": "no-store" } });
}
