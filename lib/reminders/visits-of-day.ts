import type { Switches, VisitFacts } from "@/lib/reminders/facts";
import type { cancelCountsAsNoShow, listFilter } from "@/lib/reminders/settings";
import type { SettingValue } from "@/lib/settings/define";

const HOUR_MS = 3_600_000;

type ListedVisit = Pick<VisitFacts, "id" | "startsAt" | "lifecycle" | "confirmation"> & { switches: Switches };

/**
 * The visits that an appointment list in a reminder names, earliest first [REM-04]: those of the day that will take
 * place and are not hidden; with the filter, only where facility, provider and type all have reminders on.
 */
export function visitsToList<V extends ListedVisit>(visits: readonly V[], settings: { listFilter: SettingValue<typeof listFilter> }): V[] {
  return visits
    .filter((visit) => visit.lifecycle === "booked" && visit.confirmation !== "declined" && !visit.switches.hidden)
    .filter(({ switches }) => settings.listFilter === "all" || (switches.facility && switches.provider && switches.type))
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.id < b.id ? -1 : 1));
}

/**
 * Whether a patient's cancellation at `cancelledAt` counts as a no-show, so that the status says so and the patient is
 * told of a possible fee [REM-08]. The window is the hours before the start; after the start counts as inside.
 */
export function countsAsNoShow(
  startsAt: Date,
  cancelledAt: Date,
  settings: { cancelCountsAsNoShow: SettingValue<typeof cancelCountsAsNoShow> },
): boolean {
  const { mode, windowHours } = settings.cancelCountsAsNoShow;
  if (mode === "never") return false;
  if (mode === "always") return true;
  return startsAt.getTime() - cancelledAt.getTime() < windowHours * HOUR_MS;
}
