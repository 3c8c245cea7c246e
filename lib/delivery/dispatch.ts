import { withContext } from "@/lib/context";
import { log } from "@/lib/log";
import { dueOrganizations, productNow } from "@/lib/tenancy/resolve";
import { loadCarriers } from "./carriers";
import { LEASE_BEGIN_MS, markServed } from "./claim";
import { prepareBatch } from "./prepare";
import { recordOutcomes } from "./record";
import { sendAll } from "./send";
import { stillWanted } from "./still-wanted";

export type DispatchTally = {
  claimed: number;
  /** Visits planned again first, because older settings had planned them. */
  replanned: number;
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
/** Chunks under way at a time: while one waits for its carrier, another is decided. */
const LANES = 2;

const none = (): DispatchTally => ({ claimed: 0, replanned: 0, sent: 0, skipped: 0, moved: 0, retried: 0, failed: 0, uncertain: 0 });

function add(total: DispatchTally, part: Partial<DispatchTally>): void {
  for (const key of Object.keys(part) as (keyof DispatchTally)[]) total[key] += part[key] ?? 0;
}

/** One chunk of one organization: claim and decide → send → record. */
export async function dispatchChunk(organizationId: string, limit = CHUNK): Promise<DispatchTally> {
  const scope = { organizationId, actor };
  const begun = performance.now();
  const { batch, carriers } = await withContext(scope, async (ctx) => {
    const batch = await prepareBatch(ctx, limit);
    return { batch, carriers: batch.prepared.length ? await loadCarriers(ctx) : new Map() };
  });
  const { prepared, ...counts } = batch;
  const tally = { ...none(), ...counts };
  await sendAll(prepared, {
    carriers,
    decidedAt: performance.now(),
    deadline: begun + LEASE_BEGIN_MS,
    stillWanted: (p) => stillWanted(organizationId, p),
    record: async (sent) => add(tally, await withContext(scope, (ctx) => recordOutcomes(ctx, sent))),
  });
  return tally;
}

/**
 * Sends what is due, organizations in turn so that a large one never starves the rest, until nothing is due or the time is over.
 * `until` is on the monotonic clock (performance.now()). An organization whose chunk throws loses its turn, not the others theirs;
 * the error is thrown when the rest is done.
 */
export async function dispatchDue(until: number, chunk = CHUNK): Promise<DispatchTally & { more: boolean }> {
  const total = none();
  const broken = new Map<string, unknown>();
  let more = true;
  while (more) {
    const organizations = (await dueOrganizations(await productNow("worker"))).filter((id) => !broken.has(id));
    if (!organizations.length) break;
    const before = total.claimed + total.replanned;
    const turns =
      organizations.length < LANES ? Array.from({ length: LANES }, (_, i) => organizations[i % organizations.length]!) : organizations;
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let i = next++; i < turns.length && performance.now() < until; i = next++) {
        try {
          add(total, await dispatchChunk(turns[i]!, chunk));
        } catch (error) {
          broken.set(turns[i]!, error);
          await giveUpTurn(turns[i]!, error);
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    if (performance.now() >= until) return finish(total, broken, true);
    // Due but not claimable: another dispatcher holds it, or a rule moves it round and round; either way the next wake looks again.
    more = total.claimed + total.replanned > before;
  }
  return finish(total, broken, false);
}

function finish(total: DispatchTally, broken: ReadonlyMap<string, unknown>, more: boolean): DispatchTally & { more: boolean } {
  for (const error of broken.values()) throw error;
  return { ...total, more };
}

/** The next wake begins with the others. */
async function giveUpTurn(organizationId: string, error: unknown): Promise<void> {
  log().error({ organizationId, error: error instanceof Error ? error.name : "unknown" }, "dispatch-failed");
  await withContext({ organizationId, actor }, markServed).catch(() => undefined);
}
