import { currentUser } from "@/lib/auth/session";
import { SimulatorError } from "@/lib/carriers/simulator/control";
import { env } from "@/lib/env";
import { standIn } from "@/lib/simulator/stand-in";

export const dynamic = "force-dynamic";

const WAIT_MS = 15_000;
const none = (status: number): Response => new Response(null, { status, headers: { "cache-control": "no-store" } });

/** Demo only: waits for something to happen at the stand-ins after `since`, and says whether it did; never what. */
export async function GET(request: Request): Promise<Response> {
  if (env().mode !== "demo") return none(404);
  if (!(await currentUser())) return none(401);
  const since = Number(new URL(request.url).searchParams.get("since"));
  if (!Number.isSafeInteger(since) || since < 0) return none(400);
  try {
    const { cursor, changes } = await standIn().changes(since, WAIT_MS);
    return Response.json({ cursor, changed: changes.length > 0 }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    if (error instanceof SimulatorError) return none(503);
    throw error;
  }
}
