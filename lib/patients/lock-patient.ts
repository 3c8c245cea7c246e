import { requirePatient } from "@/lib/access/guard";
import type { Ctx } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { normaliseName, patientSearchText } from "./normalise";

export type LockedPatient = {
  id: string;
  firstName: string;
  lastName: string;
  preferredName: string | null;
  birthDate: string | null;
  language: string;
  zip: string | null;
  state: string | null;
  status: "active" | "inactive" | "deceased";
};

/** The patient, locked until the transaction ends. Throws not-found, also for one who was merged into another or whom the actor does not see. */
export async function lockPatient(ctx: Ctx, id: string): Promise<LockedPatient> {
  const [row] = await ctx.sql<LockedPatient>(
    `select id, first_name as "firstName", last_name as "lastName", preferred_name as "preferredName", birth_date as "birthDate", language, zip, state, status
     from patient where organization_id = $1 and id = $2 and merged_into is null for update`,
    [ctx.organizationId, id],
  );
  if (!row) throw notFound("patient");
  await requirePatient(ctx, id);
  return row;
}

/**
 * Locks patients in the order of their ids, against other planning and changes but not against new rows about them. Whoever plans a patient's visits has
 * the patient to itself until it commits: read in between, a move or an answer would be overwritten by an older view. Always taken before a visit's lock.
 */
export async function lockPatients(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return;
  await ctx.sql(
    `select 1 from unnest($2::uuid[]) w (id) cross join lateral (select 1 from patient where organization_id = $1 and id = w.id for no key update) p`,
    [ctx.organizationId, [...new Set(ids)].sort()],
  );
}

/** Writes what the patient is found by from the names, usable numbers and record numbers as they are now. */
export async function refreshSearch(ctx: Ctx, patientId: string): Promise<void> {
  const patient = await lockPatient(ctx, patientId);
  const phones = await ctx.sql<{ address: string }>(
    `select distinct e.address from patient_contact c join endpoint e on e.organization_id = c.organization_id and e.id = c.endpoint_id
     where c.organization_id = $1 and c.patient_id = $2 and c.archived_at is null and e.kind = 'phone' order by e.address`,
    [ctx.organizationId, patientId],
  );
  const identifiers = await ctx.sql<{ value: string }>(
    "select value from patient_identifier where organization_id = $1 and patient_id = $2 order by system, value",
    [ctx.organizationId, patientId],
  );
  const text = patientSearchText({ ...patient, phones: phones.map((p) => p.address), externalIds: identifiers.map((i) => i.value) });
  await ctx.sql("update patient set first_norm = $3, last_norm = $4, search_text = $5 where organization_id = $1 and id = $2", [
    ctx.organizationId,
    patientId,
    normaliseName(patient.firstName),
    normaliseName(patient.lastName),
    text,
  ]);
}
