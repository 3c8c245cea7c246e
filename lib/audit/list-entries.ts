import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { isId } from "@/lib/ids";
import { moment, type Moment } from "@/lib/messages/moment";
import { Params } from "@/lib/messages/sql";
import { searchWords } from "@/lib/patients/normalise";
import { actionWords, entityHref, kindWords } from "./words";

export const AUDIT_PAGE = 50;
/** Words find at most this many patients; more words narrow it. */
const MOST_PATIENTS = 50;

export type AuditFilter = {
  /** A patient's name, birth date, phone or record number. */
  q: string;
  /** Id of a user. */
  who?: string;
  action?: string;
  kind?: string;
  patientId?: string;
  /** Instants, real clock: from inclusive, to exclusive. */
  from?: Date;
  to?: Date;
  /** Id of the entry after (or before) which the page starts. */
  after?: string;
  before?: string;
};

export type AuditRow = {
  id: string;
  at: Moment;
  who: string;
  actorKind: string;
  action: string;
  actionCode: string;
  kind: string;
  patient: { id: string; name: string } | null;
  /** How many others a bulk entry names. */
  more: number;
  sealed: boolean;
};
export type AuditPage = { rows: AuditRow[]; previous?: string; next?: string };

type Stored = {
  id: string;
  at: Date;
  actorKind: string;
  actorId: string | null;
  userName: string | null;
  action: string;
  entity: string;
  entityId: string | null;
  patientId: string | null;
  patientName: string | null;
  idCount: number;
  seal: number | null;
  requestId: string | null;
  detail: Record<string, unknown>;
  zone: string;
};

/** Columns of an entry with the names that its ids stand for now. `e` is the entry. */
const NAMED = `e.id, e.at, e.actor_kind as "actorKind", e.actor_id as "actorId", u.name as "userName", e.action, e.entity, e.entity_id as "entityId",
  e.patient_id as "patientId", trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name) as "patientName",
  coalesce(cardinality(e.ids), 0) as "idCount", e.seal::int as seal, e.request_id as "requestId", e.detail, o.zone`;
const JOINS = `join organization o on o.id = e.organization_id
  left join patient p on p.organization_id = e.organization_id and p.id = e.patient_id
  left join app_user u on u.id = case when e.actor_kind = 'user' then e.actor_id::uuid end`;

/**
 * [SEC-03] One page of the audit log, newest first, for admins. Each filter has an index in this order, so that a page costs the same
 * among a million entries. Cursors are ids; the moment is looked up, since an address cannot hold it to the microsecond.
 */
export async function listAuditEntries(ctx: Ctx, filter: AuditFilter, size = AUDIT_PAGE): Promise<AuditPage> {
  requireRole(ctx, "admin");
  const after = await momentOf(ctx, filter.after);
  const before = after ? undefined : await momentOf(ctx, filter.before);
  const p = new Params();
  const source = await entriesOf(ctx, p, filter, { after, before, size });
  if (!source) return { rows: [] };
  const way = before ? "" : "desc";
  const rows = await ctx.sql<Stored>(`select ${NAMED} from (${source}) e ${JOINS} order by e.at ${way}, e.id ${way}`, p.values);
  const more = rows.length > size;
  const page = rows.slice(0, size);
  if (before) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  return {
    rows: page.map(toRow),
    ...(first && (before ? more : after) ? { previous: first.id } : {}),
    ...(last && (before || more) ? { next: last.id } : {}),
  };
}

type Place = { at: string; id: string };

async function momentOf(ctx: Ctx, id: string | undefined): Promise<Place | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await ctx.sql<Place>("select at::text as at, id from audit_entry where organization_id = $1 and id = $2", [
    ctx.organizationId,
    id,
  ]);
  return row;
}

/** The page's entries as SQL; undefined where words find no patient. */
async function entriesOf(
  ctx: Ctx,
  p: Params,
  filter: AuditFilter,
  page: { after?: Place | undefined; before?: Place | undefined; size: number },
): Promise<string | undefined> {
  const where = [`x.organization_id = ${p.add(ctx.organizationId)}`];
  if (filter.who) where.push(`x.actor_id = ${p.add(filter.who)}`);
  if (filter.action) where.push(`x.action = ${p.add(filter.action)}`);
  if (filter.kind) where.push(`x.entity = ${p.add(filter.kind)}`);
  if (filter.from) where.push(`x.at >= ${p.add(filter.from)}`);
  if (filter.to) where.push(`x.at < ${p.add(filter.to)}`);
  const place = page.after ?? page.before;
  if (place) where.push(`(x.at, x.id) ${page.after ? "<" : ">"} (${p.add(place.at)}::timestamptz, ${p.add(place.id)}::uuid)`);
  const way = page.before ? "" : "desc";
  const order = `order by x.at ${way}, x.id ${way} limit ${page.size + 1}`;
  const patients = await patientsOf(ctx, filter);
  if (!patients) return `select x.* from audit_entry x where ${where.join(" and ")} ${order}`;
  if (patients.length === 0) return undefined;
  // Of each patient the first page, then the first page of these: each walks the patients' index.
  return `select x.* from unnest(${p.add(patients)}::uuid[]) w(id) cross join lateral
    (select x.* from audit_entry x where ${where.join(" and ")} and x.patient_id = w.id ${order}) x ${order}`;
}

async function patientsOf(ctx: Ctx, filter: AuditFilter): Promise<string[] | undefined> {
  if (filter.patientId) return isId(filter.patientId) ? [filter.patientId] : [];
  if (!filter.q) return undefined;
  const words = searchWords(filter.q);
  if (words.length === 0) return [];
  return (await ctx.sql<{ id: string }>("select id from search_patients($1::text[], $2)", [words, MOST_PATIENTS])).map((row) => row.id);
}

function whoOf(row: Stored): string {
  if (row.actorKind === "user") return row.userName ?? "A user who is no longer here";
  if (row.actorKind === "patient") return "Patient, by a link";
  if (row.actorKind === "webhook") return `Carrier (${row.actorId})`;
  return `Luma (${row.actorId})`;
}

function toRow(row: Stored): AuditRow {
  return {
    id: row.id,
    at: moment(row.at, row.zone),
    who: whoOf(row),
    actorKind: row.actorKind,
    action: actionWords(row.action),
    actionCode: row.action,
    kind: kindWords(row.entity),
    patient: row.patientId ? { id: row.patientId, name: row.patientName || "No name" } : null,
    more: row.idCount,
    sealed: row.seal !== null,
  };
}

export type AuditDetail = AuditRow & {
  actorId: string;
  entityId: string;
  href: string | undefined;
  ids: string[];
  facts: { name: string; value: string }[];
  requestId: string;
  seal: { number: number; at: Moment } | null;
};

/** [SEC-03] One entry with everything that it holds; undefined for ids of nobody or of another organization. Admins only. */
export async function findAuditEntry(ctx: Ctx, id: string): Promise<AuditDetail | undefined> {
  requireRole(ctx, "admin");
  if (!isId(id)) return undefined;
  const [row] = await ctx.sql<Stored & { ids: string[] | null; sealedAt: Date | null }>(
    `select ${NAMED}, e.ids, s.sealed_at as "sealedAt" from audit_entry e ${JOINS}
     left join audit_seal s on s.organization_id = e.organization_id and s.seq = e.seal where e.organization_id = $1 and e.id = $2`,
    [ctx.organizationId, id],
  );
  if (!row) return undefined;
  return {
    ...toRow(row),
    actorId: row.actorId ?? "",
    entityId: row.entityId ?? "",
    href: entityHref(row.entity, row.entityId),
    ids: row.ids ?? [],
    facts: Object.entries(row.detail).map(([name, value]) => ({
      name: kindWords(name),
      value: Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value : JSON.stringify(value),
    })),
    requestId: row.requestId ?? "",
    seal: row.seal !== null && row.sealedAt ? { number: row.seal, at: moment(row.sealedAt, row.zone) } : null,
  };
}

export type AuditChoices = { users: { id: string; name: string }[]; actions: string[]; kinds: string[]; zone: string };

/** What the log can be narrowed to: members, and the actions and kinds that occur in it. */
export async function auditChoices(ctx: Ctx): Promise<AuditChoices> {
  requireRole(ctx, "admin");
  const users = await ctx.sql<{ id: string; name: string }>(
    "select u.id, u.name from membership m join app_user u on u.id = m.user_id where m.organization_id = $1 order by lower(u.name), u.id",
    [ctx.organizationId],
  );
  const [organization] = await ctx.sql<{ zone: string }>("select zone from organization where id = $1", [ctx.organizationId]);
  return { users, actions: await occurring(ctx, "action"), kinds: await occurring(ctx, "entity"), zone: organization!.zone };
}

/** Every value of an indexed column, by leaping from one to the next. */
async function occurring(ctx: Ctx, column: "action" | "entity"): Promise<string[]> {
  const next = (after: string) =>
    `(select x.${column} from audit_entry x where x.organization_id = $1 ${after} order by x.${column}, x.at desc limit 1)`;
  const rows = await ctx.sql<{ value: string }>(
    `with recursive v(value) as (${next("")} union all select ${next(`and x.${column} > v.value`)} from v where v.value is not null)
     select value from v where value is not null`,
    [ctx.organizationId],
  );
  return rows.map((row) => row.value);
}
