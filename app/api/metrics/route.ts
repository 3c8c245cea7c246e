import { engineInspector, followProductClock } from "@/inngest/inspect";
import { env } from "@/lib/env";
import { refuseUnlessBearer } from "@/lib/health/bearer";
import { readHealth, readWorkerStats } from "@/lib/health/heartbeat";
import { metricsText } from "@/lib/health/metrics";
import { readProcessStats } from "@/lib/health/process-stats";
import { liveHub } from "@/lib/live/hub";
import { limited } from "@/lib/security/limited";
import { PROBES } from "@/lib/security/rules";
import { operationCounts } from "@/lib/tenancy/operations";
import { productNow } from "@/lib/tenancy/resolve";

export const dynamic = "force-dynamic";
export const maxDuration = 30;

/** For Prometheus, with METRICS_TOKEN as bearer. What cannot be read is left out; `luma_up` says whether the database answered. */
export const GET = limited(PROBES, async (request): Promise<Response> => {
  const refused = refuseUnlessBearer(request, env().METRICS_TOKEN);
  if (refused) return refused;
  const engine = engineInspector();
  if (engine) await followProductClock().catch(() => undefined);
  const [health, counts, numbers, worker] = await Promise.all([
    readHealth(),
    productNow()
      .then(operationCounts)
      .catch(() => []),
    engine?.metrics().catch(() => undefined),
    readWorkerStats().catch(() => undefined),
  ]);
  const text = metricsText({
    health,
    counts,
    ...(numbers && { engine: numbers }),
    processes: [{ process: "web", stats: readProcessStats() }, ...(worker ? [{ process: "worker", stats: worker }] : [])],
    liveStreams: liveHub().size,
  });
  return new Response(text, { headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" } });
});
