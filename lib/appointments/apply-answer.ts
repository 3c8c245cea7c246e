import { audit } from "@/lib/audit/write";
import type { Ctx } from "@/lib/context";
import { replanAppointments } from "@/lib/delivery/plan";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";
import { loadSettings } from "@/lib/settings/resolve";
import { answerAppliesTo, answerIncludesHidden } from "@/lib/reminders/answer-settings";
import { cancelCountsAsNoShow } from "@/lib/reminders/settings";
import { countsAsNoShow } from "@/lib/reminders/visits-of-day";
import { answerSettingsAt } from "./answer-settings";
import { lockAppointment } from "./lock";
import { type AnswerDecision, decideAnswer, type PatientAnswer } from "./rules";
import { setLate } from "./set-late";

export type AnswerChannel = "sms" | "voice" | "email" | "web";

type AnswerInput = {
  appointmentId: string;
  answer: PatientAnswer;
  channel: AnswerChannel;
  allowed: "confirm-cancel" | "confirm" | "none";
  reason?: string;
  late?: LateFact;
  /** The question named one visit, whatever the others of that day. */
  onlyThis?: boolean;
};

/** The patient says that they come late; by how much, where they say so. */
export type LateFact = { minutes?: number };

type Applied = AnswerDecision & { noShow: boolean };

/** Another visit of that day that the answer was for as well ([REM-18]). `hidden`: the patient is not told of it. */
export type AlsoAnswered = Applied & { appointmentId: string; hidden: boolean };

/**
 * A patient's answer to the question about one visit, already understood and bound: applies it, or says why not. Where the clinic has set so
 * ([REM-18], [REM-19]), an answer by text or key press is for all visits of the patient on that day; buttons are for the visit they name.
 * The later reminders are replanned in the same transaction. Called by replies, key presses and patient pages only.
 */
export async function applyAnswer(ctx: Ctx, input: AnswerInput): Promise<Applied & { others: AlsoAnswered[] }> {
  const asked = await applyToVisit(ctx, input);
  const others: AlsoAnswered[] = [];
  if (asked.outcome !== "refuse" && !input.onlyThis && (input.channel === "sms" || input.channel === "voice"))
    for (const { id, hidden } of await othersOfDay(ctx, input.appointmentId))
      others.push({ ...(await applyToVisit(ctx, { ...input, appointmentId: id })), appointmentId: id, hidden });
  return { ...asked, others };
}

async function othersOfDay(ctx: Ctx, appointmentId: string): Promise<{ id: string; hidden: boolean }[]> {
  const settings = await loadSettings(ctx);
  const rows = await ctx.sql<{ id: string; hidden: boolean; facilityId: string; typeId: string | null; providerId: string | null }>(
    `select o.id, coalesce(t.hidden, false) as hidden, a.facility_id as "facilityId", a.type_id as "typeId", a.provider_id as "providerId"
     from appointment a join appointment o on o.organization_id = a.organization_id and o.patient_id = a.patient_id and o.local_date = a.local_date and o.id <> a.id and o.lifecycle = 'booked'
     left join appointment_type t on t.organization_id = o.organization_id and t.id = o.type_id
     where a.organization_id = $1 and a.id = $2 order by o.starts_at, o.id`,
    [ctx.organizationId, appointmentId],
  );
  return rows.filter(
    (row) => settings.get(answerAppliesTo, row).value === "day" && (!row.hidden || settings.get(answerIncludesHidden, row).value),
  );
}

async function applyToVisit(ctx: Ctx, input: AnswerInput): Promise<Applied> {
  const before = await lockAppointment(ctx, input.appointmentId);
  const settings = await loadSettings(ctx);
  const at = { facilityId: before.facilityId, typeId: before.typeId ?? undefined, providerId: before.providerId ?? undefined };
  const decision = decideAnswer(input.answer, input.allowed, before, answerSettingsAt(settings, at), ctx.now);
  // [REM-08] Only a cancellation that is applied now can count.
  const noShow =
    decision.outcome === "apply" &&
    input.answer === "cancel" &&
    countsAsNoShow(before.startsAt, ctx.now, { cancelCountsAsNoShow: settings.get(cancelCountsAsNoShow, at).value });
  if (input.late && decision.outcome !== "refuse") await setLate(ctx, before.id, input.late);
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
