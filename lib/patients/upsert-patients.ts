import { audit } from "@/lib/audit/write";
import { requireRoleOrWorkflow } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { replanPatients } from "@/lib/delivery/plan";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";
import {
  type ContactChannel,
  type ContactChanges,
  contactChanges,
  type ContactSlot,
  type ImportedContact,
  noContactChanges,
  type StoredContact,
} from "./contact-changes";
import { normaliseName, patientSearchText } from "./normalise";
import { tellInactive } from "./tell-inactive";
import { addContacts, changeContacts, type NewContact } from "./store-contacts";

/** One patient of a file. Undefined fields are not in the file and stay as they are; null empties a field. */
export type PatientRow = {
  /** Whose number the ID is; patients are matched by (system, externalId) and nothing else. */
  system: string;
  externalId: string;
  firstName?: string;
  lastName?: string;
  preferredName?: string | null;
  /** `YYYY-MM-DD` */
  birthDate?: string | null;
  /** BCP-47 */
  language?: string;
  zip?: string | null;
  state?: string | null;
  status?: "active" | "inactive" | "deceased";
  contacts: readonly ImportedContact[];
  /** The places of the file that `contacts` come from: contacts of other places stay. */
  slots: readonly ContactSlot[];
  preferredChannel?: ContactChannel | "none";
  facilityId?: string;
};

export type UpsertOutcome = "created" | "updated" | "unchanged";
export type UpsertResult = { id: string; outcome: UpsertOutcome };

type Fields = {
  firstName: string;
  lastName: string;
  preferredName: string | null;
  birthDate: string | null;
  language: string;
  zip: string | null;
  state: string | null;
  status: "active" | "inactive" | "deceased";
  statusSource: string | null;
};
type Stored = Fields & { id: string; contacts: StoredContact[]; identifiers: string[]; facilities: string[] };
type Saved = Fields & { id: string; searchText: string };

/**
 * Creates and updates up to some thousand patients in the transaction it is called in; gives for each row its patient
 * and what happened, in the order given. Rows must not repeat an ID. Ids that belong to a merged patient lead to the
 * one that was kept. Upcoming visits of patients whose contacts, language or status changed are planned again.
 */
export async function upsertPatients(ctx: Ctx, rows: readonly PatientRow[]): Promise<UpsertResult[]> {
  requireRoleOrWorkflow(ctx, "staff");
  if (rows.length === 0) return [];
  // Two imports of one organization take turns, chunk by chunk: both may bring the same new patient.
  await ctx.sql("select pg_advisory_xact_lock(hashtextextended('import ' || $1, 0))", [ctx.organizationId]);
  const matched = await matchPatients(ctx, rows);
  const stored = await loadChanging(ctx, rows, (row) => matched.get(identifierKey(row)), [...new Set(matched.values())].sort());

  const results: UpsertResult[] = [];
  const created: Saved[] = [];
  const createdRows: PatientRow[] = [];
  const newContacts: NewContact[] = [];
  const updated: Saved[] = [];
  const changes: ContactChanges[] = [];
  const facilities: { patientId: string; facilityId: string }[] = [];
  const replan: string[] = [];
  const ended: { id: string; status: string }[] = [];
  for (const row of rows) {
    const old = stored.get(matched.get(identifierKey(row)) ?? "");
    if (!old) {
      const id = newId();
      const fields = merge(undefined, row);
      created.push({ ...fields, id, searchText: searchText(fields, row.contacts, [row.externalId]) });
      createdRows.push(row);
      const chosen = row.contacts.find((c) => c.channel === row.preferredChannel);
      for (const c of row.contacts) newContacts.push({ ...c, patientId: id, preferred: c === chosen });
      if (row.facilityId) facilities.push({ patientId: id, facilityId: row.facilityId });
      results.push({ id, outcome: "created" });
      continue;
    }
    const { fields, contacts, joins, contactsChanged, changed } = compare(old, row);
    if (!changed) {
      results.push({ id: old.id, outcome: "unchanged" });
      continue;
    }
    const reachable = [...old.contacts.filter((c) => c.archivedReason === null && !contacts.replace.includes(c.id)), ...row.contacts];
    updated.push({ ...fields, id: old.id, searchText: searchText(fields, reachable, old.identifiers) });
    if (contactsChanged) changes.push(contacts);
    for (const c of contacts.add) newContacts.push({ ...c, patientId: old.id });
    if (joins) facilities.push({ patientId: old.id, facilityId: row.facilityId! });
    if (contactsChanged || fields.language !== old.language || fields.status !== old.status) replan.push(old.id);
    if (old.status === "active" && fields.status !== "active") ended.push({ id: old.id, status: fields.status });
    results.push({ id: old.id, outcome: "updated" });
  }
  await insertPatients(ctx, created, createdRows);
  await updatePatients(ctx, updated);
  await changeContacts(ctx, changes);
  await addContacts(ctx, newContacts);
  await joinFacilities(ctx, facilities);
  await replanPatients(ctx, replan);
  await tellInactive(ctx, ended);
  const touched = [...created, ...updated].map((p) => p.id);
  if (touched.length) {
    await audit(ctx, {
      action: "import-patients",
      entity: "patient",
      ids: touched,
      detail: { created: created.length, updated: updated.length },
    });
    await touch(ctx, "patients");
  }
  return results;
}

const FIELD_NAMES = ["firstName", "lastName", "preferredName", "birthDate", "language", "zip", "state", "status"] as const;

/** What a row does to the patient it means. */
function compare(old: Stored, row: PatientRow) {
  const fields = merge(old, row);
  const contacts = contactChanges(old.contacts, row.contacts, row.slots, row.preferredChannel);
  const joins = row.facilityId !== undefined && !old.facilities.includes(row.facilityId);
  const contactsChanged = !noContactChanges(contacts);
  const fieldsChanged = FIELD_NAMES.some((name) => fields[name] !== old[name]);
  return { fields, contacts, joins, contactsChanged, changed: contactsChanged || fieldsChanged || joins };
}

/**
 * The patients as they are, those that the rows change locked. Most of a list that comes every night says nothing new: locking everyone
 * would write every patient's page for nothing, so the rows are compared first, and who changes is locked and read again.
 */
async function loadChanging(
  ctx: Ctx,
  rows: readonly PatientRow[],
  patientOf: (row: PatientRow) => string | undefined,
  ids: string[],
): Promise<Map<string, Stored>> {
  const stored = await loadPatients(ctx, ids, "");
  const changing = new Set<string>();
  for (const row of rows) {
    const old = stored.get(patientOf(row) ?? "");
    if (old && compare(old, row).changed) changing.add(old.id);
  }
  for (const [id, locked] of await loadPatients(ctx, [...changing].sort(), "for update")) stored.set(id, locked);
  return stored;
}

function identifierKey(row: { system: string; externalId: string }): string {
  return `${row.system}\n${row.externalId}`;
}

/** The fields after the import. A patient whom staff made inactive or deceased is not brought back by a file. */
function merge(old: Stored | undefined, row: PatientRow): Fields {
  const keepStatus = row.status === undefined || (row.status === "active" && old !== undefined && old.statusSource !== "import");
  const status = keepStatus ? (old?.status ?? "active") : row.status!;
  return {
    firstName: row.firstName ?? old?.firstName ?? "",
    lastName: row.lastName ?? old?.lastName ?? "",
    preferredName: row.preferredName === undefined ? (old?.preferredName ?? null) : row.preferredName,
    birthDate: row.birthDate === undefined ? (old?.birthDate ?? null) : row.birthDate,
    language: row.language ?? old?.language ?? "en",
    zip: row.zip === undefined ? (old?.zip ?? null) : row.zip,
    state: row.state === undefined ? (old?.state ?? null) : row.state,
    status,
    statusSource: status === (old?.status ?? "active") ? (old?.statusSource ?? null) : "import",
  };
}

function searchText(fields: Fields, contacts: readonly { kind: string; address: string }[], externalIds: readonly string[]): string {
  const phones = contacts.filter((c) => c.kind === "phone").map((c) => c.address);
  return patientSearchText({ ...fields, phones, externalIds });
}

async function matchPatients(ctx: Ctx, rows: readonly PatientRow[]): Promise<Map<string, string>> {
  const matched = new Map<string, string>();
  for (const system of new Set(rows.map((row) => row.system))) {
    const found = await ctx.sql<{ value: string; patientId: string }>(
      `select i.value, i.patient_id as "patientId" from unnest($3::text[]) w (value) cross join lateral
         (select value, patient_id from patient_identifier where organization_id = $1 and system = $2 and value = w.value offset 0) i`,
      [ctx.organizationId, system, rows.filter((row) => row.system === system).map((row) => row.externalId)],
    );
    for (const f of found) matched.set(identifierKey({ system, externalId: f.value }), f.patientId);
  }
  const kept = await followMerges(ctx, [...new Set(matched.values())]);
  for (const [key, id] of matched) matched.set(key, kept.get(id) ?? id);
  return matched;
}

/** Merged patients → the one that was kept in the end. */
async function followMerges(ctx: Ctx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.sql<{ id: string; kept: string }>(
    `with recursive chain (id, at, next) as (
       select p.id, p.id, p.merged_into from unnest($2::uuid[]) w (id) cross join lateral
         (select id, merged_into from patient where organization_id = $1 and id = w.id and merged_into is not null offset 0) p
       union select c.id, p.id, p.merged_into from chain c join patient p on p.organization_id = $1 and p.id = c.next)
     select id, at as kept from chain where next is null`,
    [ctx.organizationId, ids],
  );
  return new Map(rows.map((row) => [row.id, row.kept]));
}

// Each look-up goes id by id through `lateral … offset 0`: a table that grows by the thousand has no statistics yet, and the
// planner would otherwise read all of the organization for every chunk.
const EACH_ID = "from unnest($2::uuid[]) w (id) cross join lateral";

async function loadPatients(ctx: Ctx, ids: string[], lock: "" | "for update"): Promise<Map<string, Stored>> {
  if (ids.length === 0) return new Map();
  const params = [ctx.organizationId, ids];
  const patients = await ctx.sql<Fields & { id: string }>(
    `select p.* ${EACH_ID} (select id, first_name as "firstName", last_name as "lastName", preferred_name as "preferredName", birth_date as "birthDate", language, zip, state,
       status, status_source as "statusSource" from patient where organization_id = $1 and id = w.id ${lock || "offset 0"}) p`,
    params,
  );
  const contacts = await ctx.sql<StoredContact & { patientId: string }>(
    `select c.id, c.patient_id as "patientId", e.kind, e.address, c.channel, c.role, c.preferred, c.source,
            case when c.archived_at is not null then coalesce(c.archived_reason, 'other') end as "archivedReason"
     ${EACH_ID} (select * from patient_contact where organization_id = $1 and patient_id = w.id offset 0) c
     cross join lateral (select kind, address from endpoint where organization_id = $1 and id = c.endpoint_id offset 0) e`,
    params,
  );
  const identifiers = await ctx.sql<{ patientId: string; value: string }>(
    `select i.patient_id as "patientId", i.value ${EACH_ID}
       (select patient_id, system, value from patient_identifier where organization_id = $1 and patient_id = w.id offset 0) i order by i.system, i.value`,
    params,
  );
  const facilities = await ctx.sql<{ patientId: string; facilityId: string }>(
    `select f.patient_id as "patientId", f.facility_id as "facilityId" ${EACH_ID}
       (select patient_id, facility_id from patient_facility where organization_id = $1 and patient_id = w.id offset 0) f`,
    params,
  );
  const stored = new Map<string, Stored>(patients.map((p) => [p.id, { ...p, contacts: [], identifiers: [], facilities: [] }]));
  for (const c of contacts) stored.get(c.patientId)!.contacts.push(c);
  for (const i of identifiers) stored.get(i.patientId)!.identifiers.push(i.value);
  for (const f of facilities) stored.get(f.patientId)!.facilities.push(f.facilityId);
  return stored;
}

const COLUMNS =
  "id, first_name, last_name, preferred_name, birth_date, language, zip, state, status, status_source, first_norm, last_norm, search_text";
const ARRAYS =
  "$2::uuid[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[]";

function columnArrays(patients: readonly Saved[]): unknown[] {
  return [
    patients.map((p) => p.id),
    ...(["firstName", "lastName", "preferredName", "birthDate", "language", "zip", "state", "status", "statusSource"] as const).map(
      (name) => patients.map((p) => p[name]),
    ),
    patients.map((p) => normaliseName(p.firstName)),
    patients.map((p) => normaliseName(p.lastName)),
    patients.map((p) => p.searchText),
  ];
}

async function insertPatients(ctx: Ctx, patients: readonly Saved[], rows: readonly PatientRow[]): Promise<void> {
  if (patients.length === 0) return;
  await ctx.sql(`insert into patient (organization_id, ${COLUMNS}) select $1, * from unnest(${ARRAYS})`, [
    ctx.organizationId,
    ...columnArrays(patients),
  ]);
  await ctx.sql(
    `insert into patient_identifier (organization_id, patient_id, system, value) select $1, * from unnest($2::uuid[], $3::text[], $4::text[])`,
    [ctx.organizationId, patients.map((p) => p.id), rows.map((r) => r.system), rows.map((r) => r.externalId)],
  );
}

async function updatePatients(ctx: Ctx, patients: readonly Saved[]): Promise<void> {
  if (patients.length === 0) return;
  const set = COLUMNS.split(", ")
    .slice(1)
    .map((column) => `${column} = n.${column}`)
    .join(", ");
  await ctx.sql(
    `update patient p set ${set}, updated_at = clock_timestamp()
     from unnest(${ARRAYS}) n (${COLUMNS}) cross join lateral (select ctid as place from patient where organization_id = $1 and id = n.id offset 0) o
     where p.organization_id = $1 and p.ctid = o.place`,
    [ctx.organizationId, ...columnArrays(patients)],
  );
}

async function joinFacilities(ctx: Ctx, joins: readonly { patientId: string; facilityId: string }[]): Promise<void> {
  if (joins.length === 0) return;
  await ctx.sql(
    `insert into patient_facility (organization_id, patient_id, facility_id) select $1, * from unnest($2::uuid[], $3::uuid[]) on conflict do nothing`,
    [ctx.organizationId, joins.map((j) => j.patientId), joins.map((j) => j.facilityId)],
  );
}
