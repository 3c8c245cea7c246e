import { z } from "zod";
import { COMPONENTS } from "@/lib/health/components";

export const IMPACTS = ["maintenance", "minor", "major"] as const;
export const INCIDENT_STATES = ["planned", "investigating", "identified", "monitoring", "resolved"] as const;

/** What anyone may read: no address, no number as a phone, an identifier or a birth date has it. */
const IDENTIFIERS = [/\S+@\S+\.\S+/, /(?:\d[\s().-]?){7,}/, /\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b/, /\b(?:19|20)\d{2}-\d{2}-\d{2}\b/];
const forEveryone = (most: number) =>
  z
    .string()
    .trim()
    .min(1, "Write what people should know.")
    .max(most)
    .refine(
      (text) => !IDENTIFIERS.some((pattern) => pattern.test(text)),
      "This is read by everyone: leave out e-mail addresses, phone numbers and dates of birth.",
    );

const ids = COMPONENTS.map(({ id }) => id) as [string, ...string[]];

export const incidentInput = z.object({
  title: forEveryone(200),
  impact: z.enum(IMPACTS),
  components: z.array(z.enum(ids)).max(ids.length),
  state: z.enum(INCIDENT_STATES),
  body: forEveryone(2_000),
});

export const incidentUpdateInput = z.object({ incidentId: z.uuid(), state: z.enum(INCIDENT_STATES), body: forEveryone(2_000) });

export type IncidentInput = z.output<typeof incidentInput>;
export type IncidentUpdateInput = z.output<typeof incidentUpdateInput>;
