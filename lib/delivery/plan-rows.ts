import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { SkipReason } from "./reasons";
import type { TrailEntry } from "./trail";

export type PlanRow = {
  /** Of the row that is there already. */
  id: string | undefined;
  appointmentId: string;
  revision: number;
  stepKey: string;
  patientId: string;
  facilityId: string;
  endpointId: string | null;
  senderId: string | null;
  channel: string | null;
  templateKey: string;
  language: string;
  answers: string;
  isFinal: boolean;
  dueAt: Date;
  idealAt: Date;
  zone: string;
  state: "planned" | "held" | "skipped";
  reason: string | null;
  trail: TrailEntry[] | null;
};

/** What a send that a person asked for passes by ([REM-09]): the clinic's settings and the cadence's times. Dispatch decides about it, not the plan. */
const PASSED_BY_STAFF: readonly SkipReason[] = [
  "facility-reminders-off",
  "provider-reminders-off",
  "type-reminders-off",
  "type-hidden",
  "not-first-of-day",
  "already-confirmed",
  "due-before-known",
  "held-when-due",
  "no-longer-in-cadence",
  "superseded-by-later-step",
  "no-allowed-time",
];

/**
 * Writes planned rows, one per (visit, schedule revision, step). A row that is being sent, was sent or failed is never touched. A retry
 * or a send that staff asked for keeps its own time. `planRevision` is the one that held before the settings were read: rows planned by
 * settings that change at this very moment must count as outdated.
 */
export async function writePlan(ctx: Ctx, rows: readonly PlanRow[], planRevision: number): Promise<void> {
  const there = rows.filter((r) => r.id !== undefined);
  if (there.length)
    await ctx.sql(
      `update planned_message p set ${setTo("v")} from (${PLANNED}) v where p.organization_id = $1 and p.id = v.id and ${OPEN("v")}`,
      [...parameters(ctx, there, planRevision), PASSED_BY_STAFF],
    );
  const fresh = rows.filter((r) => r.id === undefined);
  if (fresh.length)
    await ctx.sql(
      `insert into planned_message as p (organization_id, id, kind, subject_kind, subject_id, schedule_revision, step_key, appointment_id, patient_id, facility_id, endpoint_id, sender_id,
         channel, template_key, language, answers, is_final, due_at, ideal_at, zone, state, reason, trail, plan_revision, done_at)
       select $1, v.id, 'reminder', 'appointment', v.appointment_id, v.revision, v.step_key, v.appointment_id, v.patient_id, v.facility_id, v.endpoint_id, v.sender_id,
         v.channel, v.template_key, v.language, v.answers, v.is_final, v.due_at, v.ideal_at, v.zone, v.state, v.reason, v.trail, v.plan_revision, v.done_at
       from (${PLANNED}) v order by v.appointment_id, v.step_key
       on conflict (organization_id, subject_kind, subject_id, schedule_revision, step_key) do update set ${setTo("excluded")} where ${OPEN("excluded")}`,
      [...parameters(ctx, fresh, planRevision), PASSED_BY_STAFF],
    );
}

const PLANNED = `select x.id, x.appointment_id, x.revision, x.step_key, x.patient_id, x.facility_id, x.endpoint_id, x.sender_id, x.channel, x.template_key, x.language, x.answers, x.is_final,
    x.due_at, x.ideal_at, x.zone, x.state, x.reason, x.trail::jsonb as trail, $22::int as plan_revision, case when x.state = 'skipped' then $2::timestamptz end as done_at
  from unnest($3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::uuid[], $8::uuid[], $9::uuid[], $10::uuid[], $11::text[], $12::text[], $13::text[], $14::text[], $15::bool[],
    $16::timestamptz[], $17::timestamptz[], $18::text[], $19::text[], $20::text[], $21::text[])
    as x (id, appointment_id, revision, step_key, patient_id, facility_id, endpoint_id, sender_id, channel, template_key, language, answers, is_final, due_at, ideal_at, zone, state, reason, trail)`;

/** What a row that is there already takes from the new plan. */
const setTo = (v: string): string =>
  `patient_id = ${v}.patient_id, facility_id = ${v}.facility_id, endpoint_id = ${v}.endpoint_id, sender_id = ${v}.sender_id, channel = ${v}.channel, language = ${v}.language,
   template_key = ${v}.template_key, answers = ${v}.answers, is_final = ${v}.is_final,
   due_at = case when ${v}.state = 'planned' and p.state = 'planned' and (p.attempts > 0 or p.requested_by is not null) then p.due_at else ${v}.due_at end,
   ideal_at = ${v}.ideal_at, zone = ${v}.zone, state = ${v}.state, reason = ${v}.reason, trail = ${v}.trail, plan_revision = ${v}.plan_revision,
   done_at = ${v}.done_at, updated_at = clock_timestamp()`;

/** Rows that a new plan may change at all. */
const OPEN = (v: string): string =>
  `p.state in ('planned', 'held', 'skipped') and not (p.requested_by is not null and p.state = 'planned' and ${v}.reason = any ($23::text[]))`;

function parameters(ctx: Ctx, rows: readonly PlanRow[], planRevision: number): unknown[] {
  const column = <K extends keyof PlanRow>(key: K): PlanRow[K][] => rows.map((r) => r[key]);
  return [
    ctx.organizationId,
    ctx.now,
    rows.map((r) => r.id ?? newId()),
    column("appointmentId"),
    column("revision"),
    column("stepKey"),
    column("patientId"),
    column("facilityId"),
    column("endpointId"),
    column("senderId"),
    column("channel"),
    column("templateKey"),
    column("language"),
    column("answers"),
    column("isFinal"),
    column("dueAt"),
    column("idealAt"),
    column("zone"),
    column("state"),
    column("reason"),
    rows.map((r) => (r.trail ? JSON.stringify(r.trail) : null)),
    planRevision,
  ];
}

/** Marks the waiting rows of these visits as planned by a revision; raises only. */
export async function markPlanned(ctx: Ctx, appointmentIds: readonly string[], revision: number): Promise<void> {
  await ctx.sql(
    `update planned_message set plan_revision = $3 where organization_id = $1 and appointment_id = any ($2::uuid[]) and state in ('planned', 'held') and plan_revision < $3`,
    [ctx.organizationId, appointmentIds, revision],
  );
}

export type KeptSteps = { appointmentId: string; revision: number; steps: string[] };

/**
 * Ends the waiting rows that the plan no longer has: of an older schedule revision (the visit was moved), or of a step taken out of the cadence.
 * Give only visits that may have such rows.
 */
export async function endStaleRows(ctx: Ctx, keep: readonly KeptSteps[]): Promise<void> {
  if (!keep.length) return;
  const ids = keep.map((k) => k.appointmentId);
  const keys = keep.flatMap((k) => k.steps.map((s) => `${k.appointmentId} ${k.revision} ${s}`));
  await ctx.sql(
    `update planned_message p set state = 'skipped', reason = case when p.schedule_revision < a.schedule_revision then 'appointment-moved' else 'step-removed' end,
       trail = jsonb_build_array(jsonb_build_object('at', $3::text, 'rule', 'plan', 'outcome', 'skipped', 'reason', case when p.schedule_revision < a.schedule_revision then 'appointment-moved' else 'step-removed' end)),
       done_at = $3::timestamptz, updated_at = clock_timestamp()
     from appointment a, (
       select id from planned_message where organization_id = $1 and appointment_id = any ($2::uuid[]) and kind = 'reminder' and state in ('planned', 'held')
         and not (appointment_id || ' ' || schedule_revision || ' ' || step_key = any ($4::text[])) and step_key not like '%~retry%'
       order by appointment_id, step_key, schedule_revision for update) stale
     where p.organization_id = $1 and p.id = stale.id and a.organization_id = p.organization_id and a.id = p.appointment_id`,
    [ctx.organizationId, ids, ctx.now.toISOString(), keys],
  );
}

/** Questions of an older schedule revision, or of a visit that ended, no longer bind a reply. */
export async function endStaleQuestions(ctx: Ctx, appointmentIds: readonly string[]): Promise<void> {
  if (!appointmentIds.length) return;
  await ctx.sql(
    `update question q set state = 'superseded' from appointment a
     where q.organization_id = $1 and q.appointment_id = any ($2::uuid[]) and q.state in ('open', 'answered') and a.organization_id = q.organization_id and a.id = q.appointment_id
       and ((q.data ->> 'revision')::int < a.schedule_revision or a.lifecycle not in ('booked', 'cancelled') or (a.lifecycle = 'cancelled' and a.cancelled_by is distinct from 'patient'))`,
    [ctx.organizationId, appointmentIds],
  );
}
