import type { Access } from "./rules";

/*
 * Conditions for lists: what the reader may see, as SQL. For who sees everything they are "true", so that the statement (and its
 * plan) is the one without them. Only comparisons that are leakproof, so that indexes serve behind the policy.
 */

type Bound = { access: Access };
/** Collects parameters (lib/messages/sql.ts). */
type Binds = { add: (value: unknown) => string };

/** Rows of appointment (or what has its facility_id and patient_id). */
export function seesVisit({ access }: Bound, p: Binds, alias: string): string {
  if (access.facilities === null) return "true";
  const byFacility = `${alias}.facility_id = any (${p.add(access.facilities)}::uuid[])`;
  return access.patients.length ? `(${byFacility} or ${alias}.patient_id = any (${p.add(access.patients)}::uuid[]))` : byFacility;
}

/** A patient by the column that names one: through any facility they had a visit at; who had none yet is everyone's. */
export function seesPatient({ access }: Bound, p: Binds, alias: string, column = "id"): string {
  if (access.facilities === null) return "true";
  const of = `from patient_facility v where v.organization_id = ${alias}.organization_id and v.patient_id = ${alias}.${column}`;
  const opened = access.patients.length ? `${alias}.${column} = any (${p.add(access.patients)}::uuid[]) or ` : "";
  return `(${opened}exists (select 1 ${of} and v.facility_id = any (${p.add(access.facilities)}::uuid[])) or not exists (select 1 ${of}))`;
}

/** Messages, planned messages and tasks: by their facility; without one by their visit's, else by their patient, else by the number or address; those of none are everyone's. */
export function seesMessage({ access }: Bound, p: Binds, alias: string): string {
  if (access.facilities === null) return "true";
  const opened = access.patients.length ? `${alias}.patient_id = any (${p.add(access.patients)}::uuid[]) or ` : "";
  const visit = `select 1 from appointment b where b.organization_id = ${alias}.organization_id and b.id = ${alias}.appointment_id`;
  return `(${opened}${alias}.facility_id = any (${p.add(access.facilities)}::uuid[])
    or (${alias}.facility_id is null and case when ${alias}.appointment_id is not null then exists (${visit} and b.facility_id = any (${p.add(access.facilities)}::uuid[]))
      when ${alias}.patient_id is null then ${seesEndpoint({ access }, p, alias, "endpoint_id")}
      else ${seesPatient({ access }, p, alias, "patient_id")} end))`;
}

/** A number or address: of a patient who may be seen, or of nobody. */
export function seesEndpoint({ access }: Bound, p: Binds, alias: string, column = "id"): string {
  if (access.facilities === null) return "true";
  const of = `from patient_contact w where w.organization_id = ${alias}.organization_id and w.endpoint_id = ${alias}.${column}`;
  return `(not exists (select 1 ${of}) or exists (select 1 ${of} and ${seesPatient({ access }, p, "w", "patient_id")}))`;
}

/** Facilities, by the column that names one. */
export function seesFacility({ access }: Bound, p: Binds, column: string): string {
  return access.facilities === null ? "true" : `${column} = any (${p.add(access.facilities)}::uuid[])`;
}

/** The search as you type, over the patients that the reader may see; `words` is a placeholder of a text array. */
export function patientSearch({ access }: Bound, p: Binds, words: string, limit: number): string {
  if (access.facilities === null) return `search_patients(${words}::text[], ${limit})`;
  return `search_patients_of(${words}::text[], ${limit}, ${p.add(access.facilities)}::uuid[], ${p.add(access.patients)}::uuid[])`;
}
