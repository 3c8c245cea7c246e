import type { Areas } from "./rules";

/** The areas of the product that can be switched, by the name that organization.areas_off holds. A new one is an entry. */
export const AREAS = {
  reminders: {
    label: "Appointment reminders",
    off: "No reminder goes out; their settings are hidden. Answers of patients, opt-outs and booked visits stay.",
    requires: [],
    menu: ["reminders"],
  },
  templates: {
    label: "Own wording",
    off: "Templates are hidden and cannot be saved; what was saved goes on being used.",
    requires: ["reminders"],
    menu: ["templates"],
  },
  import: {
    label: "Import of files",
    off: "Nobody can upload or run an import, on screen or through the upload address.",
    requires: [],
    menu: ["import"],
  },
} as const satisfies Areas;
export type AreaId = keyof typeof AREAS;

/** Items of the staff menu that an organization does not have. */
export function hiddenByAreas(off: readonly string[]): string[] {
  return Object.entries(AREAS).flatMap(([id, area]) => (off.includes(id) ? area.menu : []));
}
