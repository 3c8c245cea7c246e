import type { ContactSlot, ImportedContact } from "@/lib/patients/contact-changes";
import { normaliseEmail, normalisePhone } from "@/lib/patients/phones";
import type { PatientRow } from "@/lib/patients/upsert-patients";
import type { Lookups } from "./lookups";
import type { Mapping } from "./mapping";
import { type RowProblem, rejects } from "./problems";
import { readDate, readFullName } from "./values";
import { readChannel, readDeceased, readLanguage, readPatientStatus } from "./words";

/** What reading a row needs besides the row. */
export type RowFacts = {
  mapping: Mapping;
  lookups: Pick<Lookups, "facility" | "facilityById" | "provider" | "type">;
  /** Today, `YYYY-MM-DD`, at the organization. */
  today: string;
  /** Where numbers without + are dialled: ISO 3166, as `US`. */
  country: string;
};

export const ID_LIMIT = 100;

/** A cell, trimmed; empty where the column is not mapped. Characters that no database text may hold are dropped. */
export function cellOf(fields: readonly string[], column: number | undefined): string {
  const text = column === undefined ? "" : (fields[column] ?? "").trim();
  return text.includes("\0") ? text.replaceAll("\0", "") : text;
}

/** One row of a patient list (or the patient columns of a schedule) → a patient. `patient` is missing where the row is refused. Pure. */
export function readPatientRow(fields: readonly string[], facts: RowFacts): { id: string; patient?: PatientRow; problems: RowProblem[] } {
  const { mapping } = facts;
  const c = mapping.columns;
  const problems: RowProblem[] = [];
  const id = cellOf(fields, c.patientId);
  if (!id) problems.push({ field: "patientId", code: "id-missing" });
  else if (id.length > ID_LIMIT) problems.push({ field: "patientId", code: "id-too-long" });

  const row: PatientRow = { system: mapping.identifierSystem, externalId: id, contacts: [], slots: [] };
  readNames(row, fields, mapping, problems);
  if (c.preferredName !== undefined) row.preferredName = cellOf(fields, c.preferredName).slice(0, 200) || null;
  readBirthDate(row, cellOf(fields, c.birthDate), facts, problems);
  if (c.language !== undefined) {
    const text = cellOf(fields, c.language);
    const language = text ? readLanguage(text) : undefined;
    if (language) row.language = language;
    else if (text) problems.push({ field: "language", code: "language-unknown", detail: text });
  }
  if (c.zip !== undefined) row.zip = cellOf(fields, c.zip).slice(0, 20) || null;
  if (c.state !== undefined) row.state = cellOf(fields, c.state).slice(0, 60) || null;
  readStatus(row, cellOf(fields, c.status), cellOf(fields, c.deceased), mapping, problems);
  readContacts(row, fields, mapping, problems);
  const facilityText = cellOf(fields, c.facility);
  if (facilityText) {
    const facility = facts.lookups.facility(facilityText);
    if (facility) row.facilityId = facility.id;
    else problems.push({ field: "facility", code: "facility-unknown", detail: facilityText });
  }
  return problems.some(rejects) ? { id, problems } : { id, patient: row, problems };
}

function readNames(row: PatientRow, fields: readonly string[], { columns: c }: Mapping, problems: RowProblem[]): void {
  if (c.firstName !== undefined) row.firstName = cellOf(fields, c.firstName);
  if (c.lastName !== undefined) row.lastName = cellOf(fields, c.lastName);
  if (c.fullName !== undefined) Object.assign(row, readFullName(cellOf(fields, c.fullName)));
  const field = c.lastName === undefined ? "fullName" : "lastName";
  if (row.lastName === "") problems.push({ field, code: "name-missing" });
  if ((row.lastName?.length ?? 0) > 200 || (row.firstName?.length ?? 0) > 200) problems.push({ field, code: "name-too-long" });
}

function readBirthDate(row: PatientRow, text: string, { mapping, today }: RowFacts, problems: RowProblem[]): void {
  if (mapping.columns.birthDate === undefined) return;
  if (!text) {
    row.birthDate = null;
    return;
  }
  const year = Number(today.slice(0, 4));
  // Some systems export dates as midnights.
  const date = readDate(text.replace(/[T ]00:00(:00(\.0+)?)?(Z|\s?AM)?$|[T ]12:00(:00)?\s?AM$/i, ""), mapping.dateOrder, year);
  if (!date) problems.push({ field: "birthDate", code: "birth-unreadable", detail: text });
  else if (date > today || Number(date.slice(0, 4)) < year - 130)
    problems.push({ field: "birthDate", code: "birth-unlikely", detail: date });
  else row.birthDate = date;
}

function readStatus(row: PatientRow, statusText: string, deceasedText: string, { columns: c }: Mapping, problems: RowProblem[]): void {
  if (c.status !== undefined && statusText) {
    const status = readPatientStatus(statusText);
    if (status) row.status = status;
    else problems.push({ field: "status", code: "status-unknown", detail: statusText });
  }
  if (c.deceased !== undefined) {
    const deceased = readDeceased(deceasedText);
    if (deceased === undefined) problems.push({ field: "deceased", code: "deceased-unknown", detail: deceasedText });
    else if (deceased) row.status = "deceased";
    else row.status ??= "active";
  }
}

const PHONES = [
  { field: "mobilePhone", role: "self", rank: 0, channels: ["sms", "voice"] },
  { field: "homePhone", role: "home", rank: 1, channels: ["voice"] },
  { field: "workPhone", role: "work", rank: 2, channels: ["voice"] },
] as const;

function readContacts(row: PatientRow, fields: readonly string[], { columns: c }: Mapping, problems: RowProblem[]): void {
  const contacts: ImportedContact[] = [];
  const slots: ContactSlot[] = [];
  for (const { field, role, rank, channels } of PHONES) {
    const column = c[field];
    if (column === undefined) continue;
    const text = cellOf(fields, column);
    const phone = text ? normalisePhone(text) : undefined;
    if (phone && !phone.ok) {
      // The stored number stays: a typing error in the file must not silence a patient.
      problems.push({ field, code: "phone-invalid", detail: text });
      continue;
    }
    slots.push(`phone:${role}`);
    if (!phone) continue;
    if (phone.extension) problems.push({ field, code: "phone-extension", detail: text });
    for (const channel of channels)
      if (!contacts.some((other) => other.address === phone.e164 && other.channel === channel))
        contacts.push({ kind: "phone", address: phone.e164, channel, role, rank });
  }
  if (c.email !== undefined) {
    const text = cellOf(fields, c.email);
    const address = text ? normaliseEmail(text) : undefined;
    if (text && !address) problems.push({ field: "email", code: "email-invalid", detail: text });
    else {
      slots.push("email:self");
      if (address) contacts.push({ kind: "email", address, channel: "email", role: "self", rank: 0 });
    }
  }
  row.contacts = contacts;
  row.slots = slots;
  if (c.preferredChannel !== undefined) {
    const text = cellOf(fields, c.preferredChannel);
    const channel = readChannel(text);
    if (channel === undefined) problems.push({ field: "preferredChannel", code: "channel-unknown", detail: text });
    else row.preferredChannel = channel;
  }
}
