import { patientSearch, seesFacility, seesVisit } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { Params, readCursor, writeCursor } from "@/lib/messages/sql";
import { searchWords } from "@/lib/patients/normalise";
import { isZone, toWall, zoneAbbreviation } from "@/lib/time";
import { addDays, DAY_MS, dateToUtcMs } from "@/lib/time/dates";
import { PROVIDER_NAME_SQL, STATUS_SQL, type StoredVisit, VISIT_ROW_SQL, visitRow, type VisitRow } from "./rows";

const PAGE_SIZE = 50;
const MOST_PATIENTS = 50;
/** A day's columns show at most this many visits; beyond, the list is the place. */
const MOST_OF_A_DAY = 1000;

export type PlaceOption = {
  id: string;
  name: string;
  zone: string | null;
  zoneName: string;
  /** The day it is there, and the hour, 0 to 23. */
  today: string;
  hour: number;
};
export type BookingOptions = {
  facilities: PlaceOption[];
  providers: { id: string; name: string }[];
  types: { id: string; name: string; minutes: number }[];
};

/** What the reader may choose when booking or filtering, each with its name; facilities with what day it is there. */
export async function bookingOptions(ctx: Ctx): Promise<BookingOptions> {
  const p = new Params([ctx.organizationId]);
  const facilities = await ctx.sql<{ id: string; name: string; zone: string | null }>(
    `select id, name, zone from facility where organization_id = $1 and archived_at is null and ${seesFacility(ctx, p, "id")} order by name, id`,
    p.values,
  );
  const providers = await ctx.sql<{ id: string; name: string }>(
    `select r.id, coalesce(${PROVIDER_NAME_SQL}, 'Unnamed') as name from provider r where r.organization_id = $1 and r.archived_at is null order by r.last_name, r.first_name, r.id`,
    [ctx.organizationId],
  );
  const types = await ctx.sql<{ id: string; name: string; minutes: number }>(
    "select id, name, minutes from appointment_type where organization_id = $1 and archived_at is null order by name, id",
    [ctx.organizationId],
  );
  return { facilities: facilities.map((f) => placeOption(f, ctx.now)), providers, types };
}

function placeOption(f: { id: string; name: string; zone: string | null }, now: Date): PlaceOption {
  const zone = f.zone && isZone(f.zone) ? f.zone : null;
  const wall = toWall(zone ?? "UTC", now);
  return {
    ...f,
    zone,
    zoneName: zone ? zoneAbbreviation(zone, now) : "no time zone",
    today: wall.date,
    hour: wall.hour,
  };
}

/** The day it is in the organization's zone, `YYYY-MM-DD`. */
export async function organizationToday(ctx: Ctx): Promise<string> {
  const [o] = await ctx.sql<{ zone: string }>("select zone from organization where id = $1", [ctx.organizationId]);
  return toWall(o!.zone, ctx.now).date;
}

export type VisitFilter = {
  /** Words typed to find patients by. */
  q?: string;
  /** Wall dates at the facility, both inclusive. */
  from?: string;
  to?: string;
  /** For "today": each facility with its own day. Replaces from and to. */
  days?: readonly { facilityId: string; date: string }[];
  facilities?: readonly string[];
  providers?: readonly string[];
  types?: readonly string[];
  statuses?: readonly string[];
  patientId?: string;
  /** Patients said that they come late. */
  late?: boolean;
  newestFirst?: boolean;
  after?: string;
  before?: string;
};
export type VisitPage = { rows: VisitRow[]; previous?: string; next?: string };

/** One page of visits by start. Walks the index of starts (or of the patient's), so a page costs the same among a million visits. */
export async function listVisits(ctx: Ctx, filter: VisitFilter): Promise<VisitPage> {
  const words = searchWords(filter.q ?? "");
  if (filter.q && words.length === 0) return { rows: [] };
  const p = new Params();
  const where = [`a.organization_id = ${p.add(ctx.organizationId)}`, seesVisit(ctx, p, "a"), ...visitConditions(p, filter)];
  if (words.length) {
    const s = new Params([words]);
    const found = await ctx.sql<{ id: string }>(`select id from ${patientSearch(ctx, s, "$1", MOST_PATIENTS)}`, s.values);
    if (found.length === 0) return { rows: [] };
    where.push(`a.patient_id = any (${p.add(found.map((f) => f.id))}::uuid[])`);
  }
  const after = readCursor(filter.after);
  const cursor = after ?? readCursor(filter.before);
  const backwards = !after && cursor !== undefined;
  const descends = Boolean(filter.newestFirst) !== backwards;
  if (cursor) where.push(`(a.starts_at, a.id) ${descends ? "<" : ">"} (${p.add(cursor.at)}::timestamptz, ${p.add(cursor.id)}::uuid)`);
  const way = descends ? "desc" : "asc";
  const stored = await ctx.sql<StoredVisit>(
    `${VISIT_ROW_SQL} where ${where.join(" and ")} order by a.starts_at ${way}, a.id ${way} limit ${PAGE_SIZE + 1}`,
    p.values,
  );
  const more = stored.length > PAGE_SIZE;
  const page = stored.slice(0, PAGE_SIZE);
  if (backwards) page.reverse();
  return {
    rows: page.map(visitRow),
    ...((backwards ? more : after) ? { previous: edge(page[0]) } : {}),
    ...(backwards || more ? { next: edge(page.at(-1)) } : {}),
  };
}

const edge = (v: StoredVisit | undefined): string | undefined => v && writeCursor({ at: v.startsAt, id: v.id });

/** The conditions of a filter, as SQL over alias a. */
export function visitConditions(p: Params, filter: VisitFilter): string[] {
  const all: string[] = [];
  if (filter.days) {
    const days = filter.days.map((d) => d.date).sort();
    all.push(...startsBetween(p, days[0], days.at(-1)));
    all.push(
      `(a.facility_id, a.local_date) in (select * from unnest(${p.add(filter.days.map((d) => d.facilityId))}::uuid[], ${p.add(filter.days.map((d) => d.date))}::date[]))`,
    );
  } else all.push(...startsBetween(p, filter.from, filter.to));
  if (filter.facilities?.length) all.push(`a.facility_id = any (${p.add(filter.facilities)}::uuid[])`);
  if (filter.providers?.length) all.push(`a.provider_id = any (${p.add(filter.providers)}::uuid[])`);
  if (filter.types?.length) all.push(`a.type_id = any (${p.add(filter.types)}::uuid[])`);
  if (filter.statuses?.length) all.push(`${STATUS_SQL} = any (${p.add(filter.statuses)}::text[])`);
  if (filter.patientId) all.push(`a.patient_id = ${p.add(filter.patientId)}`);
  if (filter.late) all.push("a.running_late and a.lifecycle = 'booked'");
  return all;
}

/** Wall dates as a condition that the index of starts serves: no zone is more than 14 hours from UTC. */
function startsBetween(p: Params, from: string | undefined, to: string | undefined): string[] {
  const all: string[] = [];
  if (from) all.push(`a.starts_at >= ${p.add(new Date(dateToUtcMs(from) - DAY_MS))} and a.local_date >= ${p.add(from)}::date`);
  if (to) all.push(`a.starts_at < ${p.add(new Date(dateToUtcMs(to) + 2 * DAY_MS))} and a.local_date <= ${p.add(to)}::date`);
  return all;
}

export type DayColumn = { key: string; provider: string; facility: string; zone: string; visits: VisitRow[] };
export type DayView = { columns: DayColumn[]; truncated: boolean };

/** The visits of one wall date, in a column for each provider at each facility; cancelled ones included, in order of start. */
export async function loadDay(ctx: Ctx, date: string, filter: Pick<VisitFilter, "facilities" | "providers">): Promise<DayView> {
  const p = new Params();
  const where = [`a.organization_id = ${p.add(ctx.organizationId)}`, `a.local_date = ${p.add(date)}::date`, seesVisit(ctx, p, "a")];
  if (filter.facilities?.length) where.push(`a.facility_id = any (${p.add(filter.facilities)}::uuid[])`);
  if (filter.providers?.length) where.push(`a.provider_id = any (${p.add(filter.providers)}::uuid[])`);
  const stored = await ctx.sql<StoredVisit>(
    `${VISIT_ROW_SQL} where ${where.join(" and ")} order by f.name, f.id, r.last_name nulls last, r.first_name, r.id, a.local_time, a.id limit ${MOST_OF_A_DAY + 1}`,
    p.values,
  );
  const columns = new Map<string, DayColumn>();
  for (const visit of stored.slice(0, MOST_OF_A_DAY).map(visitRow)) {
    const key = `${visit.facilityId} ${visit.providerId ?? "none"}`;
    const column = columns.get(key) ?? { key, provider: visit.provider, facility: visit.facility, zone: visit.zone, visits: [] };
    column.visits.push(visit);
    columns.set(key, column);
  }
  return { columns: [...columns.values()], truncated: stored.length > MOST_OF_A_DAY };
}

/** The days before and after, for the keys and buttons. */
export function neighbours(date: string): { previous: string; next: string } {
  return { previous: addDays(date, -1), next: addDays(date, 1) };
}
