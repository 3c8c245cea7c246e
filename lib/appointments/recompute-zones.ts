import { withContext } from "@/lib/context";
import { planThese } from "@/lib/delivery/plan";
import { touch } from "@/lib/live/notify";
import { fromWall, ZONE_DATA_VERSION } from "@/lib/time";

const actor = { kind: "workflow", name: "recompute-zones" } as const;

type Row = { id: string; date: string; time: string; zone: string; startsAt: Date; endsAt: Date };

/**
 * [OPS-06] When the zone data is newer than what a visit's instant was computed with, the wall time the clinic wrote stays and the instant follows; its
 * reminders are planned again. One chunk of visits still ahead, in one transaction; gives how many instants moved and whether more wait.
 */
export async function recomputeZones(
  organizationId: string,
  limit = 500,
  version = ZONE_DATA_VERSION,
): Promise<{ moved: number; more: boolean }> {
  return withContext({ organizationId, actor }, async (ctx) => {
    const rows = await ctx.sql<Row>(
      `select a.id, a.local_date as date, a.local_time as time, a.zone, a.starts_at as "startsAt", a.ends_at as "endsAt"
       from appointment a join patient t on t.organization_id = a.organization_id and t.id = a.patient_id
       where a.organization_id = $1 and a.zone_version <> $2 and a.local_date >= $3::date - 2 order by a.starts_at, a.id limit $4
       for update of a skip locked for no key update of t skip locked`,
      [ctx.organizationId, version, ctx.now.toISOString().slice(0, 10), limit],
    );
    if (!rows.length) return { moved: 0, more: false };
    const starts = rows.map((r) => fromWall(r.zone, r.date, r.time).instant);
    const moved = rows.filter((r, i) => starts[i]!.getTime() !== r.startsAt.getTime());
    await ctx.sql(
      `update appointment a set starts_at = v.starts_at, ends_at = v.ends_at, zone_version = $2, updated_at = clock_timestamp()
       from unnest($3::uuid[], $4::timestamptz[], $5::timestamptz[]) as v (id, starts_at, ends_at) where a.organization_id = $1 and a.id = v.id`,
      [
        ctx.organizationId,
        version,
        rows.map((r) => r.id),
        starts,
        rows.map((r, i) => new Date(starts[i]!.getTime() + r.endsAt.getTime() - r.startsAt.getTime())),
      ],
    );
    await planThese(
      ctx,
      moved.map((r) => r.id),
    );
    if (moved.length) await touch(ctx, "appointments", "messages");
    return { moved: moved.length, more: rows.length === limit };
  });
}
