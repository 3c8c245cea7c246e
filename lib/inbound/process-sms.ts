import { applyAnswer } from "@/lib/appointments/apply-answer";
import type { AnswerDecision } from "@/lib/appointments/rules";
import { liftByPatient, replanEndpoint } from "@/lib/consent/lift";
import { suppress } from "@/lib/consent/suppress";
import type { Ctx } from "@/lib/context";
import { planAnswer } from "@/lib/delivery/plan-answer";
import { newId } from "@/lib/ids";
import { revokeLinks } from "@/lib/links/revoke-link";
import { touch } from "@/lib/live/notify";
import type { TemplateKey } from "@/lib/templates";
import { openTask } from "@/lib/tasks/open-task";
import { answerQuestion, type BoundQuestion, markAsked, newestPerVisit } from "./questions";
import { endpointFacts, findSender } from "./sender-context";
import { stopAnyway } from "./stop-anyway";
import { type InboundSms, understand, type Understood } from "./understand-sms";

/**
 * First transaction: stores the message, understands it, and lets an opt-out take effect before anything else can fail ([CON-11]).
 * Idempotent by the carrier's message id. Second transaction (actOnReply) does the rest.
 */
export async function hearSms(ctx: Ctx, sms: InboundSms): Promise<void> {
  if (!(await findSender(ctx, sms.to))) return stopAnyway(ctx, sms);
  const u = await understand(ctx, sms);
  if (u.reply.intent !== "opt-out" && !(u.reply.intent === "ambiguous-cancel" && u.reply.act === "act")) return;
  await suppress(ctx, {
    endpointId: u.endpointId,
    senderId: u.senderId,
    source: "patient",
    how: `sms ${u.reply.rule}`,
    wording: sms.body,
    patientId: u.patientId,
    messageId: u.messageId,
  });
  await replanEndpoint(ctx, u.endpointId);
}

/** Second transaction: answers, changes the visit, or hands the reply to a person. */
export async function actOnSms(ctx: Ctx, sms: InboundSms): Promise<void> {
  const u = await understand(ctx, sms);
  if (u.reply.urgent) await task(ctx, u, "urgent");
  await act(ctx, u);
  await touch(ctx, "messages", "tasks");
}

async function act(ctx: Ctx, u: Understood): Promise<void> {
  const { reply } = u;
  switch (reply.intent) {
    case "opt-out":
      if (u.question?.kind === "cancel-collision") await answerQuestion(ctx, u.question.id, "opt-out");
      await confirmOptOut(ctx, u, reply.also.includes("ambiguous-cancel") ? "opt-out-confirm-cancel" : "opt-out-confirm");
      if (reply.wrongNumber) await wrongNumber(ctx, u);
      if (reply.also.includes("cancel") || reply.also.includes("ambiguous-cancel")) await task(ctx, u, "texts-or-visit");
      return;
    case "ambiguous-cancel":
      if (reply.act === "ask") return askCancelCollision(ctx, u);
      await confirmOptOut(ctx, u, "opt-out-confirm-cancel");
      return task(ctx, u, "texts-or-visit");
    case "opt-in":
      if (reply.act !== "act") return task(ctx, u, "reply");
      await liftByPatient(ctx, {
        endpointId: u.endpointId,
        senderId: u.senderId,
        channel: "sms",
        how: `sms ${reply.rule}`,
        wording: u.text,
        messageId: u.messageId,
      });
      // Stopped at another of our numbers, or by the clinic: texts stay off, and a person can say what lifts it.
      if ((await endpointFacts(ctx, u.endpointId)).optedOut) return task(ctx, u, "reply");
      return u.carrierAnswered ? undefined : answer(ctx, u, "opt-in-confirm");
    case "help":
      return u.carrierAnswered ? undefined : answer(ctx, u, "help");
    case "pick":
      return picked(ctx, u);
    case "confirm":
    case "cancel":
      if (u.question?.kind === "cancel-collision") return cancelOnlyTheVisit(ctx, u, u.question);
      if (reply.act === "act") return confirmOrCancel(ctx, u, reply.intent);
      break;
    case "reschedule":
      await task(ctx, u, "reschedule");
      if (reply.act === "act") await answer(ctx, u, "reschedule-reply", u.question);
      return;
    case "late":
      await markLate(ctx, u);
      return task(ctx, u, "running-late");
    default:
      break;
  }
  if (reply.act === "ask" && u.question?.kind === "pick") return askAgain(ctx, u, u.question);
  if (reply.act === "ask" && u.question) {
    if (await markAsked(ctx, u.question.id)) return answer(ctx, u, "reply-not-understood", u.question);
  }
  return task(ctx, u, "reply");
}

/** [REM-20] Several visits asked about on one number: never guess which one a bare yes or no is for. */
async function confirmOrCancel(ctx: Ctx, u: Understood, intent: "confirm" | "cancel"): Promise<void> {
  const candidates = meant(newestPerVisit(u.questions), intent);
  if (candidates.length > 1) return askWhichVisit(ctx, u, intent, candidates.slice(0, 9));
  await apply(ctx, u, candidates[0]!, intent);
}

/** The visits that a yes or no may be for. A yes is for the one still open; a no may also take back an answer, so it is asked about. */
function meant(visits: BoundQuestion[], intent: "confirm" | "cancel"): BoundQuestion[] {
  const open = visits.filter((q) => q.state === "open");
  if (open.length > 1) return open;
  if (intent === "confirm") return [open[0] ?? visits[0]!];
  return open[0] === visits[0] ? visits.slice(0, 1) : visits;
}

async function askWhichVisit(ctx: Ctx, u: Understood, intent: "confirm" | "cancel", options: BoundQuestion[]): Promise<void> {
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
      JSON.stringify({ intent, options: options.map((q) => q.id) }),
    ],
  );
  await planAnswer(ctx, {
    inboundId: u.messageId,
    endpointId: u.endpointId,
    senderId: u.senderId,
    channel: "sms",
    templateKey: "which-visit",
    language: u.question?.language ?? u.language,
    zone: u.zone,
    data: { appointmentIds: options.map((q) => q.appointmentId) },
  });
}

/** An unclear answer to the list: the list once more, then a person. */
async function askAgain(ctx: Ctx, u: Understood, question: BoundQuestion): Promise<void> {
  if (!(await markAsked(ctx, question.id))) return task(ctx, u, "which-visit");
  const offered = (question.data.options ?? []).flatMap((id) => u.questions.find((q) => q.id === id)?.appointmentId ?? []);
  await planAnswer(ctx, {
    inboundId: u.messageId,
    endpointId: u.endpointId,
    senderId: u.senderId,
    channel: "sms",
    templateKey: "which-visit",
    language: question.language,
    zone: u.zone,
    data: { appointmentIds: offered },
  });
}

async function picked(ctx: Ctx, u: Understood): Promise<void> {
  const id = u.question?.data.options?.[(u.reply.pick ?? 0) - 1];
  const chosen = u.questions.find((q) => q.id === id);
  const intent = u.question?.data.intent;
  if (!chosen || (intent !== "confirm" && intent !== "cancel")) return task(ctx, u, "which-visit");
  await answerQuestion(ctx, u.question!.id, String(u.reply.pick));
  await apply(ctx, u, chosen, intent);
}

async function apply(ctx: Ctx, u: Understood, question: BoundQuestion, intent: "confirm" | "cancel"): Promise<void> {
  const late = u.reply.also.includes("late");
  const decision = await applyAnswer(ctx, {
    appointmentId: question.appointmentId!,
    answer: intent,
    channel: "sms",
    allowed: question.answers,
    late,
  });
  await answerQuestion(ctx, question.id, intent);
  await ctx.sql("update message set appointment_id = $3, patient_id = $4 where organization_id = $1 and id = $2", [
    ctx.organizationId,
    u.messageId,
    question.appointmentId,
    question.patientId,
  ]);
  await answer(ctx, u, answerTemplate(intent, decision), question);
  if (late) await task(ctx, { ...u, question }, "running-late");
}

/** Which standard answer tells the patient what happened. */
export function answerTemplate(intent: "confirm" | "cancel", decision: AnswerDecision & { noShow: boolean }): TemplateKey {
  if (decision.outcome === "apply") return intent === "confirm" ? "confirm-reply" : decision.noShow ? "cancel-reply-fee" : "cancel-reply";
  if (decision.outcome === "already") return "already-answered";
  if (decision.reason === "appointment-past" || decision.reason === "appointment-ended") return "after-passing";
  return intent === "confirm" ? "cannot-confirm" : "cannot-cancel";
}

/** CANCEL mode B, answered 1: only the visit is cancelled, the texts go on. */
async function cancelOnlyTheVisit(ctx: Ctx, u: Understood, question: BoundQuestion): Promise<void> {
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
    channel: "sms",
    allowed: "confirm-cancel",
  });
  await answerQuestion(ctx, question.id, "cancel");
  await answer(ctx, u, answerTemplate("cancel", decision), question);
}

/** CANCEL mode B with an open reminder: all automatic texts stop now, and the patient is asked once which was meant. */
async function askCancelCollision(ctx: Ctx, u: Understood): Promise<void> {
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

/** One confirmation for each opt-out, however often the patient repeats it ([CON-11]). */
async function confirmOptOut(ctx: Ctx, u: Understood, key: "opt-out-confirm" | "opt-out-confirm-cancel"): Promise<void> {
  const [row] = await ctx.sql<{ confirmed: boolean }>(
    `select exists (select 1 from planned_message p where p.organization_id = $1 and p.kind = 'answer' and p.endpoint_id = $2 and p.subject_id <> $3
       and p.template_key in ('opt-out-confirm', 'opt-out-confirm-cancel') and p.ideal_at >=
         (select min(s.created_at) from suppression s where s.organization_id = $1 and s.endpoint_id = $2 and s.lifted_at is null and s.source = 'patient')) as confirmed`,
    [ctx.organizationId, u.endpointId, u.messageId],
  );
  if (!row!.confirmed) await answer(ctx, u, key);
}

async function wrongNumber(ctx: Ctx, u: Understood): Promise<void> {
  await ctx.sql(
    `update patient_contact set archived_at = $3, archived_reason = 'wrong-number', archived_message_id = $4 where organization_id = $1 and endpoint_id = $2 and archived_at is null`,
    [ctx.organizationId, u.endpointId, ctx.now, u.messageId],
  );
  await revokeLinks(ctx, { endpointId: u.endpointId });
  await task(ctx, u, "wrong-number");
}

async function markLate(ctx: Ctx, u: Understood): Promise<void> {
  if (u.question?.appointmentId)
    await ctx.sql("update appointment set running_late = true where organization_id = $1 and id = $2 and lifecycle = 'booked'", [
      ctx.organizationId,
      u.question.appointmentId,
    ]);
}

async function answer(ctx: Ctx, u: Understood, templateKey: TemplateKey, about?: BoundQuestion): Promise<void> {
  await planAnswer(ctx, {
    inboundId: u.messageId,
    endpointId: u.endpointId,
    senderId: u.senderId,
    channel: "sms",
    templateKey,
    language: about?.language ?? u.question?.language ?? u.language,
    patientId: about?.patientId ?? u.question?.patientId ?? u.patientId,
    appointmentId: about?.appointmentId ?? u.question?.appointmentId ?? undefined,
    facilityId: u.facilityId,
    zone: u.zone,
  });
}

async function task(ctx: Ctx, u: Understood, kind: Parameters<typeof openTask>[1]["kind"]): Promise<void> {
  await openTask(ctx, {
    kind,
    patientId: u.question?.patientId ?? u.patientId,
    appointmentId: u.question?.appointmentId,
    facilityId: u.facilityId,
    messageId: u.messageId,
    endpointId: u.endpointId,
    detail: { intent: u.reply.intent, rule: u.reply.rule },
    dedupeKey: `${kind}:${u.messageId}`,
  });
}
