import type { Channel } from "@/lib/consent/choose-contact";
import type { Ctx } from "@/lib/context";
import type { TemplateKey } from "@/lib/templates";
import { newId } from "@/lib/ids";
import { emit } from "@/lib/outbox/emit";

export type AnswerPlan = {
  /** The inbound message (or key press) this answers; with the template it makes the answer unique. */
  inboundId: string;
  endpointId: string;
  senderId: string;
  channel: Channel;
  templateKey: TemplateKey;
  language: string;
  patientId?: string;
  appointmentId?: string;
  facilityId?: string;
  zone: string;
  data?: Record<string, unknown>;
  /** Tells apart a second way of saying the same, by e-mail after a blocked text. */
  stepKey?: string;
};

/** Plans an answer to what a patient just sent: due at once, to the number it came from, once. Nudges dispatch. */
export async function planAnswer(ctx: Ctx, plan: AnswerPlan): Promise<void> {
  const rows = await ctx.sql(
    `insert into planned_message (organization_id, id, kind, subject_kind, subject_id, step_key, appointment_id, patient_id, facility_id, endpoint_id, sender_id, channel,
       template_key, language, priority, due_at, ideal_at, zone, plan_revision, data)
     select $1, $2, 'answer', 'inbound', $3, $15, $5, $6, $7, $8, $9, $10, $4, $11, 1, $12, $12, $13, o.plan_revision, $14 from organization o where o.id = $1
     on conflict do nothing returning 1`,
    [
      ctx.organizationId,
      newId(),
      plan.inboundId,
      plan.templateKey,
      plan.appointmentId ?? null,
      plan.patientId ?? null,
      plan.facilityId ?? null,
      plan.endpointId,
      plan.senderId,
      plan.channel,
      plan.language,
      ctx.now,
      plan.zone,
      JSON.stringify(plan.data ?? {}),
      plan.stepKey ?? plan.templateKey,
    ],
  );
  if (rows.length) await emit(ctx, "luma/dispatch.nudged", { reason: "answer" });
}

/**
 * CANCEL switched the texts off at the carrier, which also swallowed our word that the visit stands: it goes by e-mail instead, where the patient has an
 * address that may be used (docs: the CANCEL collision, mode A).
 */
export async function followUpByEmail(ctx: Ctx, plannedMessageId: string): Promise<void> {
  const [row] = await ctx.sql<{
    inboundId: string;
    patientId: string;
    appointmentId: string | null;
    facilityId: string | null;
    language: string;
    zone: string;
    endpointId: string;
    senderId: string;
  }>(
    `select p.subject_id as "inboundId", p.patient_id as "patientId", p.appointment_id as "appointmentId", p.facility_id as "facilityId", coalesce(p.language, 'en') as language, p.zone,
            c.endpoint_id as "endpointId", s.id as "senderId"
     from planned_message p
     join patient_contact c on c.organization_id = p.organization_id and c.patient_id = p.patient_id and c.channel = 'email' and c.archived_at is null
     join endpoint e on e.organization_id = c.organization_id and e.id = c.endpoint_id and e.invalid_code is null
     join sender s on s.organization_id = p.organization_id and s.channel = 'email' and s.stopped_at is null
     where p.organization_id = $1 and p.id = $2 and p.template_key = 'opt-out-confirm-cancel' and p.channel = 'sms'
       and not exists (select 1 from suppression x where x.organization_id = p.organization_id and x.endpoint_id = c.endpoint_id and x.lifted_at is null and (x.channel is null or x.channel = 'email'))
     order by c.preferred desc, c.rank, s.is_default desc limit 1`,
    [ctx.organizationId, plannedMessageId],
  );
  if (!row) return;
  await planAnswer(ctx, {
    ...row,
    channel: "email",
    templateKey: "opt-out-confirm-cancel",
    stepKey: "opt-out-confirm-cancel-email",
    appointmentId: row.appointmentId ?? undefined,
    facilityId: row.facilityId ?? undefined,
  });
}
