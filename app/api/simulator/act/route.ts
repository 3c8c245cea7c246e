import { failure, wrongInput } from "@/lib/actions/failure";
import type { ActionResult } from "@/lib/actions/result";
import { scopeOf } from "@/lib/actions/staff-action";
import { requestIdOf } from "@/lib/auth/request";
import { currentUser } from "@/lib/auth/session";
import { withContext } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { actInSimulator, simulatorAct } from "@/lib/simulator/act";

export const dynamic = "force-dynamic";

const STATUS: Partial<Record<string, number>> = { "signed-out": 401, forbidden: 403, "not-found": 404, conflict: 409, unavailable: 503 };

/**
 * Demo only: acts as a patient at the stand-ins. A route and not a server action, because it talks to the network, which an action's
 * transaction must not wait for. Only our own pages may post to it.
 */
export async function POST(request: Request): Promise<Response> {
  if (env().mode !== "demo") return new Response(null, { status: 404 });
  if (!sameOrigin(request)) return new Response(null, { status: 403 });
  const requestId = await requestIdOf();
  let result: ActionResult<null>;
  try {
    const user = await currentUser();
    if (!user) throw new AppError("signed-out", "You have been signed out. Sign in again.");
    const input = simulatorAct.safeParse(await request.json().catch(() => undefined));
    if (!input.success) throw wrongInput(input.error);
    await actInSimulator((work) => withContext(scopeOf(user, requestId), work), input.data);
    result = { ok: true, data: null };
  } catch (error) {
    result = failure(error, requestId, "simulator-act");
  }
  const status = result.ok ? 200 : (STATUS[result.code] ?? 422);
  return Response.json(result, { status, headers: { "cache-control": "no-store" } });
}

function sameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin");
  return origin !== null && URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}
