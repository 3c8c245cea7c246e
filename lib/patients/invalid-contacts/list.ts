import { seesFacility, seesPatient } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { isId } from "@/lib/ids";
import { moment, type Moment } from "@/lib/messages/moment";
import { Params } from "@/lib/messages/sql";
import { carrierCodeWords, channelWords } from "@/lib/messages/words";
import { INVALID_WHY, type InvalidWhy } from "./why";

export type InvalidContactRow = {
  /** Of the contact; of the patient where there is none. */
  id: string;
  patientId: string;
  patient: string;
  address: string;
  /** "Text, call". */
  usedFor: string;
  why: InvalidWhy;
  /** The why as a sentence, with the carrier's code. */
  whyText: string;
  since: Moment | null;
  /** Whether anything else still works. */
  otherwise: boolean;
  facilities: string[];
};
export type InvalidContactPage = { rows: InvalidContactRow[]; previous?: string; next?: string };
export type InvalidContactFilter = { why?: readonly string[]; facilities?: readonly string[]; after?: string; before?: string };

type Stored = {
  id: string;
  patientId: string;
  first: string;
  last: string;
  preferred: string | null;
  kind: "phone" | "email" | null;
  address: string | null;
  channels: ("sms" | "voice" | "email")[] | null;
  why: InvalidWhy;
  code: string | null;
  since: Date | null;
  zone: string;
  otherwise: boolean;
  facilities: string[];
};

const PAGE_SIZE = 50;

/** A contact that is in use and does not work, or was given up because it did not; and active patients who have none. */
const FAULTY = `(
  select min(c.id::text)::uuid as id, c.patient_id, e.kind, e.address, array_agg(c.channel order by c.channel desc) as channels, max(e.invalid_code) as code,
    case when bool_or(c.archived_reason = 'wrong-number') then 'wrong-number' when max(e.invalid_code) is not null then 'invalid'
      when bool_or(c.archived_reason = 'unreachable') then 'unreachable' else 'landline' end as why,
    coalesce(max(c.archived_at) filter (where c.archived_reason in ('wrong-number', 'unreachable')), max(e.invalid_at)) as since
  from patient_contact c join endpoint e on e.organization_id = c.organization_id and e.id = c.endpoint_id
  where c.organization_id = $1 and (coalesce(c.archived_reason in ('wrong-number', 'unreachable'), false)
    or (c.archived_at is null and (e.invalid_code is not null or (c.channel = 'sms' and e.line_type = 'landline'))))
  group by c.patient_id, e.id, e.kind, e.address
  union all
  select p.id, p.id, null, null, null, null, 'none', null from patient p
  where p.organization_id = $1 and not exists (select 1 from patient_contact c where c.organization_id = $1 and c.patient_id = p.id and c.archived_at is null)
)`;

const WORKS = `exists (select 1 from patient_contact c join endpoint e on e.organization_id = c.organization_id and e.id = c.endpoint_id
  where c.organization_id = $1 and c.patient_id = p.id and c.archived_at is null and e.invalid_code is null and not (c.channel = 'sms' and e.line_type = 'landline')
    and not exists (select 1 from suppression s where s.organization_id = $1 and s.endpoint_id = e.id and s.lifted_at is null and (s.channel is null or s.channel = c.channel)))`;

/**
 * [CON-06] Active patients with contacts that do not work and why, in order of name: numbers and addresses that a carrier proved useless, landlines
 * filed for texts, numbers that are somebody else's, and patients without any contact. Facility-scoped; `size` rows.
 */
export async function listInvalidContacts(ctx: Ctx, filter: InvalidContactFilter, size = PAGE_SIZE): Promise<InvalidContactPage> {
  const p = new Params([ctx.organizationId]);
  const where = ["p.merged_into is null", "p.status = 'active'", seesPatient(ctx, p, "p")];
  if (filter.why?.length) where.push(`x.why = any (${p.add(filter.why)}::text[])`);
  const of = `from patient_facility v where v.organization_id = $1 and v.patient_id = p.id and ${seesFacility(ctx, p, "v.facility_id")}`;
  if (filter.facilities?.length) where.push(`exists (select 1 ${of} and v.facility_id = any (${p.add(filter.facilities)}::uuid[]))`);
  const after = await readCursor(ctx, filter.after);
  const cursor = after ?? (await readCursor(ctx, filter.before));
  const backwards = !after && cursor !== undefined;
  if (cursor)
    where.push(
      `(p.last_norm, p.first_norm, x.id) ${backwards ? "<" : ">"} (${p.add(cursor.last)}, ${p.add(cursor.first)}, ${p.add(cursor.id)}::uuid)`,
    );
  const way = backwards ? "desc" : "asc";
  const found = await ctx.sql<Stored>(
    `select x.id, p.id as "patientId", p.first_name as first, p.last_name as last, p.preferred_name as preferred, x.kind, x.address, x.channels, x.why, x.code, x.since, o.zone,
       ${WORKS} as otherwise, array(select f.name from facility f where f.organization_id = $1 and f.id in (select v.facility_id ${of}) order by f.name) as facilities
     from ${FAULTY} x join patient p on p.organization_id = $1 and p.id = x.patient_id join organization o on o.id = $1
     where ${where.join(" and ")} order by p.last_norm ${way}, p.first_norm ${way}, x.id ${way} limit ${size + 1}`,
    p.values,
  );
  const more = found.length > size;
  const page = found.slice(0, size);
  if (backwards) page.reverse();
  return {
    rows: page.map(toRow),
    ...((backwards ? more : after) ? { previous: page[0]?.id } : {}),
    ...(backwards || more ? { next: page.at(-1)?.id } : {}),
  };
}

function toRow(row: Stored): InvalidContactRow {
  const carrier = row.code ? carrierCodeWords(row.kind === "email" ? "email" : "sms", row.code) : "";
  return {
    id: row.id,
    patientId: row.patientId,
    patient: `${row.preferred || row.first} ${row.last}`.trim() || "No name",
    address: row.address ?? "",
    usedFor: (row.channels ?? []).map(channelWords).join(", "),
    why: row.why,
    whyText: row.why === "invalid" && carrier ? carrier : INVALID_WHY[row.why],
    since: row.since ? moment(row.since, row.zone) : null,
    otherwise: row.otherwise,
    facilities: row.facilities,
  };
}

type Place = { last: string; first: string; id: string };

/** An address holds an id only; the names it stands for are looked up ([SEC-05]). */
async function readCursor(ctx: Ctx, id: string | undefined): Promise<Place | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await ctx.sql<Place>(
    `select p.last_norm as last, p.first_norm as first, $2::uuid as id from patient p where p.organization_id = $1
       and p.id = coalesce((select patient_id from patient_contact where organization_id = $1 and id = $2), $2)`,
    [ctx.organizationId, id],
  );
  return row;
}
