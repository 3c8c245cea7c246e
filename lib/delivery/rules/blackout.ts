import { type SaidBefore, stepOf } from "@/lib/delivery/rules/said-before";
import { MINUTE_MS } from "@/lib/time";

export type BlackoutInput = {
  message: { templateKey: string; firstName: string; appointmentId: string | null; scheduleRevision: number; stepKey: string };
  said: readonly SaidBefore[];
  /** Hours; undefined where the clinic has switched it off. */
  hours: number | undefined;
  /** Each visit is reminded of by itself [REM-17]. */
  each: boolean;
  now: Date;
};

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * [DLV-06] Until when the same words may not go to the same contact again; undefined where nothing stands in the way. Not the same words again are:
 * another try of the same message, a reminder of a visit that was moved since (it tells another time), and one of another visit where each is
 * reminded of. Pure.
 */
export function blackoutUntil({ message, said, hours, each, now }: BlackoutInput): Date | undefined {
  if (hours === undefined) return undefined;
  let until: Date | undefined;
  for (const before of said) {
    if (before.templateKey !== message.templateKey || !sameName(before.firstName, message.firstName)) continue;
    const sameVisit = before.appointmentId === message.appointmentId;
    if (sameVisit && before.scheduleRevision !== message.scheduleRevision) continue;
    if (sameVisit && before.stepKey !== null && stepOf(before.stepKey) === stepOf(message.stepKey)) continue;
    if (!sameVisit && each) continue;
    const ends = new Date(before.at.getTime() + hours * 60 * MINUTE_MS);
    if (ends > now && (until === undefined || ends > until)) until = ends;
  }
  return until;
}
