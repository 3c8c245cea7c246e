import { z } from "zod";
import { AREAS } from "@/lib/areas/registry";
import { isZone } from "@/lib/time";

const areaIds = Object.keys(AREAS) as [keyof typeof AREAS, ...(keyof typeof AREAS)[]];

export const createOrganizationInput = z.object({
  name: z.string().trim().min(1, "Enter the organization's name.").max(120, "At most 120 characters."),
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z][a-z0-9-]{1,38}[a-z0-9]$/, "3 to 40 letters, digits and hyphens, a letter first."),
  zone: z.string().refine(isZone, "Choose a time zone from the list."),
  /** The root account that this one hangs below; none for a root account. */
  parentId: z.union([z.literal("").transform(() => undefined), z.uuid()]).optional(),
  adminName: z.string().trim().min(1, "Enter the first admin's name.").max(120, "At most 120 characters."),
  adminEmail: z.email("Use an address like name@example.com.").max(254).toLowerCase(),
});
export type CreateOrganizationInput = z.output<typeof createOrganizationInput>;

export const statusInput = z.object({ organizationId: z.uuid(), status: z.enum(["active", "suspended"]) });
export const areasInput = z.object({ organizationId: z.uuid(), off: z.array(z.enum(areaIds)) });
export const adminInput = z.object({
  organizationId: z.uuid(),
  name: createOrganizationInput.shape.adminName,
  email: createOrganizationInput.shape.adminEmail,
});
