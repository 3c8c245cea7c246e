import { seesFacility } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { Params } from "@/lib/messages/sql";
import { seesTask } from "@/lib/tasks/queries";

export type ShellFacts = {
  organization: string;
  /** `#rrggbb` */
  accent: string;
  facilities: { id: string; name: string }[];
  /** Open tasks of the whole organization, or of one facility and of none in particular. */
  needsPerson: number;
  /** How far the demo's clock is ahead of the real one, in milliseconds; 0 where it never moved. */
  clockAheadMs: number;
};

/** What the frame of every staff screen shows, in one round trip. */
export async function loadShell(ctx: Ctx, facilityId: string | null): Promise<ShellFacts> {
  const p = new Params([ctx.organizationId, facilityId]);
  const [facts] = await ctx.sql<ShellFacts>(
    `select o.name as organization, o.accent,
            coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name) order by f.name, f.id)
                      from facility f where f.organization_id = o.id and f.archived_at is null and ${seesFacility(ctx, p, "f.id")}), '[]'::json) as facilities,
            (select count(*)::int from staff_task t where t.organization_id = o.id and t.state = 'open'
              and ($2::uuid is null or t.facility_id is null or t.facility_id = $2) and ${seesTask(ctx, p, "t")}) as "needsPerson",
            (select offset_ms::float8 from product_clock) as "clockAheadMs"
     from organization o where o.id = $1`,
    p.values,
  );
  if (!facts) throw new Error("the organization of the session is gone");
  return facts;
}
