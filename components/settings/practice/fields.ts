import type { OpeningHours } from "@/lib/practice/opening-hours";

/** One field of a form about the practice. `name` is the input's name in the verb's schema. */
export type FieldSpec = {
  name: string;
  label: string;
  hint?: string;
  kind: "text" | "tel" | "url" | "number" | "zone" | "check" | "week";
  required?: true;
  autoComplete?: string;
};

export type FieldSection = { title: string; fields: readonly FieldSpec[] };

const REMINDERS: FieldSpec = {
  name: "remindersEnabled",
  label: "Send reminders",
  hint: "Off: nothing is planned for these visits, and each visit’s trail says so.",
  kind: "check",
};
const EXTERNAL: FieldSpec = { name: "externalId", label: "Id in your records system", hint: "Imports find it by this id.", kind: "text" };
const PHONETIC: FieldSpec = {
  name: "phonetic",
  label: "How it is pronounced",
  hint: "Said so in calls, for example: oh-KAH-for.",
  kind: "text",
};

export const FACILITY_FIELDS: readonly FieldSection[] = [
  {
    title: "Facility",
    fields: [
      { name: "name", label: "Name", kind: "text", required: true },
      {
        name: "zone",
        label: "Time zone",
        hint: "Visits are booked, and reminders planned, by the clock on this facility’s wall.",
        kind: "zone",
      },
      REMINDERS,
    ],
  },
  {
    title: "Where and how to reach it",
    fields: [
      { name: "address", label: "Street and number", kind: "text" },
      { name: "city", label: "City", kind: "text" },
      { name: "state", label: "State", hint: "Two letters, such as NY.", kind: "text" },
      { name: "zip", label: "ZIP code", kind: "text" },
      { name: "country", label: "Country", hint: "Two letters, such as US.", kind: "text", required: true },
      { name: "phone", label: "Phone", kind: "tel" },
      { name: "alternativePhone", label: "Another phone", kind: "tel" },
      { name: "mapLink", label: "Link to a map", kind: "url" },
      { name: "openingHours", label: "Opening hours", kind: "week" },
      {
        name: "hours",
        label: "Opening hours, in words",
        hint: "Said instead of the hours above, where they do not tell it all.",
        kind: "text",
      },
      PHONETIC,
      EXTERNAL,
    ],
  },
];

export const PROVIDER_FIELDS: readonly FieldSection[] = [
  {
    title: "Provider",
    fields: [
      { name: "title", label: "Title", hint: "As patients read it, such as Dr.", kind: "text" },
      { name: "firstName", label: "First name", kind: "text" },
      { name: "lastName", label: "Last name", kind: "text", required: true },
      REMINDERS,
    ],
  },
  { title: "More", fields: [PHONETIC, { name: "npi", label: "NPI", kind: "text" }, EXTERNAL] },
];

export const TYPE_FIELDS: readonly FieldSection[] = [
  {
    title: "Appointment type",
    fields: [
      { name: "name", label: "Name", hint: "As patients read it in messages.", kind: "text", required: true },
      { name: "minutes", label: "Minutes", kind: "number", required: true },
      REMINDERS,
      { name: "hidden", label: "Hidden from patients", hint: "Never shown or reminded of, whatever the switch above says.", kind: "check" },
      {
        name: "sensitive",
        label: "Sensitive",
        hint: "Messages name the type, the provider and the facility in general words only.",
        kind: "check",
      },
      EXTERNAL,
    ],
  },
];

export type FormValue = string | boolean | OpeningHours | null;
export type FormValues = Record<string, FormValue>;

/** What a form starts with: the row's values, empty texts for what is not known, reminders on for a new one. */
export function startValues(sections: readonly FieldSection[], row: Readonly<Record<string, unknown>> | undefined): FormValues {
  const fields = sections.flatMap((section) => section.fields);
  return Object.fromEntries(
    fields.map(({ name, kind }) => {
      const value = row?.[name];
      if (kind === "week") return [name, (row?.[name] as OpeningHours | null | undefined) ?? null];
      if (kind === "check") return [name, row ? value === true : name === "remindersEnabled"];
      const start = name === "country" ? "US" : name === "minutes" ? "30" : "";
      return [name, row ? (typeof value === "number" || typeof value === "string" ? String(value) : "") : start];
    }),
  );
}
