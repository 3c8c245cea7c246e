import type { PersonState } from "@/lib/access/queries";
import type { Role } from "@/lib/context";

export const ROLE_WORDS: Record<Role, { label: string; may: string }> = {
  admin: { label: "Admin", may: "Everything, in every facility: people, groups, security, audit." },
  manager: { label: "Manager", may: "Settings, templates, imports and practice resources of the facilities they see." },
  staff: { label: "Staff", may: "The day's work: patients, visits, messages and tasks of the facilities they see." },
};

export const STATE_WORDS: Record<PersonState, { label: string; tone: "good" | "info" | "neutral" }> = {
  active: { label: "Active", tone: "good" },
  invited: { label: "Invited", tone: "info" },
  deactivated: { label: "Deactivated", tone: "neutral" },
};

/** "2 facilities", "Every facility" */
export function seesWords(group: { allFacilities: boolean; facilities: readonly { name: string }[] }): string {
  if (group.allFacilities) return "Every facility";
  if (group.facilities.length === 0) return "No facility";
  return group.facilities.map((facility) => facility.name).join(", ");
}
