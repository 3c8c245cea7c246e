import { newestPerVisit, type BoundQuestion } from "./questions";

/** What is to be done to a visit; a list of visits asks which one. */
export const VISIT_INTENTS = ["confirm", "cancel", "reschedule", "join-waitlist", "late"] as const;
export type VisitIntent = (typeof VISIT_INTENTS)[number];

export type MeantSettings = {
  /** [REM-20] Off: the newest question is meant. */
  ask: boolean;
  /** [REM-18] One answer is for all visits of a patient's day. */
  wholeDay: boolean;
};

const STILL_ON_MS = 2 * 3_600_000;

/**
 * The visits that an answer may be for, the most recently asked about first; one: it is meant. A yes is for one that is still open; a no may also
 * take back an answer, so it is asked about. A visit that is over is meant only where no other was asked about. Pure.
 */
export function visitsMeant(questions: readonly BoundQuestion[], intent: VisitIntent, settings: MeantSettings, now: Date): BoundQuestion[] {
  const visits = onePerDay(withoutOver(newestPerVisit(questions), now), settings.wholeDay);
  if (visits.length < 2 || !settings.ask) return visits.slice(0, 1);
  const open = visits.filter((q) => q.state === "open");
  if (open.length > 1) return open;
  if (intent === "confirm") return [open[0] ?? visits[0]!];
  return open[0] === visits[0] ? visits.slice(0, 1) : visits;
}

function withoutOver(visits: BoundQuestion[], now: Date): BoundQuestion[] {
  const on = visits.filter((q) => !q.visit || now.getTime() - new Date(q.visit.startsAt).getTime() < STILL_ON_MS);
  return on.length ? on : visits;
}

/** An open question stands for its day before an answered one. */
function onePerDay(visits: BoundQuestion[], wholeDay: boolean): BoundQuestion[] {
  if (!wholeDay) return visits;
  const day = (q: BoundQuestion): string => `${q.patientId} ${q.visit?.localDate ?? q.id}`;
  return visits.filter((q) => q === (visits.find((v) => day(v) === day(q) && v.state === "open") ?? visits.find((v) => day(v) === day(q))));
}
