import { consentBasisOf } from "@/lib/consent/basis";
import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { ChosenTemplate } from "@/lib/templates/load-templates";
import { toWall } from "@/lib/time";
import type { ClaimedRow } from "./claim";
import type { Verdict } from "./decide";
import { fingerprint } from "./fingerprint";
import type { Prepared } from "./send";
import type { TrailEntry } from "./trail";
import type { VisitRecord } from "./facts";

export type Attempted = {
  row: ClaimedRow;
  verdict: Verdict & { outcome: "send" };
  visit?: VisitRecord;
  template: ChosenTemplate;
  rendered: { text: string; subject?: string; segments?: number; encoding?: string };
  /** The text without link tokens: what is kept. */
  stored: string;
  prepared: Prepared;
};

/** Moves a claimed row to the time the rules allow. */
export async function moveRow(ctx: Ctx, row: ClaimedRow, at: Date, trail: TrailEntry[]): Promise<void> {
  await ctx.sql(
    `update planned_message set state = 'planned', due_at = $3, claim_token = null, claimed_until = null, trail = coalesce(trail, '[]'::jsonb) || $4::jsonb, updated_at = clock_timestamp() where organization_id = $1 and id = $2`,
    [ctx.organizationId, row.id, at, JSON.stringify(trail)],
  );
}

/** Ends (or holds) a claimed row that does not go out, with the reason. */
export async function endRow(
  ctx: Ctx,
  row: ClaimedRow,
  outcome: "skip" | "hold" | "fail",
  reason: string,
  trail: TrailEntry[],
): Promise<void> {
  const state = outcome === "hold" ? "held" : outcome === "fail" ? "failed" : "skipped";
  await ctx.sql(
    `update planned_message set state = $3, reason = $4, claim_token = null, claimed_until = null, done_at = case when $3 = 'held' then null else $5::timestamptz end,
       trail = coalesce(trail, '[]'::jsonb) || $6::jsonb, updated_at = clock_timestamp() where organization_id = $1 and id = $2`,
    [ctx.organizationId, row.id, state, reason, ctx.now, JSON.stringify(trail)],
  );
}

/** Commits what is about to be said: messages, attempts with fingerprints, the questions patients may answer, and the rows' trail. */
export async function writeAttempts(ctx: Ctx, all: readonly Attempted[]): Promise<void> {
  if (!all.length) return;
  const at = ctx.now;
  const wall = all.map((a) => toWall(a.row.zone, at));
  const p = all.map((a) => a.prepared);
  await ctx.sql(
    `insert into message (organization_id, id, direction, channel, kind, endpoint_id, sender_id, patient_id, appointment_id, facility_id, planned_message_id, template_key, template_version, language,
       subject, body, segments, encoding, consent_basis, consent_state, status, at, local_date, local_hour)
     select $1, v.id, 'out', v.channel, v.kind, v.endpoint_id, v.sender_id, v.patient_id, v.appointment_id, v.facility_id, v.planned_id, v.template_key, v.template_version, v.language,
       v.subject, v.body, v.segments, v.encoding, v.basis, 'not-opted-out', 'sending', $2, v.local_date, v.local_hour
     from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
       $17::int[], $18::text[], $19::text[], $20::date[], $21::int[])
       as v (id, channel, kind, endpoint_id, sender_id, patient_id, appointment_id, facility_id, planned_id, template_key, template_version, language, subject, body, segments, encoding, basis, local_date, local_hour)`,
    [
      ctx.organizationId,
      at,
      p.map((x) => x.messageId),
      p.map((x) => x.channel),
      all.map((a) => a.row.kind),
      p.map((x) => x.endpointId),
      p.map((x) => x.senderId),
      all.map((a) => a.row.patientId),
      all.map((a) => a.row.appointmentId),
      all.map((a) => a.row.facilityId),
      p.map((x) => x.plannedId),
      all.map((a) => a.row.templateKey),
      all.map((a) => a.template.version),
      all.map((a) => a.template.language),
      all.map((a) => a.rendered.subject ?? null),
      all.map((a) => a.stored),
      all.map((a) => a.rendered.segments ?? null),
      all.map((a) => a.rendered.encoding ?? null),
      all.map((a) => consentBasisOf(a.row.kind)),
      wall.map((w) => w.date),
      wall.map((w) => w.hour),
    ],
  );
  await ctx.sql(
    `insert into attempt (organization_id, id, planned_message_id, message_id, number, channel, endpoint_id, sender_id, fingerprint)
     select $1, v.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::uuid[], $8::uuid[], $9::bytea[]) as v`,
    [
      ctx.organizationId,
      p.map((x) => x.attemptId),
      p.map((x) => x.plannedId),
      p.map((x) => x.messageId),
      p.map((x) => x.attempt),
      p.map((x) => x.channel),
      p.map((x) => x.endpointId),
      p.map((x) => x.senderId),
      p.map((x) => fingerprint(x.to, x.from, x.sms?.body ?? x.email?.text ?? x.voice?.url ?? "")),
    ],
  );
  await ctx.sql(
    `update planned_message t set attempts = v.attempt, message_id = v.message_id, endpoint_id = v.endpoint_id, sender_id = v.sender_id, channel = v.channel,
       trail = coalesce(t.trail, '[]'::jsonb) || v.trail::jsonb
     from unnest($2::uuid[], $3::int[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[]) as v (id, attempt, message_id, endpoint_id, sender_id, channel, trail)
     where t.organization_id = $1 and t.id = v.id`,
    [
      ctx.organizationId,
      p.map((x) => x.plannedId),
      p.map((x) => x.attempt),
      p.map((x) => x.messageId),
      p.map((x) => x.endpointId),
      p.map((x) => x.senderId),
      p.map((x) => x.channel),
      all.map((a) => JSON.stringify(a.verdict.trail)),
    ],
  );
  await ask(
    ctx,
    all.filter((a) => a.row.kind === "reminder" && a.row.answers !== "none" && a.visit && a.prepared.channel !== "email"),
  );
}

/** How long after the start an answer still belongs to the visit; what it may change then is decided when it comes ([REM-15], [REM-16]). */
const AFTER_START_MS = 24 * 3_600_000;

/** The question a reminder asks. An older one about the same visit gives way to it. */
async function ask(ctx: Ctx, reminders: readonly Attempted[]): Promise<void> {
  if (!reminders.length) return;
  await ctx.sql(
    `update question set state = 'superseded' where organization_id = $1 and state = 'open' and kind = 'reminder' and appointment_id = any ($2::uuid[]) and endpoint_id = any ($3::uuid[])`,
    [ctx.organizationId, reminders.map((a) => a.row.appointmentId), reminders.map((a) => a.prepared.endpointId)],
  );
  await ctx.sql(
    `insert into question (organization_id, id, kind, endpoint_id, sender_id, patient_id, appointment_id, message_id, answers, language, asked_at, expires_at, data)
     select $1, v.id, 'reminder', v.endpoint_id, v.sender_id, v.patient_id, v.appointment_id, v.message_id, v.answers, v.language, $2, v.expires_at, v.data::jsonb
     from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::text[], $11::timestamptz[], $12::text[])
       as v (id, endpoint_id, sender_id, patient_id, appointment_id, message_id, answers, language, expires_at, data)`,
    [
      ctx.organizationId,
      ctx.now,
      reminders.map(() => newId()),
      reminders.map((a) => a.prepared.endpointId),
      reminders.map((a) => a.prepared.senderId),
      reminders.map((a) => a.row.patientId),
      reminders.map((a) => a.row.appointmentId),
      reminders.map((a) => a.prepared.messageId),
      reminders.map((a) => a.row.answers),
      reminders.map((a) => a.template.language),
      reminders.map((a) => new Date(a.visit!.startsAt.getTime() + AFTER_START_MS)),
      reminders.map((a) => JSON.stringify({ revision: a.row.scheduleRevision, step: a.row.stepKey })),
    ],
  );
}
