import { z } from "zod";

const id = z.uuid("Choose one from the list.");
export const localDate = z.iso.date("Use a date like 2026-12-31.");
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, "Use a time like 14:30.");

/** When: wall-clock date and time at the facility; the facility's zone makes the instant. */
const when = {
  date: localDate,
  time: localTime,
  minutes: z.coerce.number().int().min(1, "At least 1 minute.").max(1440, "At most 24 hours."),
};

export const createAppointmentInput = z.object({
  patientId: id,
  facilityId: id,
  providerId: id.optional(),
  typeId: id.optional(),
  ...when,
  note: z.string().trim().max(2000, "At most 2,000 characters.").optional(),
});
export type CreateAppointmentInput = z.output<typeof createAppointmentInput>;

export const moveAppointmentInput = z.object({
  appointmentId: id,
  facilityId: id.optional(),
  providerId: id.nullish(),
  ...when,
});
export type MoveAppointmentInput = z.output<typeof moveAppointmentInput>;

export const cancelAppointmentInput = z.object({
  appointmentId: id,
  reason: z.string().trim().max(500, "At most 500 characters.").optional(),
});
export const confirmAppointmentInput = z.object({ appointmentId: id });
export const blockRemindersInput = z.object({ appointmentId: id, blocked: z.boolean() });
