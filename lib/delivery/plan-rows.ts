import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { SkipReason } from "./reasons";
import type { TrailEntry } from "./trail";

export type PlanRow = {
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
  if (!rows.length) return;
  const column = <K extends keyof PlanRow>(key: K): PlanRow[K][] => rows.map((r) => r[key]);
  await ctx.sql(
    `insert into planned_message as p (organization_id, id, kind, subject_kind, subject_id, schedule_revision, step_key, appointment_id, patient_id, facility_id, endpoint_id, sender_id,
       channel, template_key, language, answers, is_final, due_at, ideal_at, zone, state, reason, trail, plan_revision, done_at)
     select $1, v.id, 'reminder', 'appointment', v.appointment_id, v.revision, v.step_key, v.appointment_id, v.patient_id, v.facility_id, v.endpoint_id, v.sender_id,
       v.channel, v.template_key, v.language, v.answers, v.is_final, v.due_at, v.ideal_at, v.zone, v.state, v.reason, v.trail::jsonb, $22::int, case when v.state = 'skipped' then $2::timestamptz end
     from unnest($3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::uuid[], $8::uuid[], $9::uuid[], $10::uuid[], $11::text[], $12::text[], $13::text[], $14::text[], $15::bool[],
       $16::timestamptz[], $17::timestamptz[], $18::text[], $19::text[], $20::text[], $21::text[])
       as v (id, appointment_id, revision, step_key, patient_id, facility_id, endpoint_id, sender_id, channel, template_key, language, answers, is_final, due_at, ideal_at, zone, state, reason, trail)
     order by v.appointment_id, v.step_key
     on conflict (organization_id, subject_kind, subject_id, schedule_revision, step_key) do update set
       patient_id = excluded.patient_id, facility_id = excluded.facility_id, endpoint_id = excluded.endpoint_id, sender_id = excluded.sender_id, channel = excluded.channel, language = excluded.language,
       template_key = excluded.template_key, answers = excluded.answers, is_final = excluded.is_final,
       due_at = case when excluded.state = 'planned' and p.state = 'planned' and (p.attempts > 0 or p.requested_by is not null) then p.due_at else excluded.due_at end,
       ideal_at = excluded.ideal_at, zone = excluded.zone, state = excluded.state, reason = excluded.reason, trail = excluded.trail, plan_revision = excluded.plan_revision,
       done_at = excluded.done_at, updated_at = clock_timestamp()
     where p.state in ('planned', 'held', 'skipped') and not (p.requested_by is not null and p.state = 'planned' and excluded.reason = any ($23::text[]))`,
    [
      ctx.organizationId,
      ctx.now,
      rows.map(() => newId()),
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
      PASSED_BY_STAFF,
    ],
  );
}

/** Marks the waiting rows of these visits as planned by a revision; raises only. */
export async function markPlanned(ctx: Ctx, appointmentIds: readonly string[], revision: number): Promise<void> {
  await ctx.sql(
    `update planned_message set plan_revision = $3 where organization_id = $1 and appointment_id = any ($2::uuid[]) and state in ('planned', 'held') and plan_revision < $3`,
    [ctx.organizationId, appointmentIds, revision],
  );
}

/**
 * Ends the waiting rows that the plan no longer has: of an older schedule revision (the visit was moved), or of a step taken out of the
 * cadence. Questions of an older revision, or of a visit that ended, no longer bind a reply.
 */
export async function endStaleRows(ctx: Ctx, keep: readonly { appointmentId: string; revision: number; steps: string[] }[]): Promise<void> {
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
  await ctx.sql(
    `update question q set state = 'superseded' from appointment a
     where q.organization_id = $1 and q.appointment_id = any ($2::uuid[]) and q.state in ('open', 'answered') and a.organization_id = q.organization_id and a.id = q.appointment_id
       and ((q.data ->> 'revision')::int < a.schedule_revision or a.lifecycle not in ('booked', 'cancelled') or (a.lifecycle = 'cancelled' and a.cancelled_by is distinct from 'patient'))`,
    [ctx.organizationId, ids],
  );
}
