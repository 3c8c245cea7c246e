import { applyAnswer } from "@/lib/appointments/apply-answer";
import { liftByPatient, replanEndpoint } from "@/lib/consent/lift";
import { suppress } from "@/lib/consent/suppress";
import { type Ctx, withContext } from "@/lib/context";
import { newId } from "@/lib/ids";
import { openTask } from "@/lib/tasks/open-task";
import { answerTemplate } from "./act-on-visit";
import { answerQuestion, type BoundQuestion } from "./questions";
import { answer } from "./respond";
import type { Understood } from "./understand-sms";

/** CANCEL mode B with an open reminder: all automatic texts stop now, and the patient is asked once which was meant. Called by what works on replies. */
export async function askCancelCollision(ctx: Ctx, u: Understood): Promise<void> {
  await suppress(ctx, {
    endpointId: u.endpointId,
    senderId: u.senderId,
    channel: "sms",
    source: "patient",
    how: "sms cancel-collision",
    wording: u.text,
    patientId: u.patientId,
    messageId: u.messageId,
  });
  await ctx.sql(
    `insert into question (organization_id, id, kind, endpoint_id, sender_id, patient_id, appointment_id, message_id, answers, language, asked_at, expires_at, data)
     values ($1, $2, 'cancel-collision', $3, $4, $5, $6, $7, 'confirm-cancel', $8, $9, $9::timestamptz + interval '24 hours', $10)`,
    [
      ctx.organizationId,
      newId(),
      u.endpointId,
      u.senderId,
      u.question!.patientId,
      u.question!.appointmentId,
      u.question!.messageId,
      u.question!.language,
      ctx.now,
      JSON.stringify({ revision: u.question!.data.revision }),
    ],
  );
  await replanEndpoint(ctx, u.endpointId);
  await answer(ctx, u, "cancel-question", u.question);
}

/** CANCEL mode B, answered 1: only the visit is cancelled, the texts go on. Called by what works on replies. */
export async function cancelOnlyTheVisit(ctx: Ctx, u: Understood, question: BoundQuestion): Promise<void> {
  await liftByPatient(ctx, {
    endpointId: u.endpointId,
    senderId: u.senderId,
    channel: "sms",
    how: "cancel-collision 1",
    wording: u.text,
    messageId: u.messageId,
  });
  const decision = await applyAnswer(ctx, {
    appointmentId: question.appointmentId!,
    answer: "cancel",
    // The question names one visit: the answer is for that one, whatever the day's others.
    channel: "sms",
    onlyThis: true,
    allowed: "confirm-cancel",
  });
  await answerQuestion(ctx, question.id, "cancel");
  await answer(ctx, u, answerTemplate("cancel", decision), question);
}

/**
 * CANCEL mode B, not answered within 24 hours: a full opt-out (47 CFR 64.1200(a)(12)). Nothing more is texted; a person finds out whether the
 * visit stands. Gives how many questions ended. Called by the workflow, with a transaction for each organization.
 */
export async function endSilentCancels(organizationId: string): Promise<number> {
  return withContext({ organizationId, actor: { kind: "workflow", name: "end-silent-cancels" } }, async (ctx) => {
    const silent = await ctx.sql<{
      id: string;
      endpointId: string;
      senderId: string | null;
      patientId: string | null;
      appointmentId: string | null;
      facilityId: string | null;
    }>(
      `update question q set state = 'expired', answer = 'silence' from question s left join appointment a on a.organization_id = s.organization_id and a.id = s.appointment_id
       where q.organization_id = $1 and s.organization_id = $1 and s.id = q.id and q.kind = 'cancel-collision' and q.state = 'open' and q.expires_at <= $2
       returning q.id, q.endpoint_id as "endpointId", q.sender_id as "senderId", q.patient_id as "patientId", q.appointment_id as "appointmentId", a.facility_id as "facilityId"`,
      [ctx.organizationId, ctx.now],
    );
    for (const q of silent) {
      await suppress(ctx, {
        endpointId: q.endpointId,
        senderId: q.senderId ?? undefined,
        source: "patient",
        how: "sms cancel-collision silence",
        patientId: q.patientId ?? undefined,
      });
      await replanEndpoint(ctx, q.endpointId);
      await openTask(ctx, {
        kind: "texts-or-visit",
        patientId: q.patientId,
        appointmentId: q.appointmentId,
        facilityId: q.facilityId,
        endpointId: q.endpointId,
        detail: { intent: "ambiguous-cancel", rule: "3-silence" },
        dedupeKey: `texts-or-visit:${q.id}`,
      });
    }
    return silent.length;
  });
}
