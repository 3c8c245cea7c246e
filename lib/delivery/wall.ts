import { toWall } from "@/lib/time";

/** Wall-clock time (HH:MM) of an instant in a zone. */
export function wallAfter(zone: string, instant: Date): string {
  return toWall(zone, instant).time.slice(0, 5);
}

export function minutesBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 60_000);
}
