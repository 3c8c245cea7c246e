import { insideWindows, nextInWindows, windowsOf } from "@/lib/delivery/rules/template-window";
import { refuseConfirmed, settingRef } from "@/lib/reminders/eligibility";
import type { Refusal } from "@/lib/reminders/eligibility";
import type { TrailEntry } from "@/lib/delivery/trail";
import type { ExistingStep, PlanFacts, ReminderFacts } from "@/lib/reminders/facts";
import { CATCH_UP_STEP, LATE_BOOKING_STEP } from "@/lib/reminders/schemas";
import { catchUp, lateBooking } from "@/lib/reminders/settings";
import { applyDecision, decideReminder, isPastPlanning, keepRow, refuseStep } from "@/lib/reminders/step";
import type { PlannedStep } from "@/lib/reminders/step";
import { templateOf } from "@/lib/reminders/template-of";
import { addDays, fromWall, toWall } from "@/lib/time";

const HOUR_MS = 3_600_000;

/** The trail's entry for a catch-up or late-booking reminder; undefined for every other step. */
export function makeUpEntry(stepKey: string, idealAt: Date, facts: ReminderFacts & { now: Date }): TrailEntry | undefined {
  const at = facts.now.toISOString();
  const { zone } = facts.visit;
  const settings = facts.settings.reminders;
  if (stepKey === LATE_BOOKING_STEP) {
    const setting = settingRef(lateBooking.key, settings.lateBooking);
    return { at, rule: "late-booking", outcome: "planned", reason: "late-booking", setting, zone };
  }
  if (stepKey !== CATCH_UP_STEP) return undefined;
  const data = { at: toWall(zone, idealAt).time.slice(0, 5) };
  const setting = settingRef(catchUp.key, settings.catchUp);
  return { at, rule: "catch-up", outcome: "planned", reason: "catch-up", setting, to: idealAt.toISOString(), zone, data };
}

const entries = (...args: Parameters<typeof makeUpEntry>): TrailEntry[] => [makeUpEntry(...args) ?? []].flat();

/** The reminder that stands in for the cadence's missed last one; it counts as final. */
function newStep(stepKey: string, idealAt: Date, final: PlannedStep | undefined, facts: PlanFacts): PlannedStep {
  return {
    stepKey,
    isFinal: true,
    answers: final?.answers ?? "none",
    idealAt,
    dueAt: idealAt,
    zone: facts.visit.zone,
    state: "planned",
    reason: null,
    trail: [],
  };
}

const row = (facts: PlanFacts, stepKey: string): ExistingStep | undefined =>
  facts.existing.find((existing) => existing.stepKey === stepKey);
const wasSent = (existing: ExistingStep): boolean => isPastPlanning(existing) && existing.state !== "failed";

/** The last reminder of the cadence was due before it could be planned, or while blocked, and nothing later went out instead. */
function lastWasMissed(final: PlannedStep | undefined, facts: PlanFacts): final is PlannedStep {
  if (final?.state !== "skipped" || (final.reason !== "due-before-known" && final.reason !== "held-when-due")) return false;
  // The delivery rules gave it up when its time was still to come: a make-up would only repeat that.
  if (row(facts, final.stepKey)?.reason === "no-allowed-time") return false;
  return !facts.existing.some((existing) => wasSent(existing) && existing.idealAt.getTime() >= final.idealAt.getTime());
}

/**
 * [RTY-04] The next catch-up hour on the facility's clock that is before the visit; [RTY-05] none outside the hours of the template, or the next time
 * inside them instead.
 */
function catchUpTime(facts: PlanFacts): Date | undefined {
  const { zone, startsAt, localDate } = facts.visit;
  const settings = facts.settings.reminders;
  const { enabled, hours } = settings.catchUp.value;
  const forced = settings.forcedSendTime.value;
  const template = templateOf({ stepKey: CATCH_UP_STEP, isFinal: true }, facts.namesSeveral ?? false);
  const windows = windowsOf(facts.settings.delivery.templateWindows.value, template);
  const follows = windows.length > 0 && settings.catchUpFollowsWindow.value;
  if (!enabled || (hours.length === 0 && !follows) || (forced.enabled && !forced.catchUp)) return undefined;
  const planned = row(facts, CATCH_UP_STEP);
  // A time promised before stays, so that a replan at 18:00:01 does not push the 18:00 reminder to the next morning.
  const fits = (at: Date): boolean =>
    at < startsAt && insideWindows(windows, zone, at) && (follows || hours.includes(toWall(zone, at).time.slice(0, 5)));
  if (planned?.state === "planned" && fits(planned.idealAt)) return planned.idealAt;
  if (follows) return nextInWindows(windows, zone, facts.now, startsAt);
  const sorted = hours.toSorted();
  for (let date = toWall(zone, facts.now).date; date <= localDate; date = addDays(date, 1)) {
    for (const hour of sorted) {
      const at = fromWall(zone, date, hour).instant;
      if (at >= startsAt) return undefined;
      if (at >= facts.now && insideWindows(windows, zone, at)) return at;
    }
  }
  return undefined;
}

function planCatchUp(final: PlannedStep, idealAt: Date, facts: PlanFacts): PlannedStep {
  const step = newStep(CATCH_UP_STEP, idealAt, final, facts);
  step.trail.push(...entries(CATCH_UP_STEP, idealAt, facts));
  applyDecision(step, decideReminder(facts, step, idealAt, facts.now));
  return step;
}

/** [REM-24] One reminder at once, if the visit is still far enough away when the contact hours let it go. */
function planLateBooking(final: PlannedStep, facts: PlanFacts): PlannedStep {
  const { now, visit } = facts;
  const settings = facts.settings.reminders;
  const setting = settings.lateBooking;
  const planned = row(facts, LATE_BOOKING_STEP);
  const step = newStep(LATE_BOOKING_STEP, planned?.state === "planned" ? planned.idealAt : now, final, facts);
  step.trail.push(...entries(LATE_BOOKING_STEP, step.idealAt, facts));
  applyDecision(step, decideReminder(facts, step, step.idealAt, now));
  if (step.state !== "planned") return step;
  const away = visit.startsAt.getTime() - step.dueAt.getTime();
  if (away > setting.value.minimumHours * HOUR_MS) return step;
  step.state = "skipped";
  step.reason = "too-close-to-visit";
  step.trail.push({
    at: now.toISOString(),
    rule: "late-booking",
    outcome: "skipped",
    reason: "too-close-to-visit",
    setting: settingRef(lateBooking.key, setting),
    data: { hours: setting.value.minimumHours },
  });
  return step;
}

/**
 * The catch-up or late-booking reminder of a visit, if it has or needs one; at most one of them. `final` is the cadence's
 * last step as planned, `refusal` why the visit gets no reminders at all.
 */
export function planMakeUp(final: PlannedStep | undefined, facts: PlanFacts, refusal: Refusal | undefined): PlannedStep | undefined {
  const { now } = facts;
  const stop = refusal ?? refuseConfirmed(facts, true);
  for (const stepKey of [CATCH_UP_STEP, LATE_BOOKING_STEP]) {
    const existing = row(facts, stepKey);
    if (!existing) continue;
    const step = newStep(stepKey, existing.idealAt, final, facts);
    if (isPastPlanning(existing)) {
      keepRow(step, existing, now);
      return step;
    }
    if (stop && existing.state !== "skipped") {
      refuseStep(step, stop, now);
      return step;
    }
  }
  if (stop || !lastWasMissed(final, facts)) return undefined;
  const at = catchUpTime(facts);
  if (at) return planCatchUp(final, at, facts);
  if (!facts.settings.reminders.lateBooking.value.enabled || facts.existing.some(wasSent)) return undefined;
  return planLateBooking(final, facts);
}
