import { ensureEndpoint } from "@/lib/consent/endpoints";
import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import { classifyReply, type Reply } from "@/lib/replies";
import { yesNoOnly } from "@/lib/reminders/answer-settings";
import { loadSettings } from "@/lib/settings/resolve";
import { toWall } from "@/lib/time";
import { carrierAnswered } from "./carrier-keywords";
import { bindableQuestions, type BoundQuestion } from "./questions";
import { senderContext, type SenderContext } from "./sender-context";

export type InboundSms = {
  messageSid: string;
  from: string;
  to: string;
  body: string;
  optOutType?: "STOP" | "START" | "HELP";
  /** When it came, in product time; without it, now. Worked on late, it must not pass for newer than what came after it. */
  receivedAt?: Date;
};

export type Understood = SenderContext & {
  messageId: string;
  endpointId: string;
  reply: Reply;
  question?: BoundQuestion;
  questions: BoundQuestion[];
  text: string;
  /** The carrier answered a START or HELP itself. */
  carrierAnswered: boolean;
};

/** Stores a text (once, by the carrier's id) and reads it in the light of what was asked of its number. */
export async function understand(ctx: Ctx, sms: InboundSms): Promise<Understood> {
  const endpointId = await ensureEndpoint(ctx, "phone", sms.from);
  const from = await senderContext(ctx, endpointId, sms.to);
  const questions = await bindableQuestions(ctx, endpointId);
  const question = questions[0];
  const asked =
    question?.kind === "pick" || question?.kind === "cancel-collision" ? question.kind : question ? ("reminder" as const) : undefined;
  const reply = classifyReply(sms.body, {
    language: question?.language ?? from.language,
    ...(asked && { question: { kind: asked, ...(asked === "pick" && { options: question?.data.options?.length ?? 3 }) } }),
    optedOut: from.optedOut,
    cancelMode: from.cancelMode,
    answersAllowed: question?.answers ?? "none",
    yesNoOnly: (await loadSettings(ctx)).get(yesNoOnly, question?.visit ?? { facilityId: from.facilityId }).value,
    ...(sms.optOutType && { carrierOptOut: sms.optOutType }),
  });
  const messageId = await storeInbound(ctx, sms, endpointId, from, reply, question);
  return {
    ...from,
    endpointId,
    messageId,
    reply,
    question,
    questions,
    text: sms.body,
    carrierAnswered: carrierAnswered(sms.body, from, sms.optOutType),
  };
}

async function storeInbound(
  ctx: Ctx,
  sms: InboundSms,
  endpointId: string,
  from: SenderContext,
  reply: Reply,
  question: BoundQuestion | undefined,
): Promise<string> {
  const id = newId();
  const [ref] = await ctx.sql<{ message_id: string; fresh: boolean }>(
    `insert into provider_ref (organization_id, provider_id, message_id) values ($1, $2, $3)
     on conflict (organization_id, provider_id) do update set provider_id = excluded.provider_id returning message_id, message_id = $3 as fresh`,
    [ctx.organizationId, sms.messageSid, id],
  );
  if (!ref!.fresh) return ref!.message_id;
  const at = sms.receivedAt ?? ctx.now;
  const wall = toWall(from.zone, at);
  await ctx.sql(
    `insert into message (organization_id, id, direction, channel, kind, endpoint_id, sender_id, patient_id, appointment_id, facility_id, language, body, status, status_rank, provider_id,
       intent, understood, reply_to, at, local_date, local_hour)
     values ($1, $2, 'in', 'sms', 'reply', $3, $4, $5, $6, $7, $8, $9, 'received', 9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ctx.organizationId,
      id,
      endpointId,
      from.senderId,
      question?.patientId ?? from.patientId ?? null,
      question?.appointmentId ?? null,
      from.facilityId ?? null,
      question?.language ?? from.language,
      sms.body.slice(0, 10_000),
      sms.messageSid,
      reply.intent,
      reply.rule,
      question?.messageId ?? null,
      at,
      wall.date,
      wall.hour,
    ],
  );
  if (question?.messageId)
    await ctx.sql("update message set answered_at = coalesce(answered_at, $3) where organization_id = $1 and id = $2", [
      ctx.organizationId,
      question.messageId,
      at,
    ]);
  return id;
}
