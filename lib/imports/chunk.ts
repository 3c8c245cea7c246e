import type { AppointmentRow } from "@/lib/appointments/imported";
import { upsertAppointments } from "@/lib/appointments/upsert-appointments";
import { findFresh, type ListEntry, suppressMany } from "@/lib/consent/suppress-many";
import type { Ctx } from "@/lib/context";
import { type PatientRow, upsertPatients } from "@/lib/patients/upsert-patients";
import { type AppointmentDraft, readAppointmentRow } from "./appointment-row";
import type { CsvRecord } from "./csv";
import type { ImportKind } from "./fields";
import { readListRow } from "./list-row";
import { cellOf, readPatientRow, type RowFacts } from "./patient-row";
import { type RowProblem, rejects } from "./problems";

/** A row of the file, read: what it will be, or why not. */
export type ReadRow = {
  rowNumber: number;
  raw: string;
  id: string;
  patient?: PatientRow;
  draft?: AppointmentDraft;
  entries?: ListEntry[];
  problems: RowProblem[];
};

export type Counts = { created: number; updated: number; unchanged: number; rejected: number };

/** Reads one record by the mapping. `repeated`: the row that had the ID before. Pure. */
export function readRow(kind: ImportKind, record: CsvRecord, rowNumber: number, columnCount: number, facts: RowFacts): ReadRow {
  if (record.fault === "quote") return refusedRow(record, rowNumber, { field: "row", code: "row-unreadable" });
  if (record.fault === "too-long") return refusedRow(record, rowNumber, { field: "row", code: "row-too-long" });
  const { fields } = record;
  if (isRagged(fields, columnCount))
    return refusedRow(record, rowNumber, { field: "row", code: "row-ragged", detail: String(fields.length) });
  if (kind === "do-not-contact") return { rowNumber, raw: record.raw, id: "", ...readListRow(fields, facts) };
  if (kind === "patients") {
    const { id, patient, problems } = readPatientRow(fields, facts);
    return { rowNumber, raw: record.raw, id, patient, problems };
  }
  const { id, draft, problems } = readAppointmentRow(fields, facts);
  return { rowNumber, raw: record.raw, id, draft, problems };
}

function refusedRow(record: CsvRecord, rowNumber: number, problem: RowProblem): ReadRow {
  return { rowNumber, raw: record.raw, id: "", problems: [problem] };
}

/** Separators behind the last cell are harmless; any other count means that cells have moved. */
function isRagged(fields: readonly string[], columnCount: number): boolean {
  if (fields.length === columnCount) return false;
  return fields.length < columnCount || fields.slice(columnCount).some((field) => field.trim() !== "");
}

/** The ID that readRow() finds in a record; empty where there is none. */
export function idOf(record: CsvRecord, column: number, columnCount: number): string {
  return record.fault || isRagged(record.fields, columnCount) ? "" : cellOf(record.fields, column);
}

/** Refuses rows for a reason that only the whole file or the database knows. */
export function refuse(row: ReadRow, problem: RowProblem): void {
  row.problems.push(problem);
  row.patient = undefined;
  row.draft = undefined;
}

/**
 * What an import of these rows would do; writes nothing. New and known rows are told apart, not whether a known one changes.
 * `quiet`: IDs of further rows, which have no problems and whose other cells do not matter here.
 */
export async function checkRows(
  ctx: Ctx,
  kind: ImportKind,
  { rows, quiet }: { rows: readonly ReadRow[]; quiet: readonly string[] },
  system: string,
): Promise<Counts> {
  if (kind === "do-not-contact") {
    const { unchanged, ...counts } = await countRows(rows, (entries) => findFresh(ctx, entries));
    return { ...counts, updated: unchanged, unchanged: 0 };
  }
  await refuseUnknownPatients(ctx, rows, system);
  const ids = [...quiet, ...rows.filter((row) => row.patient ?? row.draft).map((row) => row.id)];
  const rejected = rows.filter((row) => row.problems.some(rejects)).length;
  // Rows that repeat an ID are refused before, so known IDs are known rows.
  const updated = await countKnown(ctx, kind, ids, system);
  return { created: ids.length - updated, updated, unchanged: 0, rejected };
}

/** Rows of a do-not-contact list: new where any of its addresses is new, else unchanged. */
async function countRows(rows: readonly ReadRow[], isFresh: (entries: ListEntry[]) => Promise<boolean[]>): Promise<Counts> {
  const listed = rows.filter((row) => row.entries);
  const fresh = await isFresh(listed.flatMap((row) => row.entries!));
  let at = 0;
  const created = listed.filter((row) => fresh.slice(at, (at += row.entries!.length)).includes(true)).length;
  return { created, updated: 0, unchanged: listed.length - created, rejected: rows.filter((row) => row.problems.some(rejects)).length };
}

/** Imports these rows in the transaction it is called in. `by`: the user who uploaded them. */
export async function importRows(
  ctx: Ctx,
  kind: ImportKind,
  rows: readonly ReadRow[],
  { system, by }: { system: string; by: string | null },
): Promise<Counts> {
  if (kind === "do-not-contact") return countRows(rows, (entries) => suppressMany(ctx, entries, by));
  await refuseUnknownPatients(ctx, rows, system);
  const outcomes =
    kind === "patients"
      ? await upsertPatients(
          ctx,
          rows.flatMap((row) => row.patient ?? []),
        )
      : await importSchedule(
          ctx,
          rows.flatMap((row) => row.draft ?? []),
          system,
        );
  const count = (outcome: string): number => outcomes.filter((o) => o.outcome === outcome).length;
  return {
    created: count("created"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    rejected: rows.filter((row) => row.problems.some(rejects)).length,
  };
}

/** Visits, after the patients that the schedule itself names. */
async function importSchedule(ctx: Ctx, drafts: readonly AppointmentDraft[], system: string): Promise<{ outcome: string }[]> {
  const patients = new Map<string, PatientRow>();
  for (const { patient } of drafts) if (patient) patients.set(patient.externalId, patient);
  const named = [...patients.values()];
  const saved = await upsertPatients(ctx, named);
  const ids = await patientIds(
    ctx,
    drafts.filter((d) => !patients.has(d.patientExternalId)).map((d) => d.patientExternalId),
    system,
  );
  named.forEach((patient, index) => ids.set(patient.externalId, saved[index]!.id));
  return upsertAppointments(
    ctx,
    drafts.map((draft): AppointmentRow => ({ ...draft, patientId: ids.get(draft.patientExternalId)! })),
  );
}

async function refuseUnknownPatients(ctx: Ctx, rows: readonly ReadRow[], system: string): Promise<void> {
  const lonely = rows.filter((row) => row.draft && !row.draft.patient);
  if (lonely.length === 0) return;
  const ids = await patientIds(
    ctx,
    lonely.map((row) => row.draft!.patientExternalId),
    system,
  );
  const alsoHere = new Set(rows.flatMap((row) => row.draft?.patient?.externalId ?? []));
  for (const row of lonely) {
    const id = row.draft!.patientExternalId;
    if (!ids.has(id) && !alsoHere.has(id)) refuse(row, { field: "patientId", code: "patient-unknown", detail: id });
  }
}

/** Patient ids by external id; a merged patient's visits belong to the one that was kept. */
async function patientIds(ctx: Ctx, externalIds: readonly string[], system: string): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map();
  const found = await ctx.sql<{ value: string; id: string }>(
    `with recursive kept (value, id, next) as (
       select i.value, p.id, p.merged_into from unnest($3::text[]) w (value)
         cross join lateral (select value, patient_id from patient_identifier where organization_id = $1 and system = $2 and value = w.value offset 0) i
         cross join lateral (select id, merged_into from patient where organization_id = $1 and id = i.patient_id offset 0) p
       union all
       select k.value, p.id, p.merged_into from kept k join patient p on p.organization_id = $1 and p.id = k.next)
     select value, id from kept where next is null`,
    [ctx.organizationId, system, [...new Set(externalIds)]],
  );
  return new Map(found.map((row) => [row.value, row.id]));
}

async function countKnown(ctx: Ctx, kind: ImportKind, ids: readonly string[], system: string): Promise<number> {
  if (ids.length === 0) return 0;
  const [row] =
    kind === "patients"
      ? await ctx.sql<{ n: number }>(
          // An array is looked up in the order of the index: a third of the time of a look-up for each.
          "select count(*)::int as n from patient_identifier where organization_id = $1 and system = $2 and value = any($3::text[])",
          [ctx.organizationId, system, ids],
        )
      : await ctx.sql<{ n: number }>(
          `select count(*)::int as n from unnest($2::text[]) w (value) cross join lateral
             (select external_id from appointment where organization_id = $1 and external_id = w.value offset 0) a`,
          [ctx.organizationId, ids],
        );
  return row!.n;
}
