import { z } from "zod";
import { contactHoursSchema } from "@/lib/delivery/settings";
import { normalisePhone } from "@/lib/patients/phones";
import { isZone } from "@/lib/time/zone-data";

/** What a person typed in an optional field: trimmed, and null where it is empty. */
const optional = (most: number) =>
  z
    .string()
    .max(most, `At most ${most} characters`)
    .nullish()
    .transform((text) => text?.trim() || null);

export const required = (what: string, most: number) => z.string().trim().min(1, `Enter ${what}.`).max(most, `At most ${most} characters`);

/** E.164, or null where the field is empty. */
export const phone = optional(40).transform((text, context) => {
  if (text === null) return null;
  const read = normalisePhone(text);
  if (read.ok) return read.e164;
  context.addIssue({ code: "custom", message: "Enter a phone number like (212) 555-0100." });
  return z.NEVER;
});

export const webAddress = optional(500).refine(
  (text) => text === null || /^https?:\/\/[^\s/]+\S*$/i.test(text),
  "Enter an address that begins with https://",
);

const LONGEST_INSTRUCTIONS = 1_000;

/** [TPL-06] What a message says besides, by language (BCP 47) or language and channel (`es/voice`); empty texts are left out. */
const specialInstructions = z
  .record(
    z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})*(\/(sms|voice|email))?$/),
    z.string().max(LONGEST_INSTRUCTIONS, `At most ${LONGEST_INSTRUCTIONS} characters`),
  )
  .transform((texts) =>
    Object.fromEntries(Object.entries(texts).flatMap(([language, text]) => (text.trim() ? [[language, text.trim()]] : []))),
  );

const common = {
  /** Of the one that is changed; without it a new one is made. */
  id: z.uuid().optional(),
  externalId: optional(100),
  remindersEnabled: z.boolean(),
  specialInstructions,
};

export const facilityInput = z.object({
  ...common,
  name: required("the facility’s name", 200),
  phonetic: optional(200),
  /** IANA name; without one nothing can be booked or planned. */
  zone: optional(60).refine((zone) => zone === null || isZone(zone), "Choose a time zone from the list."),
  address: optional(200),
  city: optional(100),
  state: optional(60),
  zip: optional(20),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, "Enter a country code of two letters, such as US.")
    .default("US"),
  phone,
  alternativePhone: phone,
  mapLink: webAddress,
  /** In words, where the hours by weekday do not say it all; goes before them in messages. */
  hours: optional(200),
  openingHours: contactHoursSchema.nullish().transform((week) => week ?? null),
});

export const title = optional(40);

export const providerInput = z.object({
  ...common,
  firstName: z
    .string()
    .trim()
    .max(100)
    .nullish()
    .transform((text) => text ?? ""),
  lastName: required("the provider’s last name", 100),
  title,
  phonetic: optional(200),
  npi: optional(20).refine((npi) => npi === null || /^\d{10}$/.test(npi), "An NPI has 10 digits."),
});

export const minutes = z.coerce
  .number<unknown>("Enter a number of minutes.")
  .int("Enter whole minutes.")
  .min(1, "At least 1 minute")
  .max(1440, "At most a day");

export const typeInput = z.object({
  ...common,
  name: required("the type’s name", 200),
  minutes,
  /** Never shown to patients, nothing is planned. */
  hidden: z.boolean(),
  /** Named in general words only in messages. */
  sensitive: z.boolean(),
});

export type FacilityInput = z.output<typeof facilityInput>;
export type ProviderInput = z.output<typeof providerInput>;
export type TypeInput = z.output<typeof typeInput>;
