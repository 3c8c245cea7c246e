import { applyAnswer } from "@/lib/appointments/apply-answer";
import type { AnswerDecision } from "@/lib/appointments/rules";
import { setLate } from "@/lib/appointments/set-late";
import type { Ctx } from "@/lib/context";
import { answerAppliesTo, askWhichVisit, waitlistReply } from "@/lib/reminders/answer-settings";
import type { Reply } from "@/lib/replies";
import { loadSettings } from "@/lib/settings/resolve";
import { settleTasksAbout } from "@/lib/tasks/close-task";
import type { TaskKind } from "@/lib/tasks/open-task";
import type { TemplateKey } from "@/lib/templates";
import { joinWaitlist } from "@/lib/waitlist/join-waitlist";
import { type VisitIntent, visitsMeant } from "./meant";
import { answerQuestion, type BoundQuestion } from "./questions";
import { answer, task } from "./respond";
import type { Understood } from "./understand-sms";
import { listVisits, pickedVisit } from "./which-visit";

const TASK_WITHOUT_VISIT: Partial<Record<VisitIntent, TaskKind>> = {
  reschedule: "reschedule",
  late: "running-late",
  "join-waitlist": "reply",
};

/** [REM-20] Does what a reply says to the visit it is for; where several may be meant it never guesses, it asks. Called by what works on replies. */
export async function actOnVisit(ctx: Ctx, u: Understood, intent: VisitIntent): Promise<void> {
  const settings = await loadSettings(ctx);
  const at = u.question?.visit ?? {};
  const meant = visitsMeant(
    u.questions,
    intent,
    { ask: settings.get(askWhichVisit, at).value, wholeDay: settings.get(answerAppliesTo, at).value === "day" },
    ctx.now,
  );
  if (meant.length > 1) {
    // A list may stay unanswered; what a person would have been told, they are told at once.
    const kind = TASK_WITHOUT_VISIT[intent];
    if (kind) await task(ctx, u, kind, { about: "nobody" });
    return listVisits(ctx, u, intent, meant.slice(0, 9));
  }
  if (!meant[0]) return task(ctx, u, intent === "late" ? "running-late" : "reply");
  await doTo(ctx, u, meant[0], intent);
}

/** A number from the list: what was said before is done to that visit. Called by what works on replies. */
export async function actOnPick(ctx: Ctx, u: Understood): Promise<void> {
  const picked = await pickedVisit(ctx, u);
  if (!picked) return;
  const { chosen, intent, late, lateMinutes, inboundId } = picked;
  const reply: Reply = { ...u.reply, also: late ? ["late"] : [], ...(lateMinutes !== undefined && { lateMinutes }) };
  const kind = TASK_WITHOUT_VISIT[intent];
  if (kind && inboundId) await settleTasksAbout(ctx, { kind, plannedMessageIds: [], dedupeKeys: [`${kind}:${inboundId}`] });
  if (inboundId) await belongsTo(ctx, inboundId, chosen);
  await doTo(ctx, { ...u, reply }, chosen, intent);
}

async function doTo(ctx: Ctx, u: Understood, question: BoundQuestion, intent: VisitIntent): Promise<void> {
  await belongsTo(ctx, u.messageId, question);
  switch (intent) {
    case "confirm":
    case "cancel":
      return apply(ctx, u, question, intent);
    case "reschedule":
      await task(ctx, u, "reschedule", { about: question });
      return answer(ctx, u, "reschedule-reply", question);
    case "join-waitlist":
      return join(ctx, u, question);
    case "late":
      await setLate(ctx, question.appointmentId!, lateFact(u));
      return task(ctx, u, "running-late", { about: question });
  }
}

async function belongsTo(ctx: Ctx, messageId: string, question: BoundQuestion): Promise<void> {
  await ctx.sql("update message set appointment_id = $3, patient_id = $4 where organization_id = $1 and id = $2", [
    ctx.organizationId,
    messageId,
    question.appointmentId,
    question.patientId,
  ]);
}

const lateFact = (u: Understood): { minutes?: number } => (u.reply.lateMinutes ? { minutes: u.reply.lateMinutes } : {});

async function apply(ctx: Ctx, u: Understood, question: BoundQuestion, intent: "confirm" | "cancel"): Promise<void> {
  const late = u.reply.also.includes("late");
  const decision = await applyAnswer(ctx, {
    appointmentId: question.appointmentId!,
    answer: intent,
    channel: "sms",
    allowed: question.answers,
    ...(late && { late: lateFact(u) }),
  });
  await answerQuestion(ctx, question.id, intent);
  await answer(ctx, u, answerTemplate(intent, decision), question);
  if (late) await task(ctx, u, "running-late", { about: question });
  for (const other of decision.others) {
    const asked = u.questions.find((q) => q.appointmentId === other.appointmentId && q.state === "open");
    if (asked) await answerQuestion(ctx, asked.id, intent);
    // [REM-18] Each visit that changed is named, in a text of its own; [REM-19] hidden ones are not spoken of.
    if (!other.hidden && other.outcome === "apply")
      await answer(ctx, u, answerTemplate(intent, other), question, { appointmentId: other.appointmentId });
  }
}

/** Which standard answer tells the patient what happened. */
export function answerTemplate(intent: "confirm" | "cancel", decision: AnswerDecision & { noShow: boolean }): TemplateKey {
  if (decision.outcome === "apply") return intent === "confirm" ? "confirm-reply" : decision.noShow ? "cancel-reply-fee" : "cancel-reply";
  if (decision.outcome === "already") return "already-answered";
  if (decision.reason === "appointment-past" || decision.reason === "appointment-ended") return "after-passing";
  return intent === "confirm" ? "cannot-confirm" : "cannot-cancel";
}

/** [REM-28] The patient is on the list and the visit stays; staff have the task of finding an earlier time. */
async function join(ctx: Ctx, u: Understood, question: BoundQuestion): Promise<void> {
  const settings = await loadSettings(ctx);
  if (!settings.get(waitlistReply, question.visit ?? {}).value) return task(ctx, u, "reply", { about: question });
  if (!(await joinWaitlist(ctx, { appointmentId: question.appointmentId!, messageId: u.messageId })))
    return task(ctx, u, "reply", { about: question });
  await task(ctx, u, "waitlist", { about: question, dedupeKey: `waitlist:${question.appointmentId}` });
  await answer(ctx, u, "waitlist-joined", question);
}
