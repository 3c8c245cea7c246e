import type { HoldReason, SkipReason } from "@/lib/delivery/reasons";
import type { TrailEntry } from "@/lib/delivery/trail";
import type { ReminderFacts, SameDayVisit, Switches, VisitFacts } from "@/lib/reminders/facts";
import { cadence, finalAfterConfirmation, sameDay, skipAfterConfirmation } from "@/lib/reminders/settings";

export type Refusal = {
  outcome: "skip" | "hold";
  reason: SkipReason | HoldReason;
  rule: string;
  setting?: NonNullable<TrailEntry["setting"]>;
};

/** A resolved setting as the trail names it. */
export function settingRef(
  key: string,
  resolved: { from: NonNullable<TrailEntry["setting"]>["from"]; scopeId?: string | undefined },
): NonNullable<TrailEntry["setting"]> {
  return resolved.scopeId === undefined ? { key, from: resolved.from } : { key, from: resolved.from, scopeId: resolved.scopeId };
}

const skip = (rule: string, reason: SkipReason): Refusal => ({ outcome: "skip", reason, rule });

/** [REM-27] The first switch that is off. */
function switchedOff(switches: Switches): SkipReason | undefined {
  if (!switches.facility) return "facility-reminders-off";
  if (!switches.provider) return "provider-reminders-off";
  if (!switches.type) return "type-reminders-off";
  return switches.hidden ? "type-hidden" : undefined;
}

const LIFECYCLE_REASON = {
  cancelled: "appointment-cancelled",
  rescheduled: "appointment-rescheduled",
  "no-show": "appointment-over",
  completed: "appointment-over",
} as const satisfies Record<Exclude<VisitFacts["lifecycle"], "booked">, SkipReason>;

/**
 * Whether another visit of the day stands for the whole day [REM-17]: it was or will be reminded of. One that already took
 * place does, else the later visit would be reminded of after all, on the day itself.
 */
function standsForDay(visit: SameDayVisit): boolean {
  if (visit.lifecycle === "cancelled" || visit.lifecycle === "rescheduled" || visit.confirmation === "declined") return false;
  return !visit.remindersBlocked && switchedOff(visit.switches) === undefined;
}

function comesFirst(a: Pick<VisitFacts, "id" | "startsAt">, b: Pick<VisitFacts, "id" | "startsAt">): boolean {
  const difference = a.startsAt.getTime() - b.startsAt.getTime();
  return difference === 0 ? a.id < b.id : difference < 0;
}

/**
 * Why nothing about the visit goes out, whoever asks for it: the patient [REM-29], the visit [REM-07], the operator [ADM-08], staff's block
 * [REM-10]. The gravest reason first.
 */
function refuseAlways({ visit, patient, areaOff }: ReminderFacts, now: Date): Refusal | undefined {
  if (patient.deceased) return skip("patient", "patient-deceased");
  if (patient.inactive) return skip("patient", "patient-inactive");
  if (visit.lifecycle !== "booked") return skip("appointment", LIFECYCLE_REASON[visit.lifecycle]);
  if (visit.confirmation === "declined") return skip("appointment", "patient-declined");
  if (areaOff) return skip("area", "area-off");
  if (visit.startsAt.getTime() <= now.getTime()) return skip("appointment", "appointment-past");
  if (visit.arrival !== "none") return skip("appointment", "patient-arrived");
  return visit.remindersBlocked ? { outcome: "hold", reason: "reminders-blocked", rule: "appointment" } : undefined;
}

/** Why the clinic's settings want no reminder of the visit: the switches [REM-27], several visits in a day [REM-17]. */
function refuseBySettings(facts: ReminderFacts): Refusal | undefined {
  const off = switchedOff(facts.switches);
  if (off) return skip("switch", off);
  const settings = facts.settings.reminders;
  const oncePerDay = settings.sameDay;
  if (oncePerDay.value === "each") return undefined;
  const earlier = facts.sameDay.some((other) => other.id !== facts.visit.id && standsForDay(other) && comesFirst(other, facts.visit));
  return earlier ? { ...skip("same-day", "not-first-of-day"), setting: settingRef(sameDay.key, oncePerDay) } : undefined;
}

/**
 * Why no reminder goes out about the visit at `now`; undefined when one may. A reminder that staff send by hand [REM-09]
 * passes the clinic's settings, nothing else.
 */
export function refuseVisit(facts: ReminderFacts, now: Date, byStaff = false): Refusal | undefined {
  const refusal = refuseAlways(facts, now) ?? (byStaff ? undefined : refuseBySettings(facts));
  return refusal ?? (facts.contact ? undefined : skip("contact", "no-contact"));
}

/**
 * Why one step is not needed after the patient confirmed: the final one by REM-05, the others by REM-06 unless the
 * step that was answered says otherwise [REM-26].
 */
export function refuseConfirmed(facts: ReminderFacts, isFinal: boolean): Refusal | undefined {
  if (facts.visit.confirmation !== "confirmed") return undefined;
  const settings = facts.settings.reminders;
  if (isFinal) {
    const setting = settings.finalAfterConfirmation;
    if (setting.value) return undefined;
    return { ...skip("confirmation", "already-confirmed"), setting: settingRef(finalAfterConfirmation.key, setting) };
  }
  const answered = settings.cadence.value.find((step) => step.id === facts.visit.answeredStep);
  const setting = settings.skipAfterConfirmation;
  if (!(answered?.skipLaterOnAnswer ?? setting.value)) return undefined;
  return answered?.skipLaterOnAnswer === undefined
    ? { ...skip("confirmation", "already-confirmed"), setting: settingRef(skipAfterConfirmation.key, setting) }
    : { ...skip("confirmation", "already-confirmed"), setting: settingRef(cadence.key, settings.cadence) };
}
