import { createHash } from "node:crypto";
import { z } from "zod";
import { isZone } from "@/lib/time/zone-data";
import { FIELD_KEYS, type FieldKey, fieldLabel, fieldsOf, type ImportKind } from "./fields";
import { DATE_ORDERS } from "./values";

/** Which column holds what, and what to do with names that are not known yet. Stored with the run, remembered per header row. */
export const mappingSchema = z.object({
  /** Field → number of its column, from 0. */
  columns: z.partialRecord(z.enum(FIELD_KEYS), z.number().int().min(0)).default({}),
  dateOrder: z.enum(DATE_ORDERS).default("mdy"),
  /** Says whose numbers the patient IDs are: patients are matched by (system, value). */
  identifierSystem: z.string().trim().min(1, "Name the system the IDs come from.").max(60, "At most 60 characters.").default("mrn"),
  /** Facilities, providers and visit types that are not known: made, or the row is refused. */
  unknown: z.enum(["create", "reject"]).default("reject"),
  /** Zone of facilities that the import makes. */
  newFacilityZone: z.string().refine(isZone, "Choose a time zone from the list.").optional(),
  /** For schedules without a facility column. */
  facilityId: z.uuid("Choose a facility from the list.").optional(),
  /** Length of visits without one of their own or of their type. */
  minutes: z.coerce.number().int().min(1, "At least 1 minute.").max(1440, "At most 24 hours.").default(30),
});
export type Mapping = z.output<typeof mappingSchema>;

/** `"Date of Birth (MM/DD)"` → `dateofbirthmmdd`; headers are compared like this. */
function squash(header: string): string {
  return header
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\(.*?\)/g, "")
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** Headers as shown and compared: trimmed, empty ones named by position, repeated ones numbered. */
export function cleanHeaders(fields: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return fields.map((field, index) => {
    const name = field.trim().slice(0, 120) || `Column ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** The same header row gives the same fingerprint, whatever its case and punctuation. */
export function headerFingerprint(headers: readonly string[]): string {
  return createHash("sha256").update(headers.map(squash).join("\n")).digest("hex").slice(0, 32);
}

/** Columns guessed by their headers: every field takes its surest header, and a column means one thing only. */
export function guessColumns(kind: ImportKind, headers: readonly string[]): Mapping["columns"] {
  const squashed = headers.map(squash);
  const candidates: { key: FieldKey; column: number; rank: number }[] = [];
  for (const [key, field] of Object.entries(fieldsOf(kind)))
    for (const [rank, header] of field.headers.entries()) {
      const column = squashed.indexOf(header);
      if (column !== -1) candidates.push({ key: key as FieldKey, column, rank });
    }
  candidates.sort((a, b) => a.rank - b.rank);
  const columns: Mapping["columns"] = {};
  const taken = new Set<number>();
  for (const { key, column } of candidates)
    if (columns[key] === undefined && !taken.has(column)) {
      columns[key] = column;
      taken.add(column);
    }
  if (columns.firstName !== undefined && columns.lastName !== undefined) delete columns.fullName;
  return columns;
}

/** What the mapping still lacks, by field: empty where the file can be checked. */
export function mappingGaps(kind: ImportKind, mapping: Mapping, columnCount: number): Record<string, string> {
  const gaps: Record<string, string> = {};
  const c = mapping.columns;
  const need = (key: FieldKey): void => {
    if (c[key] === undefined)
      gaps[key] = `Choose the column that holds the ${fieldLabel(key).replace(/^(?!ID)./, (x) => x.toLowerCase())}.`;
  };
  if (kind === "do-not-contact") {
    if (c.listEmail === undefined) need("listAddress");
  } else need("patientId");
  if (kind === "patients") {
    if (c.fullName === undefined) need("lastName");
  } else if (kind === "appointments") {
    need("appointmentId");
    need("date");
    if (c.visitFacility === undefined && !mapping.facilityId)
      gaps.facilityId = "Choose the column with the facility, or one facility for the whole file.";
    if (mapping.unknown === "create" && c.visitFacility !== undefined && !mapping.newFacilityZone)
      gaps.newFacilityZone = "Choose the time zone of facilities that are made: their visits need one.";
  }
  const byColumn = new Map<number, FieldKey>();
  for (const [key, column] of Object.entries(c) as [FieldKey, number][]) {
    if (!(key in fieldsOf(kind))) gaps[key] = "This kind of file has no such field.";
    if (column >= columnCount) gaps[key] = "This column is not in the file.";
    const other = byColumn.get(column);
    if (other) gaps[key] = `The same column is already the ${fieldLabel(other).toLowerCase()}.`;
    byColumn.set(column, key);
  }
  return gaps;
}
