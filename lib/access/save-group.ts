import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { invalid, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";
import type { GroupInput } from "./schemas";

/**
 * [ADM-03] Makes or changes a group: its name, the facilities it sees, who belongs to it. Holds from each member's next request
 * on. Gives the id. Errors: forbidden, not-found, invalid (`name` taken, a facility or person of somewhere else).
 */
export async function saveGroup(ctx: Ctx, input: GroupInput): Promise<{ id: string }> {
  requireRole(ctx, "admin");
  const facilityIds = input.allFacilities ? [] : [...new Set(input.facilityIds)];
  const memberIds = [...new Set(input.memberIds)];
  await requireKnown(ctx, facilityIds, memberIds);
  const [taken] = await ctx.sql(
    "select 1 from user_group where organization_id = $1 and lower(name) = lower($2) and id is distinct from $3::uuid",
    [ctx.organizationId, input.name, input.id ?? null],
  );
  if (taken) throw invalid("This name is taken.", { name: "Another group has this name." });
  const id = input.id ?? newId();
  if (input.id) await lockGroup(ctx, id);
  await ctx.sql(
    `insert into user_group (organization_id, id, name, all_facilities) values ($1, $2, $3, $4)
     on conflict (organization_id, id) do update set name = excluded.name, all_facilities = excluded.all_facilities, updated_at = clock_timestamp()`,
    [ctx.organizationId, id, input.name, input.allFacilities],
  );
  await replace(ctx, "user_group_facility", "facility_id", id, facilityIds);
  await replace(ctx, "user_group_member", "user_id", id, memberIds);
  await audit(ctx, {
    action: "save-group",
    entity: "user-group",
    entityId: id,
    detail: { new: !input.id, allFacilities: input.allFacilities, facilities: facilityIds, members: memberIds },
  });
  await touch(ctx, "practice");
  return { id };
}

/** [ADM-03] Removes a group; its members see what their other groups see. Errors: forbidden, not-found. */
export async function deleteGroup(ctx: Ctx, input: { groupId: string }): Promise<void> {
  requireRole(ctx, "admin");
  await lockGroup(ctx, input.groupId);
  await ctx.sql("delete from user_group where organization_id = $1 and id = $2", [ctx.organizationId, input.groupId]);
  await audit(ctx, { action: "delete-group", entity: "user-group", entityId: input.groupId });
  await touch(ctx, "practice");
}

async function lockGroup(ctx: Ctx, id: string): Promise<void> {
  const [row] = await ctx.sql("select 1 from user_group where organization_id = $1 and id = $2 for update", [ctx.organizationId, id]);
  if (!row) throw notFound("group");
}

async function replace(ctx: Ctx, table: string, column: string, groupId: string, ids: readonly string[]): Promise<void> {
  await ctx.sql(`delete from ${table} where organization_id = $1 and group_id = $2 and ${column} <> all ($3::uuid[])`, [
    ctx.organizationId,
    groupId,
    ids,
  ]);
  await ctx.sql(
    `insert into ${table} (organization_id, group_id, ${column}) select $1, $2, x from unnest($3::uuid[]) x on conflict do nothing`,
    [ctx.organizationId, groupId, ids],
  );
}

async function requireKnown(ctx: Ctx, facilityIds: readonly string[], memberIds: readonly string[]): Promise<void> {
  const [found] = await ctx.sql<{ facilities: number; members: number }>(
    `select (select count(*)::int from facility where organization_id = $1 and id = any ($2::uuid[])) as facilities,
       (select count(*)::int from membership where organization_id = $1 and user_id = any ($3::uuid[])) as members`,
    [ctx.organizationId, facilityIds, memberIds],
  );
  const fields: Record<string, string> = {};
  if (found!.facilities !== facilityIds.length) fields.facilityIds = "Choose facilities from the list.";
  if (found!.members !== memberIds.length) fields.memberIds = "Choose people from the list.";
  if (Object.keys(fields).length) throw invalid("The group was not saved: something it refers to is gone.", fields);
}
