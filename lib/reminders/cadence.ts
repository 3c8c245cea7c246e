import type { VisitFacts } from "@/lib/reminders/facts";
import type { Cadence, CadenceStep, StepTime } from "@/lib/reminders/schemas";
import { MINUTE_MS, addDays, fromWall } from "@/lib/time";

export type IdealStep = {
  step: CadenceStep;
  /** When the step is due by the cadence, UTC milliseconds. */
  ideal: number;
  /** The time before "one send time for all" replaced it [DLV-08]. */
  original: number;
  isFinal: boolean;
};

type When = Pick<VisitFacts, "startsAt" | "localDate" | "localTime" | "zone">;

/**
 * When a step is due. Days are calendar days on the facility's wall clock, so that a clock change never shifts them
 * [DLV-09]; hours and minutes are elapsed time. Throws RangeError on an unknown zone.
 */
export function idealTime(before: StepTime, visit: When): number {
  if ("at" in before) return fromWall(visit.zone, addDays(visit.localDate, -before.daysBefore), before.at).instant.getTime();
  const days = before.days ?? 0;
  const start = days === 0 ? visit.startsAt : fromWall(visit.zone, addDays(visit.localDate, -days), visit.localTime).instant;
  return start.getTime() - ((before.hours ?? 0) * 60 + (before.minutes ?? 0)) * MINUTE_MS;
}

/**
 * The cadence for one visit, earliest step first; the last is the final reminder [REM-05]. Steps at or after the start
 * ("at 18:00, 0 days before" a morning visit) do not exist for it.
 */
export function idealSteps(cadence: Cadence, visit: When, adjust: (ideal: number) => number): IdealStep[] {
  const start = visit.startsAt.getTime();
  const steps: IdealStep[] = [];
  for (const step of cadence) {
    const original = idealTime(step.before, visit);
    if (original < start) steps.push({ step, ideal: adjust(original), original, isFinal: false });
  }
  steps.sort((a, b) => a.original - b.original);
  const last = steps.at(-1);
  if (last) last.isFinal = true;
  return steps;
}

function plural(n: number | undefined, word: string): string {
  return n ? `${n} ${word}${n === 1 ? "" : "s"}` : "";
}

/** How long before, in words for the trail: "2 days", "1 day 3 hours". */
export function beforeInWords(before: Exclude<StepTime, { at: string }>): string {
  const parts = [plural(before.days, "day"), plural(before.hours, "hour"), plural(before.minutes, "minute")];
  return parts.filter((part) => part !== "").join(" ");
}
