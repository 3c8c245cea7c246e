import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { moment, type Moment } from "@/lib/messages/moment";

export type StopState = {
  /** Undefined while messages go out. */
  stop?: { since: Moment; by: string | null };
  /** Due by now and not gone out; counted to `MOST_COUNTED`. */
  piled: number;
  /** Of these, reminders of visits that have begun: they are skipped whatever is chosen. */
  useless: number;
  /** Due within the next day: what a stop would hold back. */
  nextDay: number;
};

/** Counted exactly up to here; beyond, screens say "more than". */
export const MOST_COUNTED = 20_000;
/** A message that was taken back from its carrier by the stop is due again a little later than now. */
export const TAKEN_BACK = `(p.due_at <= $2 or (p.attempts > 0 and p.ideal_at <= $2 and p.due_at <= $2::timestamptz + interval '20 minutes'))`;

/** [DLV-14] Whether all outgoing messages are stopped, since when, by whom, and how much that is about. */
export async function loadStopState(ctx: Ctx): Promise<StopState> {
  requireRole(ctx, "staff");
  const [row] = await ctx.sql<{ zone: string; haltedAt: Date | null; by: string | null; piled: number; useless: number; nextDay: number }>(
    `with piled as materialized (
       select p.appointment_id, p.kind from planned_message p
       where p.organization_id = $1 and p.state = 'planned' and p.due_at <= $2::timestamptz + interval '20 minutes' and ${TAKEN_BACK} limit ${MOST_COUNTED})
     select o.zone, o.sends_halted_at as "haltedAt", (select u.name from app_user u where u.id = o.sends_halted_by) as by,
       (select count(*)::int from piled) as piled,
       (select count(*)::int from piled p join appointment a on a.organization_id = $1 and a.id = p.appointment_id where p.kind = 'reminder' and a.starts_at <= $2) as useless,
       (select count(*)::int from (select 1 from planned_message p where p.organization_id = $1 and p.state = 'planned' and p.due_at <= $2::timestamptz + interval '1 day'
          limit ${MOST_COUNTED}) n) as "nextDay"
     from organization o where o.id = $1`,
    [ctx.organizationId, ctx.now],
  );
  const { zone, haltedAt, by, ...counts } = row!;
  return { ...counts, ...(haltedAt && { stop: { since: moment(haltedAt, zone), by } }) };
}
