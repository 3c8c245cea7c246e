import { formatDateTime, toWall, zoneAbbreviation } from "@/lib/time";

/** A moment in words: the clinic's wall time with its zone, and the patient's where that reads differently. */
export type Moment = { iso: string; text: string; zone: string; patient?: { text: string; zone: string } };

/** Writes an instant as it reads on the clinic's wall (and on the patient's, when given and different). Zones are IANA names. */
export function moment(at: Date, zone: string, patientZone?: string | null): Moment {
  const said: Moment = { iso: at.toISOString(), text: wallText(at, zone), zone: zoneAbbreviation(zone, at) };
  if (!patientZone) return said;
  const text = wallText(at, patientZone);
  return text === said.text ? said : { ...said, patient: { text, zone: zoneAbbreviation(patientZone, at) } };
}

function wallText(at: Date, zone: string): string {
  const wall = toWall(zone, at);
  return formatDateTime(wall.date, wall.time, "en", "weekday");
}
