import { withContext } from "@/lib/context";
import { touch } from "@/lib/live/notify";
import { holdVisits } from "./claim";
import { planLocked, planRevision, planThese } from "./plan";
import { markPlanned } from "./plan-rows";

const actor = { kind: "workflow", name: "replan" } as const;

/**
 * Chunks under way at a time: while one is written, the other is decided. Each has patients of its own (by the last, random byte of the id), so that they
 * never wait for each other. Comparisons that Postgres takes for half of the rows: for a rare value it would read and sort all that are behind.
 */
const LANES = ["< 128", ">= 128"];

/**
 * Plans again a chunk of an organization's waiting rows that an older revision of the settings planned, the soonest due first: `limit` rows in each lane, a
 * short transaction each. Resumable, because what is left is what is still of an older revision. Gives how many visits were planned and whether more wait.
 */
export async function replanChunk(organizationId: string, limit = 250): Promise<{ visits: number; more: boolean }> {
  const lanes = await Promise.allSettled(LANES.map((patients) => replanLane(organizationId, limit, patients)));
  const done = lanes.map((lane) => {
    if (lane.status === "rejected") throw lane.reason;
    return lane.value;
  });
  return { visits: done.reduce((sum, lane) => sum + lane.visits, 0), more: done.some((lane) => lane.more) };
}

async function replanLane(organizationId: string, limit: number, patients: string): Promise<{ visits: number; more: boolean }> {
  return withContext({ organizationId, actor }, async (ctx) => {
    const revision = await planRevision(ctx);
    // In the index's order: with a limit it reads little more than it takes, however many are behind.
    const rows = await ctx.sql<{ id: string }>(
      `select appointment_id as id from planned_message
       where organization_id = $1 and state in ('planned', 'held') and plan_revision < $2 and kind = 'reminder'
         and get_byte(uuid_send(coalesce(patient_id, appointment_id)), 15) ${patients} order by plan_revision, due_at limit $3`,
      [ctx.organizationId, revision, limit],
    );
    if (!rows.length) return { visits: 0, more: false };
    const ids = await holdVisits(ctx, [...new Set(rows.map((r) => r.id))]);
    await planLocked(ctx, ids);
    // Retries and rows that a rule left alone belong to the new revision too: they are decided again when they are due.
    await markPlanned(ctx, ids, revision);
    await touch(ctx, "messages");
    return { visits: ids.length, more: rows.length === limit };
  });
}

/**
 * A cadence step that was added is not among the waiting rows: visits ahead without any waiting row are planned too, by pages of ids. `after` is the
 * last id of the page before. Gives the next `after`, or undefined at the end.
 */
export async function replanVisitsAhead(organizationId: string, after: string | undefined, limit = 250): Promise<string | undefined> {
  const { next, passed } = await withContext({ organizationId, actor }, async (ctx) => {
    const rows = await ctx.sql<{ id: string }>(
      `select a.id from appointment a where a.organization_id = $1 and a.starts_at > $2 and a.lifecycle = 'booked' and ($3::uuid is null or a.id > $3)
         and not exists (select 1 from planned_message p join organization o on o.id = p.organization_id
           where p.organization_id = a.organization_id and p.appointment_id = a.id and p.plan_revision >= o.plan_revision and p.kind = 'reminder')
       order by a.id limit $4`,
      [ctx.organizationId, ctx.now, after ?? null, limit],
    );
    const ids = rows.map((r) => r.id);
    const held = await holdVisits(ctx, ids);
    await planLocked(ctx, held);
    return { next: rows.length === limit ? ids.at(-1)! : undefined, passed: ids.filter((id) => !held.includes(id)) };
  });
  // Nothing would come back to these: they have no outdated row that the sweep finds. Holding nothing else, it may wait for whoever changes them.
  for (const id of passed) await withContext({ organizationId, actor }, (ctx) => planThese(ctx, [id]));
  return next;
}
