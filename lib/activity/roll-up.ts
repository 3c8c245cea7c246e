import { type Ctx, withContext } from "@/lib/context";
import { dayEdges } from "./day-edges";
import { COUNTED, COUNTS } from "./sql";

const actor = { kind: "workflow", name: "roll-up-messages" } as const;
const MOST_DAYS = 60;

/**
 * [RTY-07] Counts the days anew whose messages changed since they were counted, the newest first, each in a transaction of its own; at most
 * `most` days a call. Gives how many days it counted.
 */
export async function rollUp(organizationId: string, most = MOST_DAYS): Promise<number> {
  const days = await withContext({ organizationId, actor }, (ctx) => daysToCount(ctx, most));
  for (const day of days) await withContext({ organizationId, actor }, (ctx) => countDay(ctx, day));
  return days.length;
}

async function daysToCount(ctx: Ctx, most: number): Promise<string[]> {
  const rows = await ctx.sql<{ day: string }>(
    "select distinct local_date::text as day from message_rollup_mark where organization_id = $1 order by day desc limit $2",
    [ctx.organizationId, most],
  );
  return rows.map((row) => row.day);
}

/**
 * The marks go first: what the count then reads holds every change whose mark went, and a change that came later has a mark of its own.
 * One at a time for each organization, or two counts of the same day would stand side by side.
 */
async function countDay(ctx: Ctx, day: string): Promise<void> {
  const { from, to } = dayEdges(day);
  await ctx.sql("select pg_advisory_xact_lock(hashtextextended('message-rollup:' || $1, 0))", [ctx.organizationId]);
  await ctx.sql("delete from message_rollup_mark where organization_id = $1 and local_date = $2", [ctx.organizationId, day]);
  await ctx.sql("delete from message_rollup where organization_id = $1 and local_date = $2", [ctx.organizationId, day]);
  await ctx.sql(
    `insert into message_rollup (organization_id, local_date, part, ${COUNTS}, messages)
     select $1, $2::date, row_number() over (), c.* from (select ${COUNTED}, count(*) from message m
       where m.organization_id = $1 and m.local_date = $2::date and m.at >= $3 and m.at < $4 group by ${COUNTS.split(", ")
         .map((_, i) => i + 1)
         .join(", ")}) c`,
    [ctx.organizationId, day, from, to],
  );
}
