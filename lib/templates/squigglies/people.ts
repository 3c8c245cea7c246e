import { formatDate } from "@/lib/time/format";
import { squiggly, type Squiggly } from "./define";

function languageName(tag: string, inLanguage: string): string | undefined {
  try {
    return new Intl.DisplayNames([inLanguage], { type: "language" }).of(tag);
  } catch {
    return undefined;
  }
}

export const PATIENT: readonly Squiggly[] = [
  squiggly("patient", "patientFirstName", "First name", "Maria", ({ facts: { patient } }) => patient.household?.name ?? patient.firstName),
  squiggly("patient", "patientLastName", "Last name", "Lopez", ({ facts }) => facts.patient.lastName),
  squiggly("patient", "patientFullName", "Full name", "Maria Lopez", ({ facts: { patient } }) =>
    patient.household?.only ? patient.household.name : `${patient.firstName} ${patient.lastName}`.trim(),
  ),
  squiggly(
    "patient",
    "patientPreferredName",
    "Preferred name (else first name)",
    "Mari",
    ({ facts: { patient } }) => patient.household?.name ?? patient.preferredName ?? patient.firstName,
  ),
  squiggly("patient", "patientInitials", "Initials", "M. L.", ({ facts: { patient } }) =>
    [patient.firstName, patient.lastName]
      .flatMap((name) => Array.from(name.trim()).slice(0, 1))
      .map((letter) => `${letter.toUpperCase()}.`)
      .join(" "),
  ),
  squiggly("patient", "guardianFirstName", "Guardian's first name", "Ana", ({ facts }) => facts.patient.guardianFirstName),
  squiggly("patient", "patientLanguage", "Language, in that language", "English", ({ language }) => languageName(language, language)),
  squiggly(
    "patient",
    "patientDateOfBirth",
    "Date of birth",
    "Mar 4, 1980",
    ({ facts: { patient }, language }) => patient.dateOfBirth && formatDate(patient.dateOfBirth, language, "medium"),
    { secureOnly: true },
  ),
];

export const PROVIDER: readonly Squiggly[] = [
  squiggly("provider", "providerName", "Provider", "Dr. Lee", ({ facts, channel }) =>
    channel === "voice" ? (facts.provider?.phonetic ?? facts.provider?.name) : facts.provider?.name,
  ),
  squiggly("provider", "providerFirstName", "Provider's first name", "Jordan", ({ facts }) => facts.provider?.firstName),
  squiggly("provider", "providerLastName", "Provider's last name", "Lee", ({ facts }) => facts.provider?.lastName),
  squiggly("provider", "providerTitle", "Provider's title", "Dr.", ({ facts }) => facts.provider?.title),
  squiggly(
    "provider",
    "providerPhonetic",
    "Provider as spoken",
    "Doctor Lee",
    ({ facts }) => facts.provider?.phonetic ?? facts.provider?.name,
  ),
];
