import { z } from "zod";
import type { PracticeTable } from "./rows";
import { minutes, phone, title } from "./schemas";

export type BulkField = {
  name: string;
  column: string;
  label: string;
  kind: "check" | "text" | "number";
  schema: z.ZodType;
  /** Whether it changes when, or whether, reminders go out. */
  plans: boolean;
};

const reminders: BulkField = {
  name: "remindersEnabled",
  column: "reminders_enabled",
  label: "Send reminders",
  kind: "check",
  schema: z.boolean(),
  plans: true,
};

/** [ADM-02] What can be set for several rows at once. */
export const BULK_FIELDS: Readonly<Record<PracticeTable, readonly BulkField[]>> = {
  facility: [reminders, { name: "phone", column: "phone", label: "Phone", kind: "text", schema: phone, plans: false }],
  provider: [reminders, { name: "title", column: "title", label: "Title", kind: "text", schema: title, plans: false }],
  appointment_type: [
    reminders,
    { name: "hidden", column: "hidden", label: "Hidden from patients", kind: "check", schema: z.boolean(), plans: true },
    { name: "sensitive", column: "sensitive", label: "Sensitive", kind: "check", schema: z.boolean(), plans: false },
    { name: "minutes", column: "minutes", label: "Minutes", kind: "number", schema: minutes, plans: false },
  ],
};
