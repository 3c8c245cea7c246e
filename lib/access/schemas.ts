import { z } from "zod";

export const ROLES = ["admin", "manager", "staff"] as const;

const ids = z.array(z.uuid()).max(500);

export const groupInput = z.object({
  id: z.uuid().optional(),
  name: z.string().trim().min(1, "Give the group a name.").max(80, "At most 80 characters."),
  allFacilities: z.boolean().default(false),
  facilityIds: ids.default([]),
  memberIds: ids.default([]),
});
export type GroupInput = z.output<typeof groupInput>;

export const inviteInput = z.object({
  name: z.string().trim().min(1, "Enter the person's name.").max(120, "At most 120 characters."),
  email: z.email("Use an address like name@example.com.").max(254).toLowerCase(),
  role: z.enum(ROLES),
  groupIds: ids.default([]),
});
export type InviteInput = z.output<typeof inviteInput>;

export const personInput = z.object({ userId: z.uuid(), role: z.enum(ROLES), groupIds: ids.default([]) });
export type PersonInput = z.output<typeof personInput>;

export const LEAST_REASON = 10;
export const emergencyInput = z
  .object({
    facilityId: z.uuid().optional(),
    patientId: z.uuid().optional(),
    reason: z.string().trim().min(LEAST_REASON, `Say why, in at least ${LEAST_REASON} characters.`).max(500, "At most 500 characters."),
  })
  .refine((input) => Boolean(input.facilityId) !== Boolean(input.patientId), {
    path: ["facilityId"],
    message: "Choose a facility or a patient.",
  });
export type EmergencyInput = z.output<typeof emergencyInput>;

export const emergencySearch = z.object({
  lastName: z.string().trim().min(1, "Enter the last name.").max(100),
  birthDate: z.iso.date("Enter the birth date."),
});
