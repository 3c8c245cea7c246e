import { audit } from "@/lib/audit/write";
import type { Ctx } from "@/lib/context";
import { replanAppointments } from "@/lib/delivery/plan";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";
import { loadSettings } from "@/lib/settings/resolve";
import { cancelAfterConfirm, cancelCountsAsNoShow, confirmAfterCancel } from "@/lib/reminders/settings";
import { countsAsNoShow } from "@/lib/reminders/visits-of-day";
import { lockAppointment } from "./lock";
import { type AnswerDecision, decideAnswer, type PatientAnswer } from "./rules";

export type AnswerChannel = "sms" | "voice" | "email" | "web";

/**
 * A patient's answer to the question about one visit, already understood and bound: applies it, or says why not.
 * The later reminders are replanned in the same transaction. Called by replies, key presses and patient pages only.
 */
export async function applyAnswer(
  ctx: Ctx,
  input: {
    appointmentId: string;
    answer: PatientAnswer;
    channel: AnswerChannel;
    allowed: "confirm-cancel" | "confirm" | "none";
    reason?: string;
    late?: boolean;
  },
): Promise<AnswerDecision & { noShow: boolean }> {
  const before = await lockAppointment(ctx, input.appointmentId);
  const settings = await loadSettings(ctx);
  const at = { facilityId: before.facilityId, typeId: before.typeId ?? undefined, providerId: before.providerId ?? undefined };
  const decision = decideAnswer(
    input.answer,
    input.allowed,
    before,
    { confirmAfterCancel: settings.get(confirmAfterCancel, at).value, cancelAfterConfirm: settings.get(cancelAfterConfirm, at).value },
    ctx.now,
  );
  // [REM-08] Only a cancellation that is applied now can count.
  const noShow =
    decision.outcome === "apply" &&
    input.answer === "cancel" &&
    countsAsNoShow(before.startsAt, ctx.now, { cancelCountsAsNoShow: settings.get(cancelCountsAsNoShow, at).value });
  if (input.late && decision.outcome !== "refuse")
    await ctx.sql("update appointment set running_late = true where organization_id = $1 and id = $2", [ctx.organizationId, before.id]);
  if (decision.outcome === "apply") {
    if (input.answer === "confirm")
      await ctx.sql(
        `update appointment set lifecycle = 'booked', confirmation = 'confirmed', confirmed_at = $3, confirmed_channel = $4, confirmed_by = 'patient',
           cancelled_at = null, cancelled_channel = null, cancelled_by = null, counts_as_no_show = false, updated_at = clock_timestamp() where organization_id = $1 and id = $2`,
        [ctx.organizationId, before.id, ctx.now, input.channel],
      );
    else
      await ctx.sql(
        `update appointment set lifecycle = 'cancelled', confirmation = 'declined', cancelled_at = $3, cancelled_channel = $4, cancelled_by = 'patient', cancel_reason = $5, counts_as_no_show = $6,
           updated_at = clock_timestamp() where organization_id = $1 and id = $2`,
        [ctx.organizationId, before.id, ctx.now, input.channel, input.reason ?? null, noShow],
      );
    await emit(ctx, "luma/appointment.changed", {
      appointmentId: before.id,
      change: input.answer === "confirm" ? "confirmed" : "cancelled",
    });
    await replanAppointments(ctx, [before.id]);
  }
  await audit(ctx, {
    action: `answer-${input.answer}`,
    entity: "appointment",
    entityId: before.id,
    patientId: before.patientId,
    detail: { channel: input.channel, outcome: decision.outcome, ...(decision.outcome === "refuse" ? { reason: decision.reason } : {}) },
  });
  await touch(ctx, "appointments", "messages");
  return { ...decision, noShow };
}
