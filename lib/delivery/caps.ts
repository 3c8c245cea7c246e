import { capOfBasis, consentBasisOf } from "@/lib/consent/basis";
import type { Ctx } from "@/lib/context";
import { settingRef } from "@/lib/reminders/eligibility";
import { decideReminder } from "@/lib/reminders/rules";
import { MINUTE_MS, toWall } from "@/lib/time";
import type { Verdict } from "./decide";
import type { Decided } from "./decide-rows";
import { blackoutUntil } from "./rules/blackout";
import { decideFatigue, stricter } from "./rules/fatigue";
import type { SaidBefore } from "./rules/said-before";
import { blackout as blackoutSetting, fatigueCap } from "./settings";
import type { TrailEntry } from "./trail";

/** Where a blackout is over as soon as this, the message waits for its end: reminders of visits on successive days are a day apart but for minutes. */
const WORTH_WAITING_MS = 60 * MINUTE_MS;

type Automatic = Decided & { verdict: Verdict & { outcome: "send" }; facts: NonNullable<Decided["facts"]> };

const isAutomatic = (d: Decided): d is Automatic =>
  d.verdict.outcome === "send" && d.row.kind === "reminder" && d.row.requestedBy === null && d.facts !== undefined;

const aboutToday = (d: Automatic, now: Date): boolean => d.visit?.localDate === toWall(d.row.zone, now).date;

/**
 * [DLV-06] [DLV-15] The last look at what is to go out by itself: was the same said just now, has the contact had enough. What went out before and
 * what this chunk sends both count; messages about visits of today take the places first. Contacts stay locked until the transaction ends, so
 * that two chunks cannot both send the last one.
 */
export async function applyCaps(ctx: Ctx, decided: readonly Decided[]): Promise<Decided[]> {
  const automatic = decided.filter(isAutomatic);
  const endpoints = [...new Set(automatic.map((d) => d.verdict.contact.endpointId))].toSorted();
  if (!endpoints.length) return [...decided];
  await lockContacts(ctx, endpoints);
  const said = await loadSaidBefore(ctx, endpoints);
  const reserved = await reservedToday(ctx, automatic, said);
  const capped = new Map<string, Verdict>();
  const inTurn = automatic.toSorted((a, b) => Number(aboutToday(b, ctx.now)) - Number(aboutToday(a, ctx.now)));
  for (const d of inTurn) {
    const endpoint = d.verdict.contact.endpointId;
    const before = said.get(endpoint) ?? [];
    const verdict = capOne(d, before, aboutToday(d, ctx.now) ? 0 : (reserved.get(endpoint) ?? 0), ctx.now);
    capped.set(d.row.id, verdict);
    if (verdict.outcome === "send") said.set(endpoint, [...before, asSaid(d, ctx.now)]);
  }
  return decided.map((d) => ({ ...d, verdict: capped.get(d.row.id) ?? d.verdict }));
}

/** A message that goes out at `now`, as later ones see it. */
export function asSaid(d: Capped, now: Date): SaidBefore {
  return {
    at: now,
    localDate: toWall(d.row.zone, now).date,
    templateKey: d.row.templateKey,
    firstName: d.visit?.patient.firstName ?? "",
    appointmentId: d.row.appointmentId,
    scheduleRevision: d.row.scheduleRevision,
    stepKey: d.row.stepKey,
    automatic: true,
  };
}

export type Capped = {
  row: Pick<Automatic["row"], "kind" | "templateKey" | "appointmentId" | "scheduleRevision" | "stepKey" | "isFinal" | "zone">;
  facts: Automatic["facts"];
  visit?: { patient: { firstName: string } };
  verdict: Automatic["verdict"];
};

/** One message, by what was said to its contact before. Pure. */
export function capOne(d: Capped, said: readonly SaidBefore[], reserved: number, now: Date): Verdict {
  const { row, facts, verdict } = d;
  const settings = facts.settings.delivery;
  const at = now.toISOString();
  const startsAt = facts.visit.startsAt;
  const { enabled, hours } = settings.blackout.value;
  const until = blackoutUntil({
    message: { ...row, firstName: d.visit?.patient.firstName ?? "" },
    said,
    hours: enabled ? hours : undefined,
    each: facts.settings.reminders.sameDay.value === "each",
    now,
  });
  if (until) {
    const entry = {
      at,
      rule: "blackout",
      reason: "blackout",
      setting: settingRef(blackoutSetting.key, settings.blackout),
      zone: row.zone,
      data: { hours },
    };
    const soon =
      until.getTime() - now.getTime() <= WORTH_WAITING_MS && until < startsAt ? decideReminder(facts, row, until, now) : undefined;
    if (soon && (soon.outcome === "send" || soon.outcome === "move") && soon.at >= until)
      return { outcome: "move", at: soon.at, trail: [{ ...entry, outcome: "moved", from: at, to: soon.at.toISOString() }] };
    return { outcome: "skip", reason: "blackout", trail: [...verdict.trail, { ...entry, outcome: "skipped" }] };
  }
  const cap = settings.fatigueCap;
  const fatigue = decideFatigue({
    said,
    cap: stricter(cap.value.enabled ? cap.value : undefined, capOfBasis(consentBasisOf(row.kind))),
    reserved,
    now,
    zone: row.zone,
    before: startsAt,
    decideAt: (wanted) => decideReminder(facts, row, wanted, now),
  });
  if (fatigue.outcome === "send") return verdict;
  const entry = {
    at,
    rule: "fatigue",
    reason: fatigue.reason,
    setting: settingRef(fatigueCap.key, cap),
    zone: row.zone,
    data: { most: fatigue.most },
  } satisfies Partial<TrailEntry>;
  if (fatigue.outcome === "move")
    return { outcome: "move", at: fatigue.at, trail: [{ ...entry, outcome: "moved", from: at, to: fatigue.at.toISOString() }] };
  return { outcome: "skip", reason: fatigue.reason, trail: [...verdict.trail, { ...entry, outcome: "skipped" }] };
}

/** In the order of ids, so that two chunks that share contacts wait for each other in one direction only. */
async function lockContacts(ctx: Ctx, endpointIds: readonly string[]): Promise<void> {
  await ctx.sql(`select pg_advisory_xact_lock(hashtextextended('contact ' || e.id, 0)) from unnest($1::text[]) as e (id)`, [endpointIds]);
}

const LOOKED_BACK_MS = 8 * 86_400_000;
/** More than any cap allows within the time looked back. */
const MOST_SAID = 100;

/**
 * What was said to these numbers and addresses lately, by endpoint: everything but answers, unless it is known not to have arrived. What may have
 * arrived counts. Ids follow the real clock, product time is never behind it: older partitions need no look.
 */
export async function loadSaidBefore(ctx: Ctx, endpointIds: readonly string[]): Promise<Map<string, SaidBefore[]>> {
  const rows = await ctx.sql<SaidBefore & { endpointId: string }>(SAID_BEFORE, [
    ctx.organizationId,
    endpointIds,
    new Date(ctx.now.getTime() - LOOKED_BACK_MS),
  ]);
  const by = new Map<string, SaidBefore[]>();
  for (const { endpointId, ...one } of rows) by.set(endpointId, [...(by.get(endpointId) ?? []), one]);
  return by;
}

/** One look-up by key for each message found: joined, the planner would read whole tables. Exported for the test that looks at its plan. */
export const SAID_BEFORE = `
  select h.endpoint_id as "endpointId", h.at, h.local_date as "localDate", coalesce(h.template_key, '') as "templateKey", coalesce(t.first_name, '') as "firstName",
    h.appointment_id as "appointmentId", p.schedule_revision as "scheduleRevision", p.step_key as "stepKey", h.kind <> 'staff' and p.requested_by is null as automatic
  from unnest($2::uuid[]) as e (id)
  cross join lateral (
    select m.endpoint_id, m.at, m.local_date, m.template_key, m.patient_id, m.appointment_id, m.planned_message_id, m.kind from message m
    where m.organization_id = $1 and m.endpoint_id = e.id and m.at > $3 and m.id >= uuid7_floor(now() - interval '9 days') and m.direction = 'out' and m.kind <> 'answer'
      and m.status in ('sending', 'uncertain', 'sent', 'delivered')
    order by m.at desc limit ${MOST_SAID}) h
  left join lateral (select schedule_revision, step_key, requested_by from planned_message where organization_id = $1 and id = h.planned_message_id limit 1) p on true
  left join lateral (select first_name from patient where organization_id = $1 and id = h.patient_id limit 1) t on true`;

/** Places that reminders of today's visits still need today at contacts that are nearly full; by endpoint. */
async function reservedToday(ctx: Ctx, rows: readonly Automatic[], said: ReadonlyMap<string, SaidBefore[]>): Promise<Map<string, number>> {
  const dates = new Map<string, string>();
  for (const d of rows) {
    const endpoint = d.verdict.contact.endpointId;
    const date = toWall(d.row.zone, ctx.now).date;
    const { enabled, perDay } = d.facts.settings.delivery.fatigueCap.value;
    const today = (said.get(endpoint) ?? []).filter((s) => s.automatic && s.localDate === date).length;
    const here = rows.filter((r) => r.verdict.contact.endpointId === endpoint).length;
    // Whoever waits for a place today is looked for only where one could be missing.
    if (enabled && !aboutToday(d, ctx.now) && today + here >= perDay - 1) dates.set(endpoint, date);
  }
  if (!dates.size) return new Map();
  const found = await ctx.sql<{ id: string; count: number }>(
    `select e.id, count(*)::int as count from unnest($2::uuid[], $3::date[]) as e (id, day)
     join patient_contact c on c.organization_id = $1 and c.endpoint_id = e.id
     join planned_message p on p.organization_id = $1 and p.patient_id = c.patient_id and p.due_at > $4 and p.due_at < $4::timestamptz + interval '1 day' and p.state = 'planned' and p.kind = 'reminder' and p.endpoint_id = e.id
     join appointment a on a.organization_id = $1 and a.id = p.appointment_id and a.local_date = e.day
     group by e.id`,
    [ctx.organizationId, [...dates.keys()], [...dates.values()], ctx.now],
  );
  return new Map(found.map((f) => [f.id, f.count]));
}
