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
};

/** Plans an answer to what a patient just sent: due at once, to the number it came from, once. Nudges dispatch. */
export async function planAnswer(ctx: Ctx, plan: AnswerPlan): Promise<void> {
  const rows = await ctx.sql(
    `insert into planned_message (organization_id, id, kind, subject_kind, subject_id, step_key, appointment_id, patient_id, facility_id, endpoint_id, sender_id, channel,
       template_key, language, priority, due_at, ideal_at, zone, plan_revision, data)
     select $1, $2, 'answer', 'inbound', $3, $4, $5, $6, $7, $8, $9, $10, $4, $11, 1, $12, $12, $13, o.plan_revision, $14 from organization o where o.id = $1
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
    ],
  );
  if (rows.length) await emit(ctx, "luma/dispatch.nudged", { reason: "answer" });
}
