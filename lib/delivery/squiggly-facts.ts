import { appointmentStatus } from "@/lib/appointments/status";
import type { Channel } from "@/lib/consent/choose-contact";
import { instructionsFor } from "@/lib/practice/instructions";
import { openingWords } from "@/lib/practice/opening-hours";
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
  channel?: Channel;
  links: SquigglyFacts["links"];
  answers?: SquigglyFacts["answersAllowed"];
  firstMessage?: boolean;
}): SquigglyFacts {
  const { visit, language, channel } = input;
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
        type: visit.type ? instructionsFor(visit.type.instructions, language, channel) : undefined,
        facility: instructionsFor(f.instructions, language, channel),
        provider: visit.provider ? instructionsFor(visit.provider.instructions, language, channel) : undefined,
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
      hours: text(f.hours) ?? (f.openingHours ? openingWords(f.openingHours, language) : undefined),
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
