import { seesFacility } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { Params } from "@/lib/messages/sql";

export type NamedScope = { id: string; name: string };
export type PracticeScopes = { facilities: NamedScope[]; providers: NamedScope[]; types: NamedScope[] };

/** The facilities, providers and appointment types in use and in sight, by name: what a setting may be set for. */
export async function listScopes(ctx: Ctx): Promise<PracticeScopes> {
  const p = new Params([ctx.organizationId]);
  const rows = await ctx.sql<NamedScope & { kind: keyof PracticeScopes }>(
    `select 'facilities' as kind, id, name from facility where organization_id = $1 and archived_at is null and ${seesFacility(ctx, p, "id")}
     union all select 'providers', id, trim(coalesce(title, '') || ' ' || first_name || ' ' || last_name) from provider where organization_id = $1 and archived_at is null
     union all select 'types', id, name from appointment_type where organization_id = $1 and archived_at is null
     order by name, id`,
    p.values,
  );
  const of = (kind: keyof PracticeScopes): NamedScope[] => rows.filter((row) => row.kind === kind).map(({ id, name }) => ({ id, name }));
  return { facilities: of("facilities"), providers: of("providers"), types: of("types") };
}
