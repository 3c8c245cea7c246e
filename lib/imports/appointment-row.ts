import type { AppointmentRow } from "@/lib/appointments/imported";
import type { PatientRow } from "@/lib/patients/upsert-patients";
import { fromWall, toWall } from "@/lib/time/zones";
import type { KnownFacility } from "./lookups";
import { cellOf, ID_LIMIT, readPatientRow, type RowFacts } from "./patient-row";
import { type RowProblem, rejects } from "./problems";
import { readDateTime, readMinutes, readTime } from "./values";
import { readVisitStatus } from "./words";

/** A visit whose patient is still an ID of the file. */
export type AppointmentDraft = Omit<AppointmentRow, "patientId"> & {
  patientExternalId: string;
  /** Where the schedule names the patient too. */ patient?: PatientRow;
};

/** One row of a schedule → a visit. `draft` is missing where the row is refused. Wall times are read in the facility's zone. Pure. */
export function readAppointmentRow(
  fields: readonly string[],
  facts: RowFacts,
): { id: string; draft?: AppointmentDraft; problems: RowProblem[] } {
  const { mapping, lookups } = facts;
  const c = mapping.columns;
  const problems: RowProblem[] = [];

  const id = cellOf(fields, c.appointmentId);
  if (!id) problems.push({ field: "appointmentId", code: "id-missing" });
  else if (id.length > ID_LIMIT) problems.push({ field: "appointmentId", code: "id-too-long" });

  const patient = readScheduledPatient(fields, facts, problems);
  const facility = readFacility(cellOf(fields, c.visitFacility), facts, problems);
  const when = facility && readWhen(fields, facts, facility, problems);

  const providerText = cellOf(fields, c.provider);
  const providerId = providerText ? lookups.provider(providerText) : undefined;
  if (providerText && !providerId) problems.push({ field: "provider", code: "provider-unknown", detail: providerText });
  const typeText = cellOf(fields, c.type);
  const type = typeText ? lookups.type(typeText) : undefined;
  if (typeText && !type) problems.push({ field: "type", code: "type-unknown", detail: typeText });

  const minutesText = cellOf(fields, c.minutes);
  const ownMinutes = minutesText ? readMinutes(minutesText) : undefined;
  if (minutesText && !ownMinutes) problems.push({ field: "minutes", code: "minutes-unreadable", detail: minutesText });

  const statusText = cellOf(fields, c.visitStatus);
  const state = c.visitStatus === undefined ? undefined : readVisitStatus(statusText);
  if (c.visitStatus !== undefined && !state) problems.push({ field: "visitStatus", code: "visit-status-unknown", detail: statusText });

  if (!facility || !when || problems.some(rejects)) return { id, problems };
  const minutes = ownMinutes ?? type?.minutes ?? mapping.minutes;
  return {
    id,
    problems,
    draft: {
      externalId: id,
      patientExternalId: patient.id,
      patient: patient.row,
      facilityId: facility.id,
      providerId,
      typeId: type?.id,
      ...when,
      endsAt: new Date(when.startsAt.getTime() + minutes * 60_000),
      state,
    },
  };
}

function readScheduledPatient(fields: readonly string[], facts: RowFacts, problems: RowProblem[]): { id: string; row?: PatientRow } {
  const { columns: c } = facts.mapping;
  const named = cellOf(fields, c.lastName) || cellOf(fields, c.fullName);
  if (!named) {
    const id = cellOf(fields, c.patientId);
    if (!id) problems.push({ field: "patientId", code: "id-missing" });
    return { id };
  }
  const read = readPatientRow(fields, facts);
  problems.push(...read.problems);
  return { id: read.id, row: read.patient };
}

function readFacility(
  text: string,
  { mapping, lookups }: RowFacts,
  problems: RowProblem[],
): (KnownFacility & { zone: string }) | undefined {
  const facility = text ? lookups.facility(text) : mapping.facilityId ? lookups.facilityById(mapping.facilityId) : undefined;
  if (!facility)
    problems.push(
      text ? { field: "visitFacility", code: "facility-unknown", detail: text } : { field: "visitFacility", code: "facility-missing" },
    );
  else if (facility.zone === null) problems.push({ field: "visitFacility", code: "facility-no-zone", detail: facility.name });
  else return { ...facility, zone: facility.zone };
  return undefined;
}

type When = { startsAt: Date; localDate: string; localTime: string; zone: string };

function readWhen(
  fields: readonly string[],
  { mapping, today }: RowFacts,
  { zone }: { zone: string },
  problems: RowProblem[],
): When | undefined {
  const { columns: c } = mapping;
  const year = Number(today.slice(0, 4));
  const dateText = cellOf(fields, c.date);
  const timeText = cellOf(fields, c.time);
  const given = readDateTime(dateText, mapping.dateOrder, year + 5);
  if (!given) {
    problems.push({ field: "date", code: "date-unreadable", detail: dateText });
    return undefined;
  }
  if ("instant" in given) {
    const wall = toWall(zone, given.instant);
    return checkedYear({ startsAt: given.instant, localDate: wall.date, localTime: wall.time.slice(0, 5), zone }, year, problems);
  }
  const time = timeText ? readTime(timeText) : given.time;
  if (!time) {
    problems.push(timeText ? { field: "time", code: "time-unreadable", detail: timeText } : { field: "time", code: "time-missing" });
    return undefined;
  }
  const { instant, kind } = fromWall(zone, given.date, time);
  if (kind === "gap") problems.push({ field: "time", code: "time-skipped", detail: time });
  if (kind === "overlap") problems.push({ field: "time", code: "time-twice", detail: time });
  const wall = kind === "gap" ? toWall(zone, instant) : { date: given.date, time };
  return checkedYear({ startsAt: instant, localDate: wall.date, localTime: wall.time.slice(0, 5), zone }, year, problems);
}

/** A century or a digit too much would book a visit that no one ever sees. Visits of the past are history and welcome. */
function checkedYear(when: When, year: number, problems: RowProblem[]): When | undefined {
  if (Number(when.localDate.slice(0, 4)) <= year + 5 && when.localDate >= "1900") return when;
  problems.push({ field: "date", code: "date-unlikely", detail: when.localDate });
  return undefined;
}
