import type { Channel } from "../types";
import { squiggly, type Resolving, type Squiggly } from "./define";
import { phoneFor, webLink } from "./values";

const WRITTEN: readonly Channel[] = ["sms", "email"];

function instructions({ facts }: Resolving): string | undefined {
  const { type, facility, provider } = facts.appointment?.instructions ?? {};
  return [type, provider, facility].filter(Boolean).join(" ") || undefined;
}

export const INSTRUCTIONS: readonly Squiggly[] = [
  squiggly(
    "instructions",
    "appointmentTypeSpecialInstructions",
    "Instructions of the type of visit",
    "Please do not eat for 8 hours before.",
    ({ facts }) => facts.appointment?.instructions?.type,
  ),
  squiggly(
    "instructions",
    "facilitySpecialInstructions",
    "Instructions of the facility",
    "Use the north entrance.",
    ({ facts }) => facts.appointment?.instructions?.facility,
  ),
  squiggly(
    "instructions",
    "providerSpecialInstructions",
    "Instructions of the provider",
    "Bring your list of medicines.",
    ({ facts }) => facts.appointment?.instructions?.provider,
  ),
  squiggly(
    "instructions",
    "specialInstructions",
    "All instructions together",
    "Please do not eat for 8 hours before. Use the north entrance.",
    instructions,
  ),
];

export const FACILITY: readonly Squiggly[] = [
  squiggly("facility", "facilityName", "Facility", "Lakeside Clinic", ({ facts, channel }) =>
    channel === "voice" ? (facts.facility?.phonetic ?? facts.facility?.name) : facts.facility?.name,
  ),
  squiggly(
    "facility",
    "facilityPhonetic",
    "Facility as spoken",
    "Lakeside Clinic",
    ({ facts }) => facts.facility?.phonetic ?? facts.facility?.name,
  ),
  squiggly("facility", "facilityAddress", "Street", "12 Main Street", ({ facts }) => facts.facility?.address),
  squiggly("facility", "facilityCity", "City", "Springfield", ({ facts }) => facts.facility?.city),
  squiggly("facility", "facilityState", "State", "MA", ({ facts }) => facts.facility?.state),
  squiggly("facility", "facilityZip", "ZIP code", "01103", ({ facts }) => facts.facility?.zip),
  squiggly("facility", "facilityPhone", "Facility's phone (else the practice's)", "(413) 555-0100", ({ facts, channel }) =>
    phoneFor(channel, facts.facility?.phone ?? facts.organization.phone),
  ),
  squiggly("facility", "facilityAlternativePhone", "Facility's other phone", "(413) 555-0101", ({ facts, channel }) =>
    phoneFor(channel, facts.facility?.alternativePhone),
  ),
  squiggly(
    "facility",
    "facilityMapLink",
    "Link to a map",
    "https://maps.example.com/12-main",
    ({ facts }) => webLink(facts.facility?.mapLink),
    { channels: WRITTEN },
  ),
  squiggly("facility", "facilityHours", "Opening hours", "Mon–Fri 8–5", ({ facts }) => facts.facility?.hours),
];

export const ORGANIZATION: readonly Squiggly[] = [
  squiggly("organization", "practiceName", "Practice", "Lakeside Family Clinic", ({ facts }) => facts.organization.name),
  squiggly("organization", "practicePhone", "Practice's phone (else the facility's)", "(413) 555-0100", ({ facts, channel }) =>
    phoneFor(channel, facts.organization.phone ?? facts.facility?.phone),
  ),
  squiggly("organization", "practiceWebsite", "Website", "https://lakeside.example.com", ({ facts }) =>
    webLink(facts.organization.website),
  ),
  squiggly(
    "organization",
    "patientAppLink",
    "Link to the patient app",
    "https://example.com/p/8vYt…",
    ({ facts }) => webLink(facts.links.patientApp),
    { channels: WRITTEN },
  ),
  squiggly(
    "organization",
    "preferencesLink",
    "Link to message preferences",
    "https://example.com/p/3cFz…",
    ({ facts }) => webLink(facts.links.preferences),
    { channels: WRITTEN },
  ),
  squiggly("organization", "optOutText", "How to stop messages", "STOP to end.", ({ facts, channel, words }) =>
    channel === "sms" ? (facts.firstMessage ? words.optOut.smsFirst : words.optOut.sms) : words.optOut[channel],
  ),
];
