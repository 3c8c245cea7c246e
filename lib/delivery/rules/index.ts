import type { MoveReason, SkipReason } from "@/lib/delivery/reasons";
import { holidayRule, sundayRule } from "@/lib/delivery/rules/closed-days";
import { facilityHoursRule, recipientHoursRule } from "@/lib/delivery/rules/contact-hours";
import { facilityDay, wallAt } from "@/lib/delivery/rules/day";
import { legalFloorRule } from "@/lib/delivery/rules/legal-floor";
import { patientHoursRule } from "@/lib/delivery/rules/patient-hours";
import { quietHoursRule } from "@/lib/delivery/rules/quiet-hours";
import { contains, intersect } from "@/lib/delivery/rules/spans";
import type { Spans } from "@/lib/delivery/rules/spans";
import { templateWindowRule } from "@/lib/delivery/rules/template-window";
import type { Decision, FacilityDay, SendInput, TimeRule } from "@/lib/delivery/rules/types";
import type { TrailEntry } from "@/lib/delivery/trail";
import { MINUTE_MS, addDays, fromWall, isZone } from "@/lib/time";
import type { LocalDate } from "@/lib/time";

export type { Channel, Decision, MessageKind, SendInput } from "@/lib/delivery/rules/types";

/*
 * All rules of delivery, in the one order in which they speak, planning and dispatch alike:
 *  1. the emergency stop: nothing is claimed at all (claim in ../prepare.ts, once more before the carrier in ../still-wanted.ts) [DLV-14]
 *  2. is the visit still to be reminded of: patient, visit, block, switches, several visits in a day, confirmation (lib/reminders/eligibility.ts)
 *  3. which contact: channels, do-not-contact, calls after unanswered texts (lib/consent/choose-contact.ts) [CON-01] [CON-11] [REM-21]
 *  4. may it go out at this hour: the time rules below [DLV-01…05]
 *  5. was the same said just before (blackout.ts) [DLV-06]
 *  6. has the contact had enough (fatigue.ts) [DLV-15]
 *  7. can it be worded (../wording.ts)
 * 5 and 6 need what was really sent and are asked at dispatch only (../caps.ts); the outlook (../outlook.ts) foretells them.
 */

/**
 * The time rules, in the order in which they speak in the trail: whole days first, then the clinic's hours, then the
 * patient's, then those of the kind of message, then the law. The order decides which rule is named when several object; the time found satisfies all.
 */
export const TIME_RULES: readonly TimeRule[] = [
  holidayRule,
  sundayRule,
  facilityHoursRule,
  recipientHoursRule,
  patientHoursRule,
  quietHoursRule,
  templateWindowRule,
  legalFloorRule,
];

/** A message moved back to before closing keeps this distance, so that a queue does not push it over the edge. */
const CLOSING_MARGIN_MS = 15 * MINUTE_MS;
const DAYS_SEARCHED = 7;

function openSpans(rules: readonly TimeRule[], input: SendInput, day: FacilityDay): Spans {
  let open: Spans = [{ from: day.from, to: day.to }];
  for (const rule of rules) {
    if (open.length === 0) break;
    open = intersect(open, rule.open(input, day));
  }
  return open;
}

/** The allowed instant of one day nearest after `wanted`, else nearest before it, within `[lowest, limit)`. */
function placeWithin(spans: Spans, wanted: number, lowest: number, limit: number): number | undefined {
  const start = Math.max(wanted, lowest);
  for (const span of spans) {
    if (span.to <= start) continue;
    const at = Math.max(span.from, start);
    if (at < limit) return at;
    break;
  }
  for (let i = spans.length - 1; i >= 0; i--) {
    const from = Math.max(spans[i]!.from, lowest);
    const end = Math.min(spans[i]!.to, limit);
    if (from < end && from < wanted) return Math.max(from, end - CLOSING_MARGIN_MS);
  }
  return undefined;
}

/**
 * The search: the due day itself, then up to a week earlier, then up to a week later. On another day the wall time stays
 * the same if the whole due day is closed (a holiday); otherwise the nearest edge is taken.
 */
function findTime(
  rules: readonly TimeRule[],
  input: SendInput,
  wanted: number,
  due: { date: LocalDate; time: string },
  lowest: number,
  limit: number,
): number | undefined {
  const { zone } = input.facility;
  const today = openSpans(rules, input, facilityDay(zone, due.date));
  const found = placeWithin(today, wanted, lowest, limit);
  if (found !== undefined) return found;
  const dayClosed = today.length === 0;
  const sameTime = (date: LocalDate): number => fromWall(zone, date, due.time).instant.getTime();
  for (let n = 1; n <= DAYS_SEARCHED; n++) {
    const day = facilityDay(zone, addDays(due.date, -n));
    if (day.to <= lowest) break;
    const at = placeWithin(openSpans(rules, input, day), dayClosed ? sameTime(day.date) : day.to, lowest, limit);
    if (at !== undefined) return at;
  }
  for (let n = 1; n <= DAYS_SEARCHED; n++) {
    const day = facilityDay(zone, addDays(due.date, n));
    if (day.from >= limit) break;
    const at = placeWithin(openSpans(rules, input, day), dayClosed ? sameTime(day.date) : day.from, lowest, limit);
    if (at !== undefined) return at;
  }
  return undefined;
}

/** The entry of the first rule that does not allow `wanted`. */
function objection(rules: readonly TimeRule[], input: SendInput, wanted: number, date: LocalDate) {
  const day = facilityDay(input.facility.zone, date);
  const rule = rules.find((candidate) => !contains(candidate.open(input, day), wanted));
  if (!rule) return undefined;
  const { reason, data } = rule.why(input, day, wanted);
  const key = rule.settingKey;
  const resolved = rule.setting?.(input.settings);
  if (key === undefined || !resolved) return { rule: rule.id, reason, data };
  const { from, scopeId } = resolved;
  const setting: TrailEntry["setting"] = scopeId === undefined ? { key, from } : { key, from, scopeId };
  return { rule: rule.id, reason, data, setting };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function skip(input: SendInput, reason: SkipReason, entry: Partial<TrailEntry> & { rule: string }): Decision {
  return { outcome: "skip", reason, trail: [{ at: input.now.toISOString(), outcome: "skipped", reason, ...entry }] };
}

/**
 * Whether and when a message may go out. Asked when planning (`dueAt` in the future: finds the allowed instant) and
 * again at dispatch (`dueAt` past or now: `send` means now). In order:
 *  1. the emergency stop holds everything [DLV-14];
 *  2. a message that would come too late is skipped;
 *  3. answers go out at once;
 *  4. the time rules above: kept if all allow it, else moved to the nearest time that all allow — the same day, then
 *     earlier days, then later ones, never before `now`, never at or after `before` — else skipped.
 * Pure. A recipient's zone that the data does not know counts as not known; the facility's throws RangeError.
 */
export function decideSend(asked: SendInput): Decision {
  const strange = asked.recipient?.zone !== undefined && !isZone(asked.recipient.zone);
  const input = strange ? { ...asked, recipient: { ...asked.recipient, zone: undefined } } : asked;
  const now = input.now.getTime();
  const wanted = Math.max(input.dueAt.getTime(), now);
  const limit = input.before?.getTime() ?? Number.POSITIVE_INFINITY;
  const at = input.now.toISOString();
  if (input.stopped) {
    return {
      outcome: "hold",
      reason: "emergency-stop",
      trail: [{ at, rule: "emergency-stop", outcome: "held", reason: "emergency-stop" }],
    };
  }
  if (now >= limit) return skip(input, "too-late", { rule: "too-late" });
  if (input.kind === "answer") {
    return { outcome: "send", at: new Date(wanted), trail: [{ at, rule: "answer", outcome: "kept", reason: "answers-at-once" }] };
  }
  const { zone } = input.facility;
  const rules = TIME_RULES.filter((rule) => rule.applies(input));
  const due = wallAt(zone, wanted);
  const found = findTime(rules, input, wanted, due, now, limit);
  if (found === wanted) {
    return {
      outcome: "send",
      at: new Date(wanted),
      trail: [{ at, rule: "delivery-hours", outcome: "kept", reason: "inside-allowed-hours" }],
    };
  }
  const why = objection(rules, input, wanted, due.date);
  if (found === undefined) {
    const data: TrailEntry["data"] = { ...why?.data };
    if (why) data.cause = why.reason satisfies MoveReason;
    return skip(input, "no-allowed-time", {
      rule: why?.rule ?? "delivery-hours",
      ...(why?.setting ? { setting: why.setting } : {}),
      from: iso(wanted),
      zone,
      data,
    });
  }
  const entry: TrailEntry = {
    at,
    rule: why?.rule ?? "delivery-hours",
    outcome: "moved",
    reason: why?.reason ?? "before-visit",
    from: iso(wanted),
    to: iso(found),
    zone,
  };
  if (why?.setting) entry.setting = why.setting;
  if (why?.data) entry.data = why.data;
  return { outcome: "move", at: new Date(found), trail: [entry] };
}
