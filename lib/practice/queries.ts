import { seesFacility } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { Params } from "@/lib/messages/sql";
import type { OpeningHours } from "./opening-hours";

type Common = {
  id: string;
  externalId: string | null;
  remindersEnabled: boolean;
  specialInstructions: Record<string, string>;
  archived: boolean;
  /** Booked visits still ahead. */
  visitsAhead: number;
};

export type FacilityRow = Common & {
  name: string;
  phonetic: string | null;
  zone: string | null;
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
};

export type ProviderRow = Common & {
  firstName: string;
  lastName: string;
  title: string | null;
  phonetic: string | null;
  npi: string | null;
};

export type TypeRow = Common & { name: string; minutes: number; hidden: boolean; sensitive: boolean };

export type PracticeFilter = { q: string; archived: boolean };

/** Enough for any practice; the search finds the rest. */
const MOST = 500;

const COMMON = `x.id, x.external_id as "externalId", x.reminders_enabled as "remindersEnabled", x.special_instructions as "specialInstructions",
  x.archived_at is not null as archived, coalesce(v.n, 0)::int as "visitsAhead"`;

/** `$2` now, `$3` archived or not, `$4` the words, lower case. */
const rest = (table: string, column: string, text: string, order: string, sees = "true"): string => `
  from ${table} x left join (select ${column} as id, count(*) as n from appointment where organization_id = $1 and lifecycle = 'booked' and starts_at > $2 group by ${column}) v on v.id = x.id
  where x.organization_id = $1 and ${sees} and (x.archived_at is not null) = $3 and ($4 = '' or position($4 in lower(${text})) > 0)
  order by ${order}, x.id limit ${MOST}`;

const params = (ctx: Ctx, filter: PracticeFilter): unknown[] => [ctx.organizationId, ctx.now, filter.archived, filter.q.toLowerCase()];

/** [ADM-02] Facilities by name, those in use or those archived. */
export function listFacilities(ctx: Ctx, filter: PracticeFilter): Promise<FacilityRow[]> {
  const p = new Params(params(ctx, filter));
  return ctx.sql<FacilityRow>(
    `select ${COMMON}, x.name, x.phonetic, x.zone, x.address, x.city, x.state, x.zip, x.country, x.phone, x.alternative_phone as "alternativePhone", x.map_link as "mapLink", x.hours, x.opening_hours as "openingHours"
     ${rest("facility", "facility_id", "concat_ws(' ', x.name, x.city, x.state, x.external_id)", "lower(x.name)", seesFacility(ctx, p, "x.id"))}`,
    p.values,
  );
}

/** [ADM-02] Providers by last name. */
export function listProviders(ctx: Ctx, filter: PracticeFilter): Promise<ProviderRow[]> {
  return ctx.sql<ProviderRow>(
    `select ${COMMON}, x.first_name as "firstName", x.last_name as "lastName", x.title, x.phonetic, x.npi
     ${rest("provider", "provider_id", "concat_ws(' ', x.title, x.first_name, x.last_name, x.external_id)", "lower(x.last_name), lower(x.first_name)")}`,
    params(ctx, filter),
  );
}

/** [ADM-02] Appointment types by name. */
export function listTypes(ctx: Ctx, filter: PracticeFilter): Promise<TypeRow[]> {
  return ctx.sql<TypeRow>(
    `select ${COMMON}, x.name, x.minutes, x.hidden, x.sensitive
     ${rest("appointment_type", "type_id", "concat_ws(' ', x.name, x.external_id)", "lower(x.name)")}`,
    params(ctx, filter),
  );
}
