import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";
import { toWall } from "@/lib/time";

export type AnswerWithoutWords = {
  channel: "voice" | "email" | "sms";
  endpointId: string;
  senderId?: string | null;
  patientId?: string | null;
  appointmentId?: string | null;
  facilityId?: string | null;
  /** The message that asked. */
  replyTo: string | null;
  intent: "confirm" | "cancel" | "opt-out";
  /** How it was said, for staff: "Pressed 1", "On the visit's page". */
  body: string;
  /** For the trail: `key-1`, `page-confirm`. */
  understood: string;
  /** IANA zone in which the answer's local day is counted. */
  zone: string;
  language?: string | null;
};

/** [RTY-08] An answer that is no text – a key, a button on the visit's page – stands among the answers like one, and marks its question's message as answered. */
export async function storeAnswer(ctx: Ctx, answer: AnswerWithoutWords): Promise<string> {
  const id = newId();
  const wall = toWall(answer.zone, ctx.now);
  await ctx.sql(
    `insert into message (organization_id, id, direction, channel, kind, endpoint_id, sender_id, patient_id, appointment_id, facility_id, language, body, status, status_rank,
       intent, understood, reply_to, at, local_date, local_hour)
     values ($1, $2, 'in', $3, 'reply', $4, $5, $6, $7, $8, $9, $10, 'received', 9, $11, $12, $13, $14, $15, $16)`,
    [
      ctx.organizationId,
      id,
      answer.channel,
      answer.endpointId,
      answer.senderId ?? null,
      answer.patientId ?? null,
      answer.appointmentId ?? null,
      answer.facilityId ?? null,
      answer.language ?? "en",
      answer.body,
      answer.intent,
      answer.understood,
      answer.replyTo,
      ctx.now,
      wall.date,
      wall.hour,
    ],
  );
  if (answer.replyTo)
    await ctx.sql("update message set answered_at = coalesce(answered_at, $3) where organization_id = $1 and id = $2", [
      ctx.organizationId,
      answer.replyTo,
      ctx.now,
    ]);
  await touch(ctx, "messages");
  return id;
}
