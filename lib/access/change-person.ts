import { audit } from "@/lib/audit/write";
import { endSessions } from "@/lib/auth/sessions/revoke";
import { requireRole } from "@/lib/authorise";
import type { Ctx, Role } from "@/lib/context";
import { conflict, invalid, notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import type { PersonInput } from "./schemas";

type Standing = { role: Role; deactivated: boolean };

/** [ADM-03] Changes a member's role and groups, from their next request on. Errors: forbidden, not-found, invalid, conflict (the last admin). */
export async function changePerson(ctx: Ctx, input: PersonInput): Promise<void> {
  requireRole(ctx, "admin");
  const before = await lockMember(ctx, input.userId);
  if (before.role === "admin" && input.role !== "admin") await keepAnAdmin(ctx, input.userId);
  const roleChanged = before.role !== input.role;
  if (roleChanged)
    await ctx.sql("update membership set role = $3 where organization_id = $1 and user_id = $2", [
      ctx.organizationId,
      input.userId,
      input.role,
    ]);
  const groupsChanged = await setGroups(ctx, input.userId, input.groupIds);
  if (!roleChanged && !groupsChanged) return;
  await audit(ctx, {
    action: "change-person",
    entity: "user",
    entityId: input.userId,
    detail: { ...(roleChanged && { from: before.role, to: input.role }), ...(groupsChanged && { groups: input.groupIds }) },
  });
  await touch(ctx, "practice");
}

/**
 * [ADM-03] Takes a member's access away: sessions end at once, signing in is refused, and a transaction that is opened in their
 * name is refused too. What they did stays theirs. Errors: forbidden, not-found, conflict (oneself, the last admin).
 */
export async function deactivatePerson(ctx: Ctx, input: { userId: string }): Promise<void> {
  requireRole(ctx, "admin");
  const before = await lockMember(ctx, input.userId);
  if (before.deactivated) return;
  if (ctx.actor.kind === "user" && ctx.actor.id === input.userId) throw conflict("You cannot deactivate yourself. Ask another admin.");
  if (before.role === "admin") await keepAnAdmin(ctx, input.userId);
  await ctx.sql("update membership set deactivated_at = clock_timestamp() where organization_id = $1 and user_id = $2", [
    ctx.organizationId,
    input.userId,
  ]);
  const ended = await endSessions(ctx, { userId: input.userId });
  await audit(ctx, { action: "deactivate-person", entity: "user", entityId: input.userId, detail: { sessions: ended.length } });
  await touch(ctx, "practice");
}

/** [ADM-03] Gives a deactivated member their access back, with the role and groups they had. Errors: forbidden, not-found. */
export async function reactivatePerson(ctx: Ctx, input: { userId: string }): Promise<void> {
  requireRole(ctx, "admin");
  const before = await lockMember(ctx, input.userId);
  if (!before.deactivated) return;
  await ctx.sql("update membership set deactivated_at = null where organization_id = $1 and user_id = $2", [
    ctx.organizationId,
    input.userId,
  ]);
  await audit(ctx, { action: "reactivate-person", entity: "user", entityId: input.userId });
  await touch(ctx, "practice");
}

/** Puts a member into exactly these groups; gives whether anything changed. Throws invalid for a group of somewhere else. */
export async function setGroups(ctx: Ctx, userId: string, groupIds: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(groupIds)];
  const known = await ctx.sql("select 1 from user_group where organization_id = $1 and id = any ($2::uuid[])", [
    ctx.organizationId,
    wanted,
  ]);
  if (known.length !== wanted.length) throw invalid("One of the groups is gone.", { groupIds: "Choose groups from the list." });
  const gone = await ctx.sql(
    "delete from user_group_member where organization_id = $1 and user_id = $2 and group_id <> all ($3::uuid[]) returning 1",
    [ctx.organizationId, userId, wanted],
  );
  const added = await ctx.sql(
    "insert into user_group_member (organization_id, user_id, group_id) select $1, $2, x from unnest($3::uuid[]) x on conflict do nothing returning 1",
    [ctx.organizationId, userId, wanted],
  );
  return gone.length + added.length > 0;
}

/** The member, with the organization locked first: two admins who take each other's role at once take turns. Throws not-found. */
async function lockMember(ctx: Ctx, userId: string): Promise<Standing> {
  await ctx.sql("select 1 from organization where id = $1 for no key update", [ctx.organizationId]);
  const [row] = await ctx.sql<Standing>(
    "select role, deactivated_at is not null as deactivated from membership where organization_id = $1 and user_id = $2",
    [ctx.organizationId, userId],
  );
  if (!row) throw notFound("person");
  return row;
}

/** An organization without an admin who can sign in could be helped by nobody in it. */
async function keepAnAdmin(ctx: Ctx, except: string): Promise<void> {
  const [other] = await ctx.sql(
    `select 1 from membership m join app_user u on u.id = m.user_id
     where m.organization_id = $1 and m.user_id <> $2 and m.role = 'admin' and m.deactivated_at is null and u.disabled_at is null
       and (m.invited_at is null or has_password(m.user_id) or exists (select 1 from user_session s where s.organization_id = m.organization_id and s.user_id = m.user_id)) limit 1`,
    [ctx.organizationId, except],
  );
  if (!other) throw conflict("This is the last admin who can sign in. Make someone else an admin first.");
}
