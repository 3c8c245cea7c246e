import type { HoldReason, SkipReason } from "@/lib/delivery/reasons";
import { decideSend } from "@/lib/delivery/rules";
import type { Decision } from "@/lib/delivery/rules";
import type { TrailEntry } from "@/lib/delivery/trail";
import type { Refusal } from "@/lib/reminders/eligibility";
import type { ExistingStep, ReminderFacts } from "@/lib/reminders/facts";
import { templateOf } from "@/lib/reminders/template-of";
import type { StepAnswers } from "@/lib/reminders/schemas";

/** One step of a visit's reminders, as a row should be: one per (visit, schedule revision, stepKey). */
export type PlannedStep = {
  /** The cadence step's id, `catch-up` or `late-booking`. */
  stepKey: string;
  isFinal: boolean;
  answers: StepAnswers;
  /** When the cadence wants it. */
  idealAt: Date;
  /** When the delivery rules let it go; `idealAt` where nothing is planned. */
  dueAt: Date;
  zone: string;
  /** `done`: the existing row is past planning (sent, on its way, failed) and stays as it is [DLV-12]. */
  state: "planned" | "held" | "skipped" | "done";
  reason: SkipReason | HoldReason | null;
  trail: TrailEntry[];
};

/** Rows that planning may no longer touch. */
const PAST_PLANNING = new Set<ExistingStep["state"]>(["claimed", "uncertain", "sent", "failed"]);

export function isPastPlanning(row: ExistingStep): boolean {
  return PAST_PLANNING.has(row.state);
}

/** A refusal as the trail shows it. */
export function refusalEntry(refusal: Refusal, at: string): TrailEntry {
  const entry: TrailEntry = { at, rule: refusal.rule, outcome: refusal.outcome === "hold" ? "held" : "skipped", reason: refusal.reason };
  if (refusal.setting) entry.setting = refusal.setting;
  return entry;
}

/**
 * What the delivery rules say about a reminder of this visit that wants to go out at `dueAt`; also asked at dispatch.
 * `kind` is `staff` when a person sends it by hand [REM-09].
 */
export function decideReminder(
  facts: ReminderFacts,
  step: { stepKey: string; isFinal: boolean },
  dueAt: Date,
  now: Date,
  kind: "reminder" | "staff" = "reminder",
): Decision {
  return decideSend({
    kind,
    templateKey: templateOf(step, facts.namesSeveral ?? false),
    channel: facts.contact?.channel,
    dueAt,
    now,
    before: facts.visit.startsAt,
    facility: { zone: facts.visit.zone, ...facts.facility },
    recipient: facts.contact ?? undefined,
    wishedHours: facts.wishedHours,
    settings: facts.settings.delivery,
  });
}

/** Marks a step as not going out. */
export function refuseStep(step: PlannedStep, refusal: Refusal, now: Date): void {
  step.state = refusal.outcome === "hold" ? "held" : "skipped";
  step.reason = refusal.reason;
  step.trail.push(refusalEntry(refusal, now.toISOString()));
}

export function skipStep(step: PlannedStep, reason: SkipReason, rule: string, now: Date): void {
  refuseStep(step, { outcome: "skip", reason, rule }, now);
}

/** Marks a step as taken care of by the row that exists [DLV-12]. */
export function keepRow(step: PlannedStep, row: ExistingStep, now: Date): void {
  step.state = "done";
  step.idealAt = row.idealAt;
  step.dueAt = row.idealAt;
  step.trail.push({ at: now.toISOString(), rule: "cadence", outcome: "kept", reason: "already-handled", data: { state: row.state } });
}

/** Writes a delivery decision into a step. */
export function applyDecision(step: PlannedStep, decision: Decision): void {
  step.trail.push(...decision.trail);
  if (decision.outcome === "skip" || decision.outcome === "hold") {
    step.state = decision.outcome === "skip" ? "skipped" : "held";
    step.reason = decision.reason;
  } else {
    step.dueAt = decision.at;
  }
}
