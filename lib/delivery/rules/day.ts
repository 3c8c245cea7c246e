import type { FacilityDay } from "@/lib/delivery/rules/types";
import { dayRange, toWall } from "@/lib/time";
import type { LocalDate, Wall } from "@/lib/time";

const MOST_REMEMBERED = 20_000;
const days = new Map<string, FacilityDay>();

/** The facility day; remembered, because planning asks for the same few hundred days again and again. */
export function facilityDay(zone: string, date: LocalDate): FacilityDay {
  const key = `${zone} ${date}`;
  const known = days.get(key);
  if (known) return known;
  const { from, to } = dayRange(zone, date);
  const day = { date, from: from.getTime(), to: to.getTime() };
  if (days.size >= MOST_REMEMBERED) days.clear();
  days.set(key, day);
  return day;
}

export function wallAt(zone: string, ms: number): Wall {
  return toWall(zone, new Date(ms));
}
