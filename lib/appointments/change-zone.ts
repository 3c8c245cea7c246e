import type { Ctx } from "@/lib/context";
import { touch } from "@/lib/live/notify";
import { fromWall, ZONE_DATA_VERSION } from "@/lib/time";

const CHUNK = 1_000;

type Row = { id: string; date: string; time: string; startsAt: Date; endsAt: Date };

/**
 * A facility got another zone: its visits still ahead keep their date and time on the wall, and their instants follow. For the verb
 * that changes the facility, in its transaction; the caller has what is planned planned again. Gives how many visits moved.
 */
export async function moveToZone(ctx: Ctx, facilityId: string, zone: string): Promise<number> {
  // A day to either side: the old and the new zone may not agree on which day it is.
  const since = new Date(ctx.now.getTime() - 86_400_000).toISOString().slice(0, 10);
  let moved = 0;
  for (let after: string | null = null; ;) {
    const rows: Row[] = await ctx.sql<Row>(
      `select id, local_date as date, local_time as time, starts_at as "startsAt", ends_at as "endsAt" from appointment
       where organization_id = $1 and facility_id = $2 and local_date >= $3::date and zone <> $4 and ($5::uuid is null or id > $5) order by id limit $6 for update`,
      [ctx.organizationId, facilityId, since, zone, after, CHUNK],
    );
    if (rows.length === 0) break;
    const starts = rows.map((row) => fromWall(zone, row.date, row.time).instant);
    await ctx.sql(
      `update appointment a set zone = $2, zone_version = $3, starts_at = v.starts_at, ends_at = v.ends_at, updated_at = clock_timestamp()
       from unnest($4::uuid[], $5::timestamptz[], $6::timestamptz[]) as v (id, starts_at, ends_at) where a.organization_id = $1 and a.id = v.id`,
      [
        ctx.organizationId,
        zone,
        ZONE_DATA_VERSION,
        rows.map((row) => row.id),
        starts,
        rows.map((row, i) => new Date(starts[i]!.getTime() + row.endsAt.getTime() - row.startsAt.getTime())),
      ],
    );
    moved += rows.length;
    after = rows.at(-1)!.id;
  }
  if (moved > 0) await touch(ctx, "appointments", "messages");
  return moved;
}
