/** E-mail over Resend. */
import type { Resend } from "resend";
import { withTrouble } from "@/lib/carriers/resend/client";
import { resendOutcome } from "@/lib/carriers/resend/outcome";
import { CarrierUnavailable, type EmailCarrier } from "@/lib/carriers/types";

/** The tag that carries our attempt's id; it comes back in every webhook about the message. */
export const ATTEMPT_TAG = "attempt";

/** Resend writes `2023-04-03 22:13:42.674981+00`. */
function timeOf(text: string): Date | undefined {
  const date = new Date(text.replace(" ", "T").replace(/([+-]\d{2})$/, "$1:00"));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The e-mail adapter over a client. */
export function resendEmail(client: Resend): EmailCarrier {
  return {
    async send(message) {
      const { answer, trouble } = await withTrouble(() =>
        client.emails.send(
          {
            to: message.to,
            from: message.from,
            subject: message.subject,
            html: message.html,
            text: message.text,
            ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
            ...(message.headers === undefined ? {} : { headers: message.headers }),
            tags: [{ name: ATTEMPT_TAG, value: message.attemptId }],
          },
          { idempotencyKey: message.idempotencyKey },
        ),
      );
      if (answer.error) return resendOutcome(answer.error, trouble, answer.headers);
      const id: unknown = answer.data?.id;
      if (typeof id !== "string" || id === "") return { kind: "uncertain", reason: "bad-answer" };
      return { kind: "accepted", providerId: id };
    },
    async find(providerId) {
      const { answer, trouble } = await withTrouble(() => client.emails.get(encodeURIComponent(providerId)));
      if (answer.error) {
        if (answer.error.statusCode === 404) return undefined;
        const outcome = resendOutcome(answer.error, trouble, answer.headers);
        throw new CarrierUnavailable("resend", outcome.kind === "refused" ? outcome.code : outcome.reason, {
          cause: trouble,
        });
      }
      const email = answer.data;
      if (typeof email?.id !== "string") throw new CarrierUnavailable("resend", "bad-answer");
      const createdAt = timeOf(email.created_at);
      return {
        providerId: email.id,
        to: email.to[0] ?? "",
        from: email.from,
        status: email.last_event,
        ...(createdAt === undefined ? {} : { createdAt }),
        ...(email.text ? { body: email.text } : {}),
      };
    },
  };
}
