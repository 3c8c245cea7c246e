import { audit } from "@/lib/audit/write";
import { requireRoleOrWorkflow } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { touch } from "@/lib/live/notify";

/** Facilities, providers and types that a file or a sync names for the first time, with the ids they are to have. */
export type MissingResources = {
  facilities: readonly { id: string; name: string; zone: string | null }[];
  providers: readonly { id: string; firstName: string; lastName: string; title: string | null }[];
  types: readonly { id: string; name: string; minutes: number }[];
};

/**
 * Makes what a file or a sync names and the practice does not have yet. Throws where one of the names was made meanwhile: the
 * caller then looks again and finds it. Errors: forbidden.
 */
export async function createMissing(ctx: Ctx, missing: MissingResources): Promise<void> {
  requireRoleOrWorkflow(ctx, "manager");
  const { facilities, providers, types } = missing;
  if (facilities.length + providers.length + types.length === 0) return;
  await ctx.sql("select pg_advisory_xact_lock(hashtextextended('practice ' || $1, 0))", [ctx.organizationId]);
  const taken = await ctx.sql(
    `select 1 from facility where organization_id = $1 and archived_at is null and name = any($2::text[])
     union all select 1 from provider where organization_id = $1 and archived_at is null and first_name || ' ' || last_name = any($3::text[])
     union all select 1 from appointment_type where organization_id = $1 and archived_at is null and name = any($4::text[])`,
    [ctx.organizationId, facilities.map((f) => f.name), providers.map((p) => `${p.firstName} ${p.lastName}`), types.map((t) => t.name)],
  );
  if (taken.length > 0) throw new Error("one of these names was made meanwhile");
  await ctx.sql(
    `insert into facility (organization_id, id, name, zone) select $1, v.id, v.name, v.zone from unnest($2::uuid[], $3::text[], $4::text[]) as v (id, name, zone)`,
    [ctx.organizationId, facilities.map((f) => f.id), facilities.map((f) => f.name), facilities.map((f) => f.zone)],
  );
  await ctx.sql(
    `insert into provider (organization_id, id, first_name, last_name, title)
     select $1, v.id, v.first, v.last, v.title from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as v (id, first, last, title)`,
    [
      ctx.organizationId,
      providers.map((p) => p.id),
      providers.map((p) => p.firstName),
      providers.map((p) => p.lastName),
      providers.map((p) => p.title),
    ],
  );
  await ctx.sql(
    `insert into appointment_type (organization_id, id, name, minutes) select $1, v.id, v.name, v.minutes from unnest($2::uuid[], $3::text[], $4::int[]) as v (id, name, minutes)`,
    [ctx.organizationId, types.map((t) => t.id), types.map((t) => t.name), types.map((t) => t.minutes)],
  );
  await audit(ctx, {
    action: "create-missing-resources",
    entity: "practice",
    ids: [...facilities, ...providers, ...types].map((one) => one.id),
    detail: { facilities: facilities.length, providers: providers.length, types: types.length },
  });
  await touch(ctx, "practice");
}
