import { seesFacility } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { moment, type Moment } from "@/lib/messages/moment";
import { Params } from "@/lib/messages/sql";
import { seesTask } from "@/lib/tasks/queries";

export type ShellFacts = {
  organization: string;
  /** `#rrggbb` */
  accent: string;
  facilities: { id: string; name: string }[];
  /** Open tasks of the whole organization, or of one facility and of none in particular. */
  needsPerson: number;
  /** What the reader has opened in an emergency, and for how long yet. */
  emergencies: { id: string; what: string; until: Moment; milliseconds: number }[];
  /** Whether the reader sees every facility. */
  seesEverything: boolean;
  /** Product areas that are switched off for the organization ([ADM-08]). */
  areasOff: string[];
  /** [DLV-14] Since when all outgoing messages are stopped, and by whom. */
  stop: { since: Moment; by: string | null } | null;
  /** Whether this is a sandbox ([ADM-05]). */
  sandbox: boolean;
  /** How far the demo's clock is ahead of the real one, in milliseconds; 0 where it never moved. */
  clockAheadMs: number;
};

/** What the frame of every staff screen shows, in one round trip. */
export async function loadShell(ctx: Ctx, facilityId: string | null): Promise<ShellFacts> {
  const p = new Params([ctx.organizationId, facilityId]);
  const [row] = await ctx.sql<
    Omit<ShellFacts, "emergencies" | "seesEverything" | "stop"> & {
      zone: string;
      clock: Date;
      haltedAt: Date | null;
      haltedBy: string | null;
    }
  >(
    `select o.name as organization, o.accent, o.zone, o.areas_off as "areasOff", o.sandbox_of is not null as sandbox, clock_timestamp() as clock,
            o.sends_halted_at as "haltedAt", (select u.name from app_user u where u.id = o.sends_halted_by) as "haltedBy",
            coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name) order by f.name, f.id)
                      from facility f where f.organization_id = o.id and f.archived_at is null and ${seesFacility(ctx, p, "f.id")}), '[]'::json) as facilities,
            (select count(*)::int from staff_task t where t.organization_id = o.id and t.state = 'open'
              and ($2::uuid is null or t.facility_id is null or t.facility_id = $2) and ${seesTask(ctx, p, "t")}) as "needsPerson",
            (select offset_ms::float8 from product_clock) as "clockAheadMs"
     from organization o where o.id = $1`,
    p.values,
  );
  if (!row) throw new Error("the organization of the session is gone");
  const { zone, clock, haltedAt, haltedBy, ...facts } = row;
  const stop = haltedAt ? { since: moment(haltedAt, zone), by: haltedBy } : null;
  return { ...facts, stop, seesEverything: ctx.access.facilities === null, emergencies: await openEmergencies(ctx, zone, clock) };
}

async function openEmergencies(ctx: Ctx, zone: string, clock: Date): Promise<ShellFacts["emergencies"]> {
  const open = ctx.access.emergencies;
  if (open.length === 0) return [];
  const names = await ctx.sql<{ id: string; name: string }>(
    `select id, name from facility where organization_id = $1 and id = any ($2::uuid[])
     union all select id, trim(first_name || ' ' || last_name) from patient where organization_id = $1 and id = any ($2::uuid[])`,
    [ctx.organizationId, open.flatMap((one) => one.facilityId ?? one.patientId ?? [])],
  );
  return open.map((one) => ({
    id: one.id,
    what: names.find((named) => named.id === (one.facilityId ?? one.patientId))?.name ?? "",
    until: moment(one.until, zone),
    milliseconds: Math.max(0, one.until.getTime() - clock.getTime()),
  }));
}
