import { patientSearch, seesFacility, seesPatient, seesVisit } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { languageName } from "@/lib/i18n/languages";
import { isId } from "@/lib/ids";
import { Params } from "@/lib/messages/sql";
import { channelWords } from "@/lib/messages/words";
import { formatDate, formatDateTime } from "@/lib/time";
import { searchWords } from "./normalise";

const PAGE_SIZE = 50;
/** Typed words find at most this many; more words narrow it. */
const MOST_FOUND = 100;

export type PatientRow = {
  id: string;
  name: string;
  birthDate: string;
  /** The contact that is tried first, and by which way. */
  contact: string;
  channel: string;
  doNotContact: boolean;
  language: string;
  nextVisit: string;
  status: "active" | "inactive" | "deceased";
};
export type PatientPage = { rows: PatientRow[]; previous?: string; next?: string };
export type PatientFilter = {
  q?: string;
  statuses?: readonly string[];
  languages?: readonly string[];
  facilities?: readonly string[];
  descending?: boolean;
  after?: string;
  before?: string;
};

type Stored = {
  id: string;
  name: string;
  birthDate: string | null;
  language: string;
  status: PatientRow["status"];
  address: string | null;
  channel: string | null;
  stopped: boolean;
  visitDate: string | null;
  visitTime: string | null;
};

/** [PAT-02] One page of patients in order of name. The index of names serves any page alike; typed words go through the search's own. */
export async function listPatients(ctx: Ctx, filter: PatientFilter): Promise<PatientPage> {
  const words = searchWords(filter.q ?? "");
  if (filter.q && words.length === 0) return { rows: [] };
  const p = new Params();
  const where = [`p.organization_id = ${p.add(ctx.organizationId)}`, "p.merged_into is null", seesPatient(ctx, p, "p")];
  if (words.length) where.push(`p.id = any (array(select id from ${patientSearch(ctx, p, p.add(words), MOST_FOUND)}))`);
  if (filter.statuses?.length) where.push(`p.status = any (${p.add(filter.statuses)}::text[])`);
  if (filter.languages?.length) where.push(`split_part(p.language, '-', 1) = any (${p.add(filter.languages)}::text[])`);
  if (filter.facilities?.length)
    where.push(
      `exists (select 1 from patient_facility x where x.organization_id = p.organization_id and x.patient_id = p.id and x.facility_id = any (${p.add(filter.facilities)}::uuid[]) and ${seesFacility(ctx, p, "x.facility_id")})`,
    );
  const after = await readNameCursor(ctx, filter.after);
  const cursor = after ?? (await readNameCursor(ctx, filter.before));
  const backwards = !after && cursor !== undefined;
  const descends = Boolean(filter.descending) !== backwards;
  if (cursor)
    where.push(
      `(p.last_norm, p.first_norm, p.id) ${descends ? "<" : ">"} (${p.add(cursor.last)}, ${p.add(cursor.first)}, ${p.add(cursor.id)}::uuid)`,
    );
  const way = descends ? "desc" : "asc";
  const order = `last_norm ${way}, first_norm ${way}, id ${way}`;
  const now = p.add(ctx.now);
  const found = await ctx.sql<Stored>(
    `select p.id, p.name, p.birth_date as "birthDate", p.language, p.status,
       c.address, c.channel, coalesce(c.stopped, false) as stopped, v.local_date as "visitDate", v.local_time as "visitTime"
     from (select p.*, trim(p.first_name || ' ' || p.last_name) || case when p.preferred_name <> '' then ' (' || p.preferred_name || ')' else '' end as name
           from patient p where ${where.join(" and ")} order by ${order} limit ${PAGE_SIZE + 1}) p
     left join lateral (select e.address, c.channel, exists (select 1 from suppression s where s.organization_id = c.organization_id and s.endpoint_id = c.endpoint_id
           and s.lifted_at is null and (s.channel is null or s.channel = c.channel)) as stopped
         from patient_contact c join endpoint e on e.organization_id = c.organization_id and e.id = c.endpoint_id
         where c.organization_id = p.organization_id and c.patient_id = p.id and c.archived_at is null order by c.preferred desc, c.rank, c.id limit 1) c on true
     left join lateral (select a.local_date, a.local_time from appointment a where a.organization_id = p.organization_id and a.patient_id = p.id and a.starts_at > ${now} and ${seesVisit(ctx, p, "a")}
           and a.lifecycle = 'booked' order by a.starts_at limit 1) v on true
     order by p.last_norm ${way}, p.first_norm ${way}, p.id ${way}`,
    p.values,
  );
  const more = found.length > PAGE_SIZE;
  const page = found.slice(0, PAGE_SIZE);
  if (backwards) page.reverse();
  return {
    rows: page.map(patientRow),
    ...((backwards ? more : after) ? { previous: page[0]?.id } : {}),
    ...(backwards || more ? { next: page.at(-1)?.id } : {}),
  };
}

function patientRow(row: Stored): PatientRow {
  return {
    id: row.id,
    name: row.name || "No name",
    birthDate: row.birthDate ? formatDate(row.birthDate, "en", "medium") : "",
    contact: row.address ?? "",
    channel: row.channel ? channelWords(row.channel) : "",
    doNotContact: row.stopped,
    language: languageName(row.language),
    nextVisit: row.visitDate && row.visitTime ? formatDateTime(row.visitDate, row.visitTime, "en", "weekday") : "",
    status: row.status,
  };
}

type NameCursor = { last: string; first: string; id: string };

/** [SEC-05] The patient before or after whom a page starts. An address holds the id only; the names are looked up. */
async function readNameCursor(ctx: Ctx, id: string | undefined): Promise<NameCursor | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await ctx.sql<NameCursor>(
    "select last_norm as last, first_norm as first, id from patient where organization_id = $1 and id = $2",
    [ctx.organizationId, id],
  );
  return row;
}
