import { appointmentStatus } from "@/lib/appointments/status";
import type { ListedVisit, SquigglyFacts } from "@/lib/templates";
import { minutesBetween, wallAfter } from "./wall";
import type { VisitRecord } from "./facts";

export type OrganizationFacts = {
  name: string;
  phone: string | null;
  website: string | null;
  zone: string;
  /** `#rrggbb` */ accent?: string;
  /** A path of our own. */ logo?: string | null;
};

const text = (value: string | null | undefined): string | undefined => value ?? undefined;

const inLanguage = (instructions: Record<string, string>, language: string): string | undefined =>
  instructions[language] ?? instructions[language.split("-")[0]!] ?? instructions.en;

function listed(v: VisitRecord): ListedVisit {
  return {
    date: v.localDate,
    time: v.localTime,
    type: v.type?.name,
    provider: v.provider ? providerName(v.provider) : undefined,
    facility: v.facility.name,
    sensitive: v.type?.sensitive ?? false,
  };
}

function providerName(p: NonNullable<VisitRecord["provider"]>): string {
  return [p.title, p.firstName, p.lastName].filter(Boolean).join(" ");
}

/** Maps a visit's record to what squigglies are resolved from; dates and times are the facility's wall clock. */
export function visitSquigglyFacts(input: {
  visit: VisitRecord;
  sameDay: readonly VisitRecord[];
  organization: OrganizationFacts;
  language: string;
  links: SquigglyFacts["links"];
  answers?: SquigglyFacts["answersAllowed"];
  firstMessage?: boolean;
}): SquigglyFacts {
  const { visit, language } = input;
  const f = visit.facility;
  return {
    language,
    patient: {
      firstName: visit.patient.firstName,
      lastName: visit.patient.lastName,
      preferredName: text(visit.patient.preferredName),
      dateOfBirth: text(visit.patient.birthDate),
    },
    appointment: {
      date: visit.localDate,
      time: visit.localTime,
      zone: visit.zone,
      endTime: wallAfter(visit.zone, visit.endsAt),
      durationMinutes: minutesBetween(visit.startsAt, visit.endsAt),
      type: visit.type?.name,
      status: appointmentStatus(visit),
      sensitive: visit.type?.sensitive ?? false,
      instructions: {
        type: visit.type ? inLanguage(visit.type.instructions, language) : undefined,
        facility: inLanguage(f.instructions, language),
        provider: visit.provider ? inLanguage(visit.provider.instructions, language) : undefined,
      },
    },
    sameDay: input.sameDay.map(listed),
    provider: visit.provider
      ? {
          name: providerName(visit.provider),
          firstName: visit.provider.firstName,
          lastName: visit.provider.lastName,
          title: text(visit.provider.title),
          phonetic: text(visit.provider.phonetic),
        }
      : undefined,
    facility: {
      name: f.name,
      phonetic: text(f.phonetic),
      address: text(f.address),
      city: text(f.city),
      state: text(f.state),
      zip: text(f.zip),
      phone: text(f.phone),
      alternativePhone: text(f.alternativePhone),
      mapLink: text(f.mapLink),
      hours: text(f.hours),
    },
    organization: organizationSquigglyFacts(input.organization),
    links: input.links,
    answersAllowed: input.answers,
    firstMessage: input.firstMessage,
  };
}

export function organizationSquigglyFacts(o: OrganizationFacts): SquigglyFacts["organization"] {
  return { name: o.name, phone: text(o.phone), website: text(o.website) };
}
