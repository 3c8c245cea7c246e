import { withContext } from "@/lib/context";
import { dueOrganizations, productNow } from "@/lib/tenancy/resolve";
import { loadCarriers } from "./carriers";
import { LEASE_BEGIN_MS } from "./claim";
import { prepareBatch } from "./prepare";
import { recordOutcomes } from "./record";
import { sendAll } from "./send";

export type DispatchTally = {
  claimed: number;
  sent: number;
  skipped: number;
  moved: number;
  retried: number;
  failed: number;
  uncertain: number;
};

const actor = { kind: "workflow", name: "dispatch" } as const;
/** Few enough that a crash leaves little in doubt, many enough that transactions cost little. */
export const CHUNK = 25;

const none = (): DispatchTally => ({ claimed: 0, sent: 0, skipped: 0, moved: 0, retried: 0, failed: 0, uncertain: 0 });

/** One chunk of one organization: claim and decide → send → record. */
export async function dispatchChunk(organizationId: string, limit = CHUNK): Promise<DispatchTally> {
  const begun = performance.now();
  const { batch, carriers } = await withContext({ organizationId, actor }, async (ctx) => {
    const batch = await prepareBatch(ctx, limit);
    return { batch, carriers: batch.prepared.length ? await loadCarriers(ctx) : new Map() };
  });
  const tally = { ...none(), claimed: batch.claimed, skipped: batch.skipped, moved: batch.moved };
  if (!batch.prepared.length) return tally;
  const sent = await sendAll(batch.prepared, carriers, begun + LEASE_BEGIN_MS);
  const recorded = await withContext({ organizationId, actor }, (ctx) => recordOutcomes(ctx, sent));
  return { ...tally, ...recorded };
}

/**
 * Sends what is due, organizations in turn so that a large one never starves the rest, until nothing is due or the time is over.
 * `until` is on the monotonic clock (performance.now()).
 */
export async function dispatchDue(until: number, chunk = CHUNK): Promise<DispatchTally & { more: boolean }> {
  const total = none();
  for (;;) {
    const organizations = await dueOrganizations(await productNow("worker"));
    if (!organizations.length) return { ...total, more: false };
    let claimed = 0;
    for (const id of organizations) {
      if (performance.now() >= until) return { ...total, more: true };
      const tally = await dispatchChunk(id, chunk);
      claimed += tally.claimed;
      for (const key of Object.keys(total) as (keyof DispatchTally)[]) total[key] += tally[key];
    }
    // Due but not claimable: another dispatcher holds it, or a rule moves it round and round; either way the next wake looks again.
    if (claimed === 0) return { ...total, more: false };
  }
}
