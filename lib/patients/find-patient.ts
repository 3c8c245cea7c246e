import { seesFacility, seesMessage, seesPatient } from "@/lib/access/scope";
import { loadWishes, type Wishes } from "@/lib/consent/wishes/load-wishes";
import type { Ctx } from "@/lib/context";
import { languageName } from "@/lib/i18n/languages";
import { isId } from "@/lib/ids";
import { moment, type Moment } from "@/lib/messages/moment";
import { Params } from "@/lib/messages/sql";
import { listVisits, organizationToday, type VisitPage } from "@/lib/schedule/queries";
import { formatDate } from "@/lib/time";
import { addDays } from "@/lib/time/dates";
import { loadProfileContacts, type ProfileContact } from "./profile-contacts";
import { noteView } from "./note-view";
import { loadTimeline, type TimelinePage } from "./timeline";

export type PatientProfile = {
  id: string;
  /** Where the number leads that was merged into another; the page goes there. */
  mergedInto: string | null;
  name: string;
  firstName: string;
  lastName: string;
  preferredName: string;
  birthDate: string;
  birthDateText: string;
  language: string;
  languageText: string;
  zip: string;
  status: "active" | "inactive" | "deceased";
  statusFrom: string;
  identifiers: { system: string; value: string }[];
  facilities: string[];
  /** Also a patient of facilities that the reader does not see; what is of those is left out. */
  elsewhere: boolean;
  /** What the patient chose on the preferences page ([CON-12]). */
  wishes: Wishes | null;
  contacts: ProfileContact[];
  /** Planned or held messages, which a change of status or "do not contact" would skip. */
  waiting: number;
  upcoming: VisitPage;
  past: VisitPage;
  timeline: TimelinePage;
  since: Moment;
};

type Stored = {
  mergedInto: string | null;
  firstName: string;
  lastName: string;
  preferredName: string | null;
  birthDate: string | null;
  language: string;
  zip: string | null;
  status: PatientProfile["status"];
  statusSource: string | null;
  identifiers: { system: string; value: string }[];
  facilities: string[];
  elsewhere: boolean;
  waiting: number;
  zone: string;
  patientZone: string | null;
  createdAt: Date;
};

/**
 * [PAT-02] A patient's profile: identity, contacts with their do-not-contact state, visits ahead and past, and everything said and heard.
 * Visits and messages of facilities that the reader does not see are left out. Undefined for ids that do not exist or belong to someone else. Leaves an audit entry for the view.
 */
export async function findPatient(ctx: Ctx, id: string, page: { before?: string } = {}): Promise<PatientProfile | undefined> {
  if (!isId(id)) return undefined;
  const p = new Params([ctx.organizationId, id]);
  const [row] = await ctx.sql<Stored>(
    `select p.merged_into as "mergedInto", p.first_name as "firstName", p.last_name as "lastName", p.preferred_name as "preferredName", p.birth_date as "birthDate", p.language, p.zip,
       p.status, p.status_source as "statusSource", p.zone as "patientZone", o.zone, p.created_at as "createdAt",
       coalesce((select json_agg(json_build_object('system', i.system, 'value', i.value) order by i.system, i.value) from patient_identifier i
         where i.organization_id = p.organization_id and i.patient_id = p.id), '[]'::json) as identifiers,
       array(select f.name from patient_facility x join facility f on f.organization_id = x.organization_id and f.id = x.facility_id
         where x.organization_id = p.organization_id and x.patient_id = p.id and ${seesFacility(ctx, p, "x.facility_id")} order by f.name) as facilities,
       exists (select 1 from patient_facility x where x.organization_id = p.organization_id and x.patient_id = p.id and not (${seesFacility(ctx, p, "x.facility_id")})) as elsewhere,
       (select count(*) from planned_message w where w.organization_id = p.organization_id and w.patient_id = p.id and w.state in ('planned', 'held') and ${seesMessage(ctx, p, "w")}) as waiting
     from patient p join organization o on o.id = p.organization_id where p.organization_id = $1 and p.id = $2 and ${seesPatient(ctx, p, "p")}`,
    p.values,
  );
  if (!row) return undefined;
  await noteView(ctx, { action: "view-patient", entity: "patient", entityId: id, patientId: id });
  const today = await organizationToday(ctx);
  return {
    id,
    mergedInto: row.mergedInto,
    name: `${row.preferredName || row.firstName} ${row.lastName}`.trim() || "No name",
    firstName: row.firstName,
    lastName: row.lastName,
    preferredName: row.preferredName ?? "",
    birthDate: row.birthDate ?? "",
    birthDateText: row.birthDate ? `${formatDate(row.birthDate, "en", "medium")} (${ageOn(row.birthDate, today)})` : "",
    language: row.language,
    languageText: languageName(row.language),
    zip: row.zip ?? "",
    status: row.status,
    statusFrom:
      row.status === "active" ? "" : row.statusSource === "import" ? "from an import" : row.statusSource === "staff" ? "set by staff" : "",
    identifiers: row.identifiers,
    facilities: row.facilities,
    elsewhere: row.elsewhere,
    wishes: (await loadWishes(ctx, [id], "reminders")).get(id) ?? null,
    contacts: await loadProfileContacts(ctx, id, row.zone),
    waiting: row.waiting,
    upcoming: await listVisits(ctx, { patientId: id, from: today }),
    past: await listVisits(ctx, { patientId: id, to: addDays(today, -1), newestFirst: true }),
    timeline: await loadTimeline(ctx, id, { zone: row.zone, patientZone: row.patientZone, before: page.before }),
    since: moment(row.createdAt, row.zone),
  };
}

/** Age in years, or months below two, as people say it. Both are calendar dates. */
function ageOn(birthDate: string, today: string): string {
  const [by = 0, bm = 0, bd = 0] = birthDate.split("-").map(Number);
  const [y = 0, m = 0, d = 0] = today.split("-").map(Number);
  const months = (y - by) * 12 + (m - bm) - (d < bd ? 1 : 0);
  if (months < 0) return "not born yet";
  if (months < 24) return months === 1 ? "1 month" : `${months} months`;
  return `${Math.floor(months / 12)} years`;
}
