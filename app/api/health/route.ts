import { readHealth } from "@/lib/health/heartbeat";
import { limited } from "@/lib/security/limited";
import { PROBES } from "@/lib/security/rules";

export const dynamic = "force-dynamic";

/**
 * 200 while pages can be served, also with a silent worker ("degraded": alert on it, but do not take the web process out
 * of service for it); 503 without a database.
 */
export const GET = limited(PROBES, async (): Promise<Response> => {
  const health = await readHealth();
  return Response.json(health, { status: health.status === "down" ? 503 : 200, headers: { "cache-control": "no-store" } });
});
