import type { Ctx } from "@/lib/context";
import { planAnswer } from "@/lib/delivery/plan-answer";
import type { TemplateKey } from "@/lib/templates";
import { openTask, type TaskKind } from "@/lib/tasks/open-task";
import type { BoundQuestion } from "./questions";
import type { Understood } from "./understand-sms";

/** Plans the text that answers a reply: about the question's visit, or about nothing in particular. Called by what works on replies. */
export async function answer(
  ctx: Ctx,
  u: Understood,
  templateKey: TemplateKey,
  about?: BoundQuestion,
  more: { appointmentId?: string; offered?: (string | null)[] } = {},
): Promise<void> {
  const bound = about ?? u.question;
  await planAnswer(ctx, {
    inboundId: u.messageId,
    endpointId: u.endpointId,
    senderId: u.senderId,
    channel: "sms",
    templateKey,
    language: bound?.language ?? u.language,
    facilityId: u.facilityId,
    zone: u.zone,
    ...(more.offered
      ? { data: { appointmentIds: more.offered } }
      : { patientId: bound?.patientId ?? u.patientId, appointmentId: more.appointmentId ?? bound?.appointmentId ?? undefined }),
    ...(more.appointmentId && { stepKey: `${templateKey}:${more.appointmentId}` }),
  });
}

/** Puts a reply in front of a person, with what was understood. Called by what works on replies. */
export async function task(
  ctx: Ctx,
  u: Understood,
  kind: TaskKind,
  more: { about?: BoundQuestion | "nobody"; dedupeKey?: string } = {},
): Promise<void> {
  const about = more.about === "nobody" ? undefined : (more.about ?? u.question);
  await openTask(ctx, {
    kind,
    patientId: about?.patientId ?? u.patientId,
    appointmentId: about?.appointmentId,
    facilityId: u.facilityId ?? about?.visit?.facilityId,
    messageId: u.messageId,
    endpointId: u.endpointId,
    detail: { intent: u.reply.intent, rule: u.reply.rule, ...(u.reply.lateMinutes && { minutes: u.reply.lateMinutes }) },
    dedupeKey: more.dedupeKey ?? `${kind}:${u.messageId}`,
  });
}
