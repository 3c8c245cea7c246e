import { z } from "zod";
import { applyAnswer } from "@/lib/appointments/apply-answer";
import { lockAppointment } from "@/lib/appointments/lock";
import type { Ctx } from "@/lib/context";
import { forbidden, notFound } from "@/lib/errors";
import { answerQuestion } from "@/lib/inbound/questions";
import { storeAnswer } from "@/lib/inbound/store-answer";
import type { OpenedLink } from "@/lib/links/open-link";
import { allowedByLink, answersNow } from "./rules";
import { loadLinkFacts } from "./visit-page";

export const REASON_LENGTH = 500;

export const answerVisitInput = z.object({
  answer: z.enum(["confirm", "cancel"]),
  /** The version that the page showed. */
  revision: z.coerce.number().int(),
  reason: z
    .string()
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .pipe(z.string().max(REASON_LENGTH))
    .optional(),
});
export type AnswerVisitInput = z.output<typeof answerVisitInput>;

export type VisitAnswered = { outcome: "done" | "moved" | "refused" };

/**
 * The patient's answer from the visit's page ([REM-03], [APP-01]): by the signed link alone, within what its message allowed.
 * `done` also where the visit already is that way, so a second press is harmless; `moved` (nothing changed) where the page showed
 * another time than the visit has now. Throws not-found, and forbidden for anyone but a patient.
 */
export async function answerVisit(ctx: Ctx, link: OpenedLink, input: AnswerVisitInput): Promise<VisitAnswered> {
  if (ctx.actor.kind !== "patient") throw forbidden();
  if (!link.appointmentId) throw notFound("visit");
  const visit = await lockAppointment(ctx, link.appointmentId);
  if (visit.scheduleRevision !== input.revision) return { outcome: "moved" };
  const facts = await loadLinkFacts(ctx, link);
  const decision = await applyAnswer(ctx, {
    appointmentId: visit.id,
    answer: input.answer,
    channel: facts.channel === "email" ? "email" : "web",
    allowed: allowedAfterAll(
      visit.lifecycle,
      answersNow(allowedByLink({ messageId: link.messageId, ...facts }), visit, ctx.now),
      input.answer,
    ),
    ...(input.answer === "cancel" && input.reason ? { reason: input.reason } : {}),
  });
  if (decision.outcome === "refuse") return { outcome: "refused" };
  await answerOpenQuestion(ctx, link, visit.id, input.answer);
  // Pressing the same button again is no second answer.
  if (decision.outcome === "apply" && link.endpointId)
    await storeAnswer(ctx, {
      channel: facts.channel === "email" || facts.channel === "voice" ? facts.channel : "sms",
      endpointId: link.endpointId,
      patientId: visit.patientId,
      appointmentId: visit.id,
      facilityId: visit.facilityId,
      replyTo: link.messageId,
      intent: input.answer,
      body:
        input.answer === "confirm"
          ? "Confirmed on the visit's page"
          : `Cancelled on the visit's page${input.reason ? `: ${input.reason}` : ""}`,
      understood: `page-${input.answer}`,
      zone: visit.zone,
      language: link.language,
    });
  return { outcome: "done" };
}

/** Pressing Cancel again after the visit's hour is still "already cancelled", not a refusal. */
function allowedAfterAll(lifecycle: string, allowed: ReturnType<typeof answersNow>, answer: "confirm" | "cancel"): typeof allowed {
  return lifecycle === "cancelled" && answer === "cancel" ? "confirm-cancel" : allowed;
}

/** The question that the same text asked is answered too; an e-mail's link asks none. */
async function answerOpenQuestion(ctx: Ctx, link: OpenedLink, appointmentId: string, answer: string): Promise<void> {
  if (!link.messageId) return;
  const open = await ctx.sql<{ id: string }>(
    `select id from question where organization_id = $1 and appointment_id = $2 and message_id = $3 and kind = 'reminder' and state in ('open', 'answered')`,
    [ctx.organizationId, appointmentId, link.messageId],
  );
  for (const { id } of open) await answerQuestion(ctx, id, answer);
}
