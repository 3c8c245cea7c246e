import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { isId } from "@/lib/ids";
import { moment, type Moment } from "@/lib/messages/moment";
import type { AgreementKind } from "./schemas";

/** An agreement that the person who looks still has to accept. */
export type PendingAgreement = { id: string; kind: AgreementKind; version: number; title: string; summary: string; first: boolean };

/**
 * [SEC-08] What this user still has to accept: of each kind the current version, where neither it nor another one since the last material
 * change was accepted – of the BAA by anyone, asked of admins; of the privacy notice by this user.
 */
export async function pendingAgreements(ctx: Ctx): Promise<PendingAgreement[]> {
  if (ctx.actor.kind !== "user") return [];
  return ctx.sql<PendingAgreement>(
    `select a.id, a.kind, a.version, a.title, a.summary, m.version = 1 as first
     from (select distinct on (kind) * from agreement where organization_id = $1 order by kind, version desc) a
     join lateral (select max(x.version) as version from agreement x where x.organization_id = $1 and x.kind = a.kind and x.material) m on true
     where (a.kind <> 'baa' or $3)
       and not exists (select 1 from agreement_acceptance c join agreement x on x.organization_id = c.organization_id and x.id = c.agreement_id
         where c.organization_id = $1 and x.kind = a.kind and x.version >= m.version and (a.kind = 'baa' or c.user_id = $2))
     order by a.kind`,
    [ctx.organizationId, ctx.actor.id, ctx.actor.role === "admin"],
  );
}

export type AgreementVersion = {
  id: string;
  kind: AgreementKind;
  version: number;
  title: string;
  material: boolean;
  summary: string;
  published: Moment;
  by: string;
  /** How many members have accepted it. */
  accepted: number;
  current: boolean;
  /** Whether the person who looks has. */
  mine: boolean;
};

type Stored = Omit<AgreementVersion, "published"> & { at: Date; zone: string };

const COLUMNS = `a.id, a.kind, a.version, a.title, a.material, a.summary, a.published_at as at, coalesce(u.name, 'Luma') as by, o.zone,
  (select count(*)::int from agreement_acceptance c where c.organization_id = a.organization_id and c.agreement_id = a.id) as accepted,
  a.version = (select max(x.version) from agreement x where x.organization_id = a.organization_id and x.kind = a.kind) as current,
  exists (select 1 from agreement_acceptance c where c.organization_id = a.organization_id and c.agreement_id = a.id and c.user_id = $2) as mine
  from agreement a join organization o on o.id = a.organization_id left join app_user u on u.id = a.published_by`;

const shown = ({ at, zone, ...row }: Stored): AgreementVersion => ({ ...row, published: moment(at, zone) });

/** [SEC-08] Every version of every agreement, the newest first. For everyone who is signed in. */
export async function listAgreements(ctx: Ctx): Promise<AgreementVersion[]> {
  requireRole(ctx, "staff");
  const rows = await ctx.sql<Stored>(`select ${COLUMNS} where a.organization_id = $1 order by a.kind, a.version desc`, [
    ctx.organizationId,
    ctx.actor.kind === "user" ? ctx.actor.id : null,
  ]);
  return rows.map(shown);
}

export type AgreementDetail = AgreementVersion & {
  body: string;
  sha256: string;
  /** Who accepted it, when, and with which name; admins see everyone, others themselves. */
  acceptances: { name: string; signedName: string; role: string; at: Moment }[];
};

/** [SEC-08] One version with its text and who accepted it; undefined for ids of nobody or another organization. */
export async function findAgreement(ctx: Ctx, id: string): Promise<AgreementDetail | undefined> {
  requireRole(ctx, "staff");
  if (!isId(id) || ctx.actor.kind !== "user") return undefined;
  const [row] = await ctx.sql<Stored & { body: string; sha256: string }>(
    `select a.body, encode(a.sha256, 'hex') as sha256, ${COLUMNS} where a.organization_id = $1 and a.id = $3`,
    [ctx.organizationId, ctx.actor.id, id],
  );
  if (!row) return undefined;
  const acceptances = await ctx.sql<{ name: string; signedName: string; role: string; at: Date }>(
    `select coalesce(u.name, 'A user who is no longer here') as name, c.signed_name as "signedName", c.role, c.accepted_at as at
     from agreement_acceptance c left join app_user u on u.id = c.user_id
     where c.organization_id = $1 and c.agreement_id = $2 and ($3 or c.user_id = $4) order by c.accepted_at, c.user_id`,
    [ctx.organizationId, id, ctx.actor.role === "admin", ctx.actor.id],
  );
  const { body, sha256, ...version } = row;
  return { ...shown(version), body, sha256, acceptances: acceptances.map((one) => ({ ...one, at: moment(one.at, row.zone) })) };
}
