import { addDays, dateToUtcMs } from "@/lib/time";

const HOUR_MS = 3_600_000;

/** The instants between which a calendar day lies somewhere on earth (UTC+14 to UTC−12): a message of that local day was said between them. */
export function dayEdges(day: string): { from: Date; to: Date } {
  return { from: new Date(dateToUtcMs(day) - 14 * HOUR_MS), to: new Date(dateToUtcMs(addDays(day, 1)) + 12 * HOUR_MS) };
}
