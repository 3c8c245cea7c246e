import { liftByPatient, replanEndpoint } from "@/lib/consent/lift";
import { suppress } from "@/lib/consent/suppress";
import type { Ctx } from "@/lib/context";
import { revokeLinks } from "@/lib/links/revoke-link";
import { touch } from "@/lib/live/notify";
import { settleTasksAbout } from "@/lib/tasks/close-task";
import { leaveWaitlist } from "@/lib/waitlist/leave-waitlist";
import { actOnPick, actOnVisit } from "./act-on-visit";
import { askCancelCollision, cancelOnlyTheVisit } from "./cancel-collision";
import { answerQuestion, markAsked } from "./questions";
import { answer, task } from "./respond";
import { endpointFacts, findSender } from "./sender-context";
import { stopAnyway } from "./stop-anyway";
import { type InboundSms, understand, type Understood } from "./understand-sms";
import { askAgain } from "./which-visit";

export { answerTemplate } from "./act-on-visit";

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
      if (reply.also.includes("cancel") || reply.also.includes("ambiguous-cancel") || reply.rule === "3-answer-else")
        await task(ctx, u, "texts-or-visit");
      return;
    case "ambiguous-cancel":
      if (reply.act === "ask") return askCancelCollision(ctx, u);
      await confirmOptOut(ctx, u, "opt-out-confirm-cancel");
      return task(ctx, u, "texts-or-visit");
    case "opt-in":
      return optIn(ctx, u);
    case "help":
      return u.carrierAnswered ? undefined : answer(ctx, u, "help");
    case "pick":
      return actOnPick(ctx, u);
    case "confirm":
    case "cancel":
      if (u.question?.kind === "cancel-collision") return cancelOnlyTheVisit(ctx, u, u.question);
      if (reply.act === "act") return actOnVisit(ctx, u, reply.intent);
      break;
    case "reschedule":
      return reply.act === "act" ? actOnVisit(ctx, u, "reschedule") : task(ctx, u, "reschedule");
    case "join-waitlist":
      return actOnVisit(ctx, u, "join-waitlist");
    case "leave-waitlist":
      return leave(ctx, u);
    case "late":
      return actOnVisit(ctx, u, "late");
    case "arrived":
      return task(ctx, u, "arrived");
    default:
      break;
  }
  if (reply.act === "ask" && u.question?.kind === "pick") return askAgain(ctx, u, u.question);
  if (reply.act === "ask" && u.question) {
    if (await markAsked(ctx, u.question.id)) return answer(ctx, u, "reply-not-understood", u.question);
  }
  return task(ctx, u, "reply");
}

async function optIn(ctx: Ctx, u: Understood): Promise<void> {
  if (u.reply.act !== "act") return task(ctx, u, "reply");
  await liftByPatient(ctx, {
    endpointId: u.endpointId,
    senderId: u.senderId,
    channel: "sms",
    how: `sms ${u.reply.rule}`,
    wording: u.text,
    messageId: u.messageId,
  });
  // Stopped at another of our numbers, or by the clinic: texts stay off, and a person can say what lifts it.
  if ((await endpointFacts(ctx, u.endpointId)).optedOut) return task(ctx, u, "reply");
  return u.carrierAnswered ? undefined : answer(ctx, u, "opt-in-confirm");
}

/** The list is left for everyone on the number; what nobody was on is for a person to read. */
async function leave(ctx: Ctx, u: Understood): Promise<void> {
  const left = await leaveWaitlist(ctx, { endpointId: u.endpointId });
  if (!left.length) return task(ctx, u, "reply");
  await settleTasksAbout(ctx, { kind: "waitlist", plannedMessageIds: [], dedupeKeys: left.map((id) => `waitlist:${id}`) });
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
