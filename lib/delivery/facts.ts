import type { Ctx } from "@/lib/context";
import type { OpeningHours } from "@/lib/practice/opening-hours";

/** One visit with everything that planning, deciding and wording need. Plain data, read in one query for many. */
export type VisitRecord = {
  id: string;
  patientId: string;
  facilityId: string;
  providerId: string | null;
  typeId: string | null;
  startsAt: Date;
  endsAt: Date;
  localDate: string;
  localTime: string;
  zone: string;
  createdAt: Date;
  lifecycle: "booked" | "cancelled" | "rescheduled" | "no-show" | "completed";
  confirmation: "unconfirmed" | "confirmed" | "declined";
  arrival: "none" | "arrived" | "checked-in" | "in-room" | "done";
  remindersBlocked: boolean;
  scheduleRevision: number;
  /** The reminder step that the patient confirmed, where it was one ([REM-26]). */
  answeredStep: string | null;
  patient: {
    status: "active" | "inactive" | "deceased";
    firstName: string;
    lastName: string;
    preferredName: string | null;
    language: string;
    zone: string | null;
    zip: string | null;
    state: string | null;
    birthDate: string | null;
  };
  facility: {
    name: string;
    phonetic: string | null;
    address: string | null;
    city: string | null;
    state: string | null;
    zip: string | null;
    country: string;
    phone: string | null;
    alternativePhone: string | null;
    mapLink: string | null;
    hours: string | null;
    openingHours: OpeningHours | null;
    remindersEnabled: boolean;
    instructions: Record<string, string>;
  };
  provider: {
    firstName: string;
    lastName: string;
    title: string | null;
    phonetic: string | null;
    remindersEnabled: boolean;
    instructions: Record<string, string>;
  } | null;
  type: { name: string; remindersEnabled: boolean; hidden: boolean; sensitive: boolean; instructions: Record<string, string> } | null;
};

const VISIT = `
  a.id, a.patient_id as "patientId", a.facility_id as "facilityId", a.provider_id as "providerId", a.type_id as "typeId",
  a.starts_at as "startsAt", a.ends_at as "endsAt", a.local_date as "localDate", a.local_time as "localTime", a.zone, a.created_at as "createdAt",
  a.lifecycle, a.confirmation, a.arrival, a.reminders_blocked as "remindersBlocked", a.schedule_revision as "scheduleRevision",
  case when a.confirmation = 'confirmed' then (select q.data ->> 'step' from question q where q.organization_id = a.organization_id and q.appointment_id = a.id
    and q.state = 'answered' and q.answer = 'confirm' order by q.answered_at desc limit 1) end as "answeredStep",
  json_build_object('status', p.status, 'firstName', p.first_name, 'lastName', p.last_name, 'preferredName', p.preferred_name, 'language', p.language,
    'zone', p.zone, 'zip', p.zip, 'state', p.state, 'birthDate', p.birth_date) as patient,
  json_build_object('name', f.name, 'phonetic', f.phonetic, 'address', f.address, 'city', f.city, 'state', f.state, 'zip', f.zip, 'country', f.country,
    'phone', f.phone, 'alternativePhone', f.alternative_phone, 'mapLink', f.map_link, 'hours', f.hours, 'openingHours', f.opening_hours, 'remindersEnabled', f.reminders_enabled, 'instructions', f.special_instructions) as facility,
  case when r.id is null then null else json_build_object('firstName', r.first_name, 'lastName', r.last_name, 'title', r.title, 'phonetic', r.phonetic,
    'remindersEnabled', r.reminders_enabled, 'instructions', r.special_instructions) end as provider,
  case when t.id is null then null else json_build_object('name', t.name, 'remindersEnabled', t.reminders_enabled, 'hidden', t.hidden, 'sensitive', t.sensitive, 'instructions', t.special_instructions) end as type`;

const FROM = `
  from appointment a
  join patient p on p.organization_id = a.organization_id and p.id = a.patient_id
  join facility f on f.organization_id = a.organization_id and f.id = a.facility_id
  left join provider r on r.organization_id = a.organization_id and r.id = a.provider_id
  left join appointment_type t on t.organization_id = a.organization_id and t.id = a.type_id`;

/** The visits with these ids, in no order. */
export async function loadVisits(ctx: Ctx, ids: readonly string[]): Promise<VisitRecord[]> {
  if (!ids.length) return [];
  return ctx.sql<VisitRecord>(`select ${VISIT} ${FROM} where a.organization_id = $1 and a.id = any ($2::uuid[])`, [
    ctx.organizationId,
    ids,
  ]);
}

/** The still-booked visits of these visits' patients on the same facility-local days, these included, by start: what "several in one day" looks at. */
export async function loadVisitsOfDays(ctx: Ctx, visits: readonly VisitRecord[]): Promise<VisitRecord[]> {
  if (!visits.length) return [];
  const others = await ctx.sql<VisitRecord>(
    `select ${VISIT} ${FROM} where a.organization_id = $1 and a.patient_id = any ($2::uuid[]) and a.local_date = any ($3::date[]) and a.lifecycle = 'booked'
       and not (a.id = any ($4::uuid[]))`,
    [
      ctx.organizationId,
      [...new Set(visits.map((v) => v.patientId))],
      [...new Set(visits.map((v) => v.localDate))],
      visits.map((v) => v.id),
    ],
  );
  return [...others, ...visits.filter((v) => v.lifecycle === "booked")].sort(
    (a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.id < b.id ? -1 : 1),
  );
}

/** Groups rows by a key. */
export function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const k = key(row);
    const group = groups.get(k);
    if (group) group.push(row);
    else groups.set(k, [row]);
  }
  return groups;
}

export const dayKey = (v: { patientId: string; localDate: string }): string => `${v.patientId} ${v.localDate}`;
