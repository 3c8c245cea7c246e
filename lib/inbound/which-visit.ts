import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import { type VisitIntent, VISIT_INTENTS } from "./meant";
import { answerQuestion, type BoundQuestion, markAsked } from "./questions";
import { answer, task } from "./respond";
import type { Understood } from "./understand-sms";

/** [REM-20] Asks with a numbered list which of several visits an answer is for. Called by what works on replies. */
export async function listVisits(ctx: Ctx, u: Understood, intent: VisitIntent, options: readonly BoundQuestion[]): Promise<void> {
  const { also, lateMinutes } = u.reply;
  await ctx.sql(
    "update question set state = 'superseded' where organization_id = $1 and endpoint_id = $2 and kind = 'pick' and state = 'open'",
    [ctx.organizationId, u.endpointId],
  );
  await ctx.sql(
    `insert into question (organization_id, id, kind, endpoint_id, sender_id, answers, language, asked_at, expires_at, data)
     values ($1, $2, 'pick', $3, $4, 'none', $5, $6, $6::timestamptz + interval '12 hours', $7)`,
    [
      ctx.organizationId,
      newId(),
      u.endpointId,
      u.senderId,
      u.question?.language ?? u.language,
      ctx.now,
      JSON.stringify({ intent, options: options.map((q) => q.id), inboundId: u.messageId, late: also.includes("late"), lateMinutes }),
    ],
  );
  // Until the patient has chosen, the text belongs to no visit, and to a patient only where there is one.
  const [first] = options;
  const patientId = options.every((q) => q.patientId === first?.patientId) ? first?.patientId : null;
  await ctx.sql("update message set appointment_id = null, patient_id = $3 where organization_id = $1 and id = $2", [
    ctx.organizationId,
    u.messageId,
    patientId,
  ]);
  await answer(ctx, u, "which-visit", undefined, { offered: options.map((q) => q.appointmentId) });
}

/** An unclear answer to the list: the list once more, then a person. Called by what works on replies. */
export async function askAgain(ctx: Ctx, u: Understood, question: BoundQuestion): Promise<void> {
  if (!(await markAsked(ctx, question.id))) return task(ctx, u, "which-visit");
  const offered = (question.data.options ?? []).flatMap((id) => u.questions.find((q) => q.id === id)?.appointmentId ?? []);
  await answer(ctx, u, "which-visit", question, { offered });
}

export type Picked = { chosen: BoundQuestion; intent: VisitIntent; late: boolean; lateMinutes?: number; inboundId?: string };

/** The visit chosen from the list and what was to be done to it; undefined (and a person is told) where it is no longer to be had. Called by what works on replies. */
export async function pickedVisit(ctx: Ctx, u: Understood): Promise<Picked | undefined> {
  const { options, intent: stored, late, lateMinutes, inboundId } = u.question?.data ?? {};
  const chosen = u.questions.find((q) => q.id === options?.[(u.reply.pick ?? 0) - 1]);
  const intent = VISIT_INTENTS.find((i) => i === stored);
  if (!chosen || !intent) {
    await task(ctx, u, "which-visit");
    return undefined;
  }
  await answerQuestion(ctx, u.question!.id, String(u.reply.pick));
  return { chosen, intent, late: late ?? false, ...(lateMinutes !== undefined && { lateMinutes }), ...(inboundId && { inboundId }) };
}
