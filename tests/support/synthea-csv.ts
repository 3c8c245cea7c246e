import fs from "node:fs";
import path from "node:path";
import { stringify } from "csv-stringify/sync";

/** The Synthea sets that lie beside a full checkout; a plain clone has none. */
export const SYNTHEA = path.resolve("..", "shared", "data", "synthea");
export const hasSynthea = fs.existsSync(SYNTHEA);

type Fhir = Record<string, unknown> & { id: string };

function read(set: string, type: string): Fhir[] {
  const text = fs.readFileSync(path.join(SYNTHEA, set, `${type}.ndjson`), "utf8");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Fhir);
}

type Patient = Fhir & {
  name: { use?: string; family: string; given: string[] }[];
  telecom?: { system: string; value: string }[];
  birthDate: string;
  deceasedDateTime?: string;
  address?: { state?: string; postalCode?: string }[];
  communication?: { language: { coding: { code: string }[] } }[];
};

/** A patient list as an EHR would export it: one row per Synthea patient, US dates, the phones as they are (555: not real). */
export function patientsCsv(set: string): { csv: string; patients: number; deceased: number } {
  const patients = read(set, "Patient") as Patient[];
  const rows = patients.map((p) => {
    const name = p.name.find((n) => n.use === "official") ?? p.name[0]!;
    const [year, month, day] = p.birthDate.split("-");
    return {
      "Medical Record Number": p.id,
      "First Name": name.given.join(" "),
      "Last Name": name.family,
      DOB: `${Number(month)}/${Number(day)}/${year}`,
      Language: p.communication?.[0]?.language.coding[0]?.code ?? "",
      "Mobile Phone": p.telecom?.find((t) => t.system === "phone")?.value ?? "",
      State: p.address?.[0]?.state ?? "",
      Zip: p.address?.[0]?.postalCode ?? "",
      "Date of Death": p.deceasedDateTime ?? "",
    };
  });
  return { csv: stringify(rows, { header: true }), patients: patients.length, deceased: patients.filter((p) => p.deceasedDateTime).length };
}

type Encounter = Fhir & {
  status: string;
  subject: { reference: string };
  type: { text?: string; coding: { display: string }[] }[];
  period: { start: string; end: string };
  participant?: { individual?: { display?: string } }[];
  location?: { location: { display?: string } }[];
};

/** A schedule made from Synthea's encounters: instants with their offsets, long names, a facility each. */
export function scheduleCsv(set: string): { csv: string; visits: number } {
  const encounters = read(set, "Encounter") as Encounter[];
  const rows = encounters.map((e) => ({
    "Appointment ID": e.id,
    "Patient ID": e.subject.reference.replace("Patient/", ""),
    "Start Date Time": e.period.start,
    Duration: Math.min(1440, Math.max(1, Math.round((Date.parse(e.period.end) - Date.parse(e.period.start)) / 60_000))),
    Location: e.location?.[0]?.location.display ?? "Unnamed",
    Provider: e.participant?.[0]?.individual?.display ?? "",
    "Visit Type": e.type[0]?.text ?? e.type[0]?.coding[0]?.display ?? "",
    Status: e.status,
  }));
  return { csv: stringify(rows, { header: true }), visits: encounters.length };
}
