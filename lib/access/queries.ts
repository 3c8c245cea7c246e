import { requireRole } from "@/lib/authorise";
import type { Ctx, Role } from "@/lib/context";
import { moment, type Moment } from "@/lib/messages/moment";

export type PersonState = "active" | "invited" | "deactivated";

export type PersonRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  groups: { id: string; name: string }[];
  state: PersonState;
  lastSignIn: Moment | null;
  secondFactor: boolean;
  /** Until when the link of an invitation works; null where it ran out. */
  invitedUntil: Moment | null;
  self: boolean;
};

type Stored = Omit<PersonRow, "lastSignIn" | "invitedUntil" | "self"> & {
  lastSignIn: Date | null;
  invitedUntil: Date | null;
  zone: string;
};

const MOST = 1_000;

/** [ADM-03] Everyone in the organization by name; those deactivated last. For admins. */
export async function listPeople(ctx: Ctx): Promise<PersonRow[]> {
  requireRole(ctx, "admin");
  const rows = await ctx.sql<Stored>(
    `select u.id, u.name, u.email, m.role, o.zone,
       coalesce((select json_agg(json_build_object('id', g.id, 'name', g.name) order by lower(g.name)) from user_group_member x
         join user_group g on g.organization_id = x.organization_id and g.id = x.group_id where x.organization_id = m.organization_id and x.user_id = u.id), '[]'::json) as groups,
       case when m.deactivated_at is not null then 'deactivated' when m.invited_at is not null and s.last is null and not has_password(u.id) then 'invited' else 'active' end as state,
       s.last as "lastSignIn", exists (select 1 from user_factor f where f.user_id = u.id and f.confirmed_at is not null) as "secondFactor",
       (select max(t.expires_at) from password_token t where t.organization_id = m.organization_id and t.user_id = u.id and t.purpose = 'invitation' and t.used_at is null
         and t.expires_at > clock_timestamp()) as "invitedUntil"
     from membership m join app_user u on u.id = m.user_id join organization o on o.id = m.organization_id
     left join lateral (select max(created_at) as last from user_session s where s.organization_id = m.organization_id and s.user_id = u.id) s on true
     where m.organization_id = $1 order by m.deactivated_at is not null, lower(u.name), u.id limit ${MOST}`,
    [ctx.organizationId],
  );
  return rows.map(({ zone, lastSignIn, invitedUntil, ...row }) => ({
    ...row,
    lastSignIn: lastSignIn && moment(lastSignIn, zone),
    invitedUntil: invitedUntil && moment(invitedUntil, zone),
    self: ctx.actor.kind === "user" && ctx.actor.id === row.id,
  }));
}

export type GroupRow = {
  id: string;
  name: string;
  allFacilities: boolean;
  facilities: { id: string; name: string }[];
  members: { id: string; name: string }[];
};

/** [ADM-03] The groups by name, each with what it sees and who belongs to it. For admins. */
export async function listGroups(ctx: Ctx): Promise<GroupRow[]> {
  requireRole(ctx, "admin");
  return ctx.sql<GroupRow>(
    `select g.id, g.name, g.all_facilities as "allFacilities",
       coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name) order by lower(f.name)) from user_group_facility x
         join facility f on f.organization_id = x.organization_id and f.id = x.facility_id where x.organization_id = g.organization_id and x.group_id = g.id), '[]'::json) as facilities,
       coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name) order by lower(u.name)) from user_group_member x
         join app_user u on u.id = x.user_id where x.organization_id = g.organization_id and x.group_id = g.id), '[]'::json) as members
     from user_group g where g.organization_id = $1 order by lower(g.name), g.id`,
    [ctx.organizationId],
  );
}
