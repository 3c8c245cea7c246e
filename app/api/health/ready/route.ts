import { readReadiness } from "@/lib/health/readiness";
import { limited } from "@/lib/security/limited";
import { PROBES } from "@/lib/security/rules";

export const dynamic = "force-dynamic";
export const maxDuration = 15;

/** 200 when requests may be sent here, 503 when not: no database, or one that lacks migrations of this build. */
export const GET = limited(PROBES, async (): Promise<Response> => {
  const readiness = await readReadiness();
  return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
});
