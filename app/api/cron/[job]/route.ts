import { inngest } from "@/inngest/client";
import { env } from "@/lib/env";
import { refuseUnlessBearer } from "@/lib/health/bearer";
import { count } from "@/lib/health/counters";
import { runHeartbeat, runUpkeep } from "@/lib/ops/heartbeat";
import { toEvents } from "@/lib/outbox/relay";
import { limited } from "@/lib/security/limited";
import { MACHINES } from "@/lib/security/rules";
import { relayOutbox } from "@/lib/tenancy/resolve";

export const dynamic = "force-dynamic";
export const maxDuration = 60;

/** Leaves the host time to answer before it ends the function. */
const BUDGET_MS = 45_000;
const MOST_BATCHES = 20;

async function relay(): Promise<number> {
  let events = 0;
  for (let i = 0; i < MOST_BATCHES; i++) {
    const batch = await relayOutbox(async (rows) => void (await inngest.send(toEvents(rows))));
    events += batch;
    if (batch === 0) break;
  }
  return events;
}

/** `/api/cron/heartbeat` every minute and `/api/cron/upkeep` every night, with CRON_SECRET as bearer (vercel.json names both). 500 where a job failed. */
export const GET = limited(MACHINES, async (request, { params }: { params: Promise<{ job: string }> }): Promise<Response> => {
  const refused = refuseUnlessBearer(request, env().CRON_SECRET);
  if (refused) return refused;
  const { job } = await params;
  if (job !== "heartbeat" && job !== "upkeep") return new Response("not found", { status: 404 });
  count("luma_cron_runs_total", { cron: job });
  const beat =
    job === "upkeep" ? await runUpkeep(BUDGET_MS) : await runHeartbeat(BUDGET_MS, env().engine === "inngest" ? relay : undefined);
  return Response.json(beat, { status: beat.failed.length ? 500 : 200, headers: { "cache-control": "no-store" } });
});
