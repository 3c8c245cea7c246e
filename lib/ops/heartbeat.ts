import { rollUp } from "@/lib/activity/roll-up";
import { sealAllAudits } from "@/lib/audit/seal";
import { lookUpLines } from "@/lib/consent/look-up-lines";
import { dispatchDue } from "@/lib/delivery/dispatch";
import { reconcile, sweepLeases } from "@/lib/delivery/reconcile";
import { replanChunk } from "@/lib/delivery/replan";
import { pruneHealth, sampleHealth } from "@/lib/health/sample";
import { noteUpkeep } from "@/lib/health/upkeep";
import { eraseOldImports } from "@/lib/imports/erase-old-imports";
import { endSilentCancels } from "@/lib/inbound/cancel-collision";
import { processReceipt } from "@/lib/inbound/process-receipt";
import { pruneReceipts } from "@/lib/inbound/prune-receipts";
import { waitingReceipts } from "@/lib/inbound/waiting-receipts";
import { describeError, log } from "@/lib/log";
import {
  listOrganizations,
  organizationsBehindPlan,
  organizationsToCount,
  organizationsWithExpiredLeases,
  organizationsWithReceipts,
  organizationsWithSilentCancels,
  organizationsWithUnknownLines,
  productNow,
  pruneOutbox,
} from "@/lib/tenancy/resolve";

/*
 * The heartbeat of hosts without a process of their own: a cron calls it every minute. It does what must not wait for a workflow engine, straight from
 * the rows, and may run beside Inngest's own crons and beside itself: rows are claimed, never double-sent.
 */

export type Beat = {
  /** Job → how much it did. */
  done: Record<string, number>;
  /** Jobs that threw; the others went on. */
  failed: string[];
};

type Job = { name: string; work: (until: number) => Promise<number> };

async function each(ids: readonly string[], until: number, work: (id: string) => Promise<number>): Promise<number> {
  let total = 0;
  for (const id of ids) {
    if (performance.now() > until) break;
    total += await work(id);
  }
  return total;
}

/** In the order of what waits least: what is due first. */
const JOBS: readonly Job[] = [
  { name: "messages", work: async (until) => (await dispatchDue(until)).claimed },
  {
    name: "settled",
    work: async (until) =>
      each(await organizationsWithExpiredLeases(), until, async (id) => {
        await sweepLeases(id);
        await reconcile(id);
        return 1;
      }),
  },
  {
    name: "webhooks",
    work: async (until) =>
      each(await organizationsWithReceipts(), until, async (id) =>
        each(await waitingReceipts(id), until, async (receipt) => {
          await processReceipt(id, receipt);
          return 1;
        }),
      ),
  },
  {
    name: "cancels",
    work: async (until) => each(await organizationsWithSilentCancels(await productNow()), until, (id) => endSilentCancels(id)),
  },
  { name: "replanned", work: async (until) => each(await organizationsBehindPlan(), until, async (id) => (await replanChunk(id)).visits) },
  { name: "lines", work: async (until) => each(await organizationsWithUnknownLines(), until, (id) => lookUpLines(id)) },
  { name: "counted", work: async (until) => each(await organizationsToCount(), until, (id) => rollUp(id)) },
  { name: "health", work: () => sampleHealth() },
  { name: "sealed", work: async () => (await sealAllAudits()).sealed },
];

async function run(jobs: readonly Job[], budgetMs: number): Promise<Beat> {
  const end = performance.now() + budgetMs;
  const beat: Beat = { done: {}, failed: [] };
  for (const [i, job] of jobs.entries()) {
    const left = end - performance.now();
    if (left <= 0) break;
    try {
      // The first jobs may take half of what is left, so that the last ones get their turn too.
      beat.done[job.name] = await job.work(performance.now() + (i === jobs.length - 1 ? left : left / 2));
    } catch (error) {
      log().error({ job: job.name, err: describeError(error) }, "heartbeat-job-failed");
      beat.failed.push(job.name);
    }
  }
  return beat;
}

/** One heartbeat of at most about `budgetMs`; `relay` hands the outbox to Inngest and gives the number of events. */
export function runHeartbeat(budgetMs: number, relay?: () => Promise<number>): Promise<Beat> {
  return run([...(relay ? [{ name: "events", work: relay }] : []), ...JOBS], budgetMs);
}

const MOST_BATCHES = 200;

async function batches(until: number, work: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let i = 0; i < MOST_BATCHES && performance.now() < until; i++) {
    const n = await work();
    total += n;
    if (n === 0) break;
  }
  return total;
}

/** The nightly deletion of what is old, within about `budgetMs`. */
export function runUpkeep(budgetMs: number): Promise<Beat> {
  return run(
    [
      {
        name: "outbox",
        work: async (until) => {
          const deleted = await batches(until, pruneOutbox);
          await noteUpkeep("outbox", deleted);
          return deleted;
        },
      },
      { name: "counted", work: async (until) => each(await organizationsToCount(), until, (id) => rollUp(id)) },
      { name: "health", work: pruneHealth },
      {
        name: "receipts",
        work: async (until) => {
          const deleted = await each(await listOrganizations(), until, (id) => batches(until, () => pruneReceipts(id)));
          await noteUpkeep("receipts", deleted);
          return deleted;
        },
      },
      {
        name: "imports",
        work: async (until) => {
          const deleted = await each(await listOrganizations(), until, (id) => batches(until, () => eraseOldImports(id)));
          await noteUpkeep("imports", deleted);
          return deleted;
        },
      },
    ],
    budgetMs,
  );
}
