import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";

/** How the organization's sending and hearing do, right now. Ages are in seconds; null where nothing waits. */
export type Queues = {
  due: number;
  dueLagSeconds: number | null;
  sending: number;
  held: number;
  uncertain: number;
  receiptsWaiting: number;
  receiptsWaitingSeconds: number | null;
  receiptsDead: number;
  eventsWaiting: number;
  eventsWaitingSeconds: number | null;
  /** When the organization last had its turn to send; null before the first. */
  servedAt: Date | null;
  pausedUntil: Date | null;
  pausedReason: string | null;
  haltedAt: Date | null;
  stoppedSenders: number;
};

/** Reads the organization's queues, each count over an index of its own. Due-ness follows product time, other ages the database's clock. */
export async function readQueues(ctx: Ctx): Promise<Queues> {
  requireRole(ctx, "admin");
  const [row] = await ctx.sql<Queues>(
    `select due.n::int as due, extract(epoch from $2::timestamptz - due.oldest)::float8 as "dueLagSeconds",
       (select count(*)::int from planned_message where organization_id = $1 and state = 'claimed') as sending,
       (select count(*)::int from planned_message where organization_id = $1 and state = 'held') as held,
       (select count(*)::int from planned_message where organization_id = $1 and state = 'uncertain') as uncertain,
       fresh.n::int as "receiptsWaiting", extract(epoch from clock_timestamp() - fresh.oldest)::float8 as "receiptsWaitingSeconds",
       (select count(*)::int from webhook_receipt where organization_id = $1 and state = 'dead') as "receiptsDead",
       events.n::int as "eventsWaiting", extract(epoch from clock_timestamp() - events.oldest)::float8 as "eventsWaitingSeconds",
       nullif(lane.served_at, '-infinity') as "servedAt", case when lane.paused_until > clock_timestamp() then lane.paused_until end as "pausedUntil",
       lane.paused_reason as "pausedReason", o.sends_halted_at as "haltedAt",
       (select count(*)::int from sender where organization_id = $1 and stopped_at is not null)
         + (select count(*)::int from carrier_account where organization_id = $1 and stopped_at is not null) as "stoppedSenders"
     from organization o
     left join dispatch_lane lane on lane.organization_id = o.id
     cross join lateral (select count(*) as n, min(due_at) as oldest from planned_message where organization_id = $1 and state = 'planned' and due_at <= $2) due
     cross join lateral (select count(*) as n, min(received_at) as oldest from webhook_receipt where organization_id = $1 and state = 'new') fresh
     cross join lateral (select count(*) as n, min(created_at) as oldest from outbox_event where organization_id = $1 and published_at is null) events
     where o.id = $1`,
    [ctx.organizationId, ctx.now],
  );
  return row!;
}
