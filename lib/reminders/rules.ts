import type { HoldReason, SkipReason } from "@/lib/delivery/reasons";
import type { TrailEntry } from "@/lib/delivery/trail";
import { beforeInWords, idealSteps } from "@/lib/reminders/cadence";
import type { IdealStep } from "@/lib/reminders/cadence";
import { refuseConfirmed, refuseVisit, settingRef } from "@/lib/reminders/eligibility";
import type { Refusal } from "@/lib/reminders/eligibility";
import type { ExistingStep, PlanFacts, RecheckFacts, ReminderFacts } from "@/lib/reminders/facts";
import { makeUpEntry, planMakeUp } from "@/lib/reminders/make-up";
import { cadence as cadenceSetting, forcedSendTime } from "@/lib/reminders/settings";
import { applyDecision, decideReminder, isPastPlanning, keepRow, refusalEntry, refuseStep, skipStep } from "@/lib/reminders/step";
import type { PlannedStep } from "@/lib/reminders/step";
import { addDays, fromWall, toWall } from "@/lib/time";

export { decideReminder } from "@/lib/reminders/step";
export type { PlannedStep } from "@/lib/reminders/step";
export type { PlanFacts, RecheckFacts, ReminderFacts } from "@/lib/reminders/facts";

type PlannedFor = ReminderFacts & { now: Date };

function wanted(step: IdealStep, facts: PlannedFor): TrailEntry {
  const { before } = step.step;
  return {
    at: facts.now.toISOString(),
    rule: "cadence",
    outcome: "planned",
    reason: "at" in before ? "cadence-time" : "cadence-step",
    setting: settingRef(cadenceSetting.key, facts.settings.reminders.cadence),
    to: new Date(step.original).toISOString(),
    zone: facts.visit.zone,
    data: "at" in before ? { at: before.at, days: before.daysBefore } : { before: beforeInWords(before) },
  };
}

/** [DLV-08] The one local time for all reminders of a day; the day before where that would be after the visit began. */
function forcedTime(facts: PlannedFor): (ideal: number) => number {
  const { enabled, at } = facts.settings.reminders.forcedSendTime.value;
  if (!enabled) return (ideal) => ideal;
  const { zone, startsAt } = facts.visit;
  return (ideal) => {
    const { date } = toWall(zone, new Date(ideal));
    const sameDay = fromWall(zone, date, at).instant.getTime();
    return sameDay < startsAt.getTime() ? sameDay : fromWall(zone, addDays(date, -1), at).instant.getTime();
  };
}

function forcedEntry(ideal: IdealStep, facts: PlannedFor): TrailEntry {
  const setting = facts.settings.reminders.forcedSendTime;
  return {
    at: facts.now.toISOString(),
    rule: "forced-send-time",
    outcome: "moved",
    reason: "forced-send-time",
    setting: settingRef(forcedSendTime.key, setting),
    from: new Date(ideal.original).toISOString(),
    to: new Date(ideal.ideal).toISOString(),
    zone: facts.visit.zone,
    data: { at: setting.value.at },
  };
}

/**
 * [DLV-10] Which rule planned a row and by which setting: the beginning of the trail that a message keeps when it goes out. Empty for a step
 * that the cadence no longer has.
 */
export function whyPlanned(row: { stepKey: string; idealAt: Date }, facts: PlannedFor): TrailEntry[] {
  const makeUp = makeUpEntry(row.stepKey, row.idealAt, facts);
  if (makeUp) return [makeUp];
  const ideal = idealSteps(facts.settings.reminders.cadence.value, facts.visit, forcedTime(facts)).find((i) => i.step.id === row.stepKey);
  if (!ideal) return [];
  return ideal.ideal === ideal.original ? [wanted(ideal, facts)] : [wanted(ideal, facts), forcedEntry(ideal, facts)];
}

/** Decides one cadence step that the visit itself does not refuse. `newerIsDue`: a later step's time has come as well. */
function decideStep(step: PlannedStep, existing: ExistingStep | undefined, newerIsDue: boolean, facts: PlanFacts): void {
  const { now } = facts;
  const confirmed = refuseConfirmed(facts, step.isFinal);
  if (confirmed) return refuseStep(step, confirmed, now);
  if (step.idealAt.getTime() > now.getTime()) return applyDecision(step, decideReminder(facts, step, step.idealAt, now));
  // Staff's block lets a step lapse. One that waited for something to be mended is as one that an outage delayed.
  if (existing?.state === "held" && (existing.reason ?? "reminders-blocked") === "reminders-blocked")
    return skipStep(step, "held-when-due", "cadence", now);
  if (existing?.state !== "planned" && existing?.state !== "held") return skipStep(step, "due-before-known", "cadence", now);
  // Planned in time but not sent in time (an outage): it still goes out, unless a newer one says the same.
  if (newerIsDue) return skipStep(step, "superseded-by-later-step", "cadence", now);
  step.trail.push({ at: now.toISOString(), rule: "cadence", outcome: "kept", reason: "sent-late" });
  return applyDecision(step, decideReminder(facts, step, now, now));
}

/** One cadence step, decided. */
function planStep(ideal: IdealStep, next: IdealStep | undefined, refusal: Refusal | undefined, facts: PlanFacts): PlannedStep {
  const { now, visit } = facts;
  const idealAt = new Date(ideal.ideal);
  const step: PlannedStep = {
    stepKey: ideal.step.id,
    isFinal: ideal.isFinal,
    answers: ideal.step.answers,
    idealAt,
    dueAt: idealAt,
    zone: visit.zone,
    state: "planned",
    reason: null,
    trail: [wanted(ideal, facts)],
  };
  if (ideal.ideal !== ideal.original) step.trail.push(forcedEntry(ideal, facts));
  const existing = facts.existing.find((row) => row.stepKey === step.stepKey);
  if (existing && isPastPlanning(existing)) keepRow(step, existing, now);
  else if (refusal) refuseStep(step, refusal, now);
  else decideStep(step, existing, next !== undefined && next.ideal <= now.getTime(), facts);
  return step;
}

/** Two reminders that the rules moved onto one moment (or past each other) become one: the later step stays. */
function dropOvertaken(steps: PlannedStep[], now: Date): void {
  let next = Number.POSITIVE_INFINITY;
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i]!;
    if (step.state !== "planned") continue;
    if (step.dueAt.getTime() >= next) skipStep(step, "superseded-by-later-step", "cadence", now);
    else next = step.dueAt.getTime();
  }
}

/** Rows still waiting that the plan no longer has, because the cadence changed or a make-up is not needed any more. */
function orphans(steps: readonly PlannedStep[], facts: PlanFacts): PlannedStep[] {
  const waiting = facts.existing.filter(
    (row) => (row.state === "planned" || row.state === "held") && !steps.some((step) => step.stepKey === row.stepKey),
  );
  return waiting.map((row) => {
    const { idealAt, stepKey } = row;
    const step: PlannedStep = {
      stepKey,
      isFinal: false,
      answers: "none",
      idealAt,
      dueAt: idealAt,
      zone: facts.visit.zone,
      state: "skipped",
      reason: null,
      trail: [],
    };
    skipStep(step, "no-longer-in-cadence", "cadence", facts.now);
    return step;
  });
}

/**
 * All reminders of one visit: what goes out, when, which answers it allows, and why – also for the steps that do not go
 * out, so that the screen can say so [DLV-10]. Called for every change that matters and compared with the rows that
 * exist; calling it twice with the same facts gives the same plan [DLV-12].
 *
 * In order: is the visit reminded of at all (eligibility.ts) → which steps does the cadence give [REM-01] → is each
 * still needed and in time [REM-05, REM-06] → when do the delivery rules let it go (lib/delivery/rules) → is a missed
 * last reminder made up for [RTY-04, REM-24]. Rows that wait but are in the plan no more come back as skipped.
 * Throws RangeError on an unknown zone.
 */
export function planReminders(facts: PlanFacts): { steps: PlannedStep[] } {
  const refusal = refuseVisit(facts, facts.now);
  const ideals = idealSteps(facts.settings.reminders.cadence.value, facts.visit, forcedTime(facts));
  const steps = ideals.map((ideal, i) => planStep(ideal, ideals[i + 1], refusal, facts));
  dropOvertaken(steps, facts.now);
  const makeUp = planMakeUp(steps.at(-1), facts, refusal);
  if (makeUp) steps.push(makeUp);
  steps.push(...orphans(steps, facts));
  return { steps };
}

export type Recheck = { outcome: "send" } | { outcome: "skip" | "hold"; reason: SkipReason | HoldReason; trail: TrailEntry[] };

/**
 * What dispatch asks about a due reminder, with today's facts, before it asks `decideSend` for the hour [REM-07]: the visit
 * may have been cancelled, moved, answered or blocked since the row was planned, and the patient's record may have changed.
 */
export function recheckReminder(facts: RecheckFacts, now: Date): Recheck {
  const at = now.toISOString();
  const refuse = (refusal: Refusal): Recheck => ({ outcome: refusal.outcome, reason: refusal.reason, trail: [refusalEntry(refusal, at)] });
  const refusal = refuseVisit(facts, now, facts.step.byStaff);
  // A moved visit is told first when only the row is stale: "blocked" would hold a row that must end.
  const moved = facts.step.scheduleRevision !== facts.visit.scheduleRevision;
  if (moved && refusal?.outcome !== "skip") return refuse({ outcome: "skip", reason: "appointment-moved", rule: "appointment" });
  if (refusal) return refuse(refusal);
  if (facts.step.byStaff) return { outcome: "send" };
  const confirmed = refuseConfirmed(facts, facts.step.isFinal);
  if (confirmed) return refuse(confirmed);
  if (facts.laterDueAt && facts.laterDueAt.getTime() <= now.getTime()) {
    return refuse({ outcome: "skip", reason: "superseded-by-later-step", rule: "cadence" });
  }
  return { outcome: "send" };
}
