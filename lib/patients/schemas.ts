import { z } from "zod";

/** Languages a patient can be given on screen; imports may bring others. BCP-47. */
export const PATIENT_LANGUAGES = [
  "en",
  "es",
  "zh",
  "vi",
  "ko",
  "ru",
  "ar",
  "fa",
  "he",
  "ht",
  "fr",
  "pt",
  "pl",
  "tl",
  "hi",
  "ur",
  "bn",
] as const;

const id = z.uuid("Choose one from the list.");
const words = (max: number) => z.string().trim().max(max, `At most ${max} characters.`);
const orNothing = (schema: z.ZodString) => z.union([z.literal("").transform(() => null), schema]).nullish();

const identity = {
  firstName: words(100).default(""),
  lastName: words(100).min(1, "Enter the last name."),
  preferredName: words(100)
    .nullish()
    .transform((name) => name || null),
  birthDate: z.union([z.literal("").transform(() => null), z.iso.date("Use a date like 1980-12-31.")]).nullish(),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "Choose a language from the list."),
  zip: orNothing(words(12)),
};

export const createPatientInput = z.object({
  ...identity,
  phone: words(40).optional(),
  email: words(254).optional(),
});
export type CreatePatientInput = z.output<typeof createPatientInput>;

export const updatePatientInput = z.object({ patientId: id, ...identity });
export type UpdatePatientInput = z.output<typeof updatePatientInput>;

export const PATIENT_STATUSES = ["active", "inactive", "deceased"] as const;
export const setStatusInput = z.object({ patientId: id, status: z.enum(PATIENT_STATUSES) });

export const LINE_TYPES = ["unknown", "mobile", "landline", "voip"] as const;
export const addContactInput = z.object({ patientId: id, address: words(254).min(1, "Enter a phone number or an e-mail address.") });
export const changeAddressInput = addContactInput.extend({ endpointId: id });
export const archiveContactInput = z.object({ contactId: id, archived: z.boolean() });
export const preferContactInput = z.object({ contactId: id });
export const setLineTypeInput = z.object({ patientId: id, endpointId: id, lineType: z.enum(LINE_TYPES) });

export const saveGuardianInput = z.object({
  patientId: id,
  firstName: words(100).min(1, "Enter the first name."),
  lastName: words(100).default(""),
  address: words(254),
  always: z.boolean().default(false),
});
