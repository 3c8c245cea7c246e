/** SMS over Twilio. */
import type { TwilioClient } from "@/lib/carriers/twilio/client";
import { attempted } from "@/lib/carriers/twilio/client";
import { isNotFound, twilioOutcome, unavailable } from "@/lib/carriers/twilio/outcome";
import { withAttempt } from "@/lib/carriers/twilio/attempt";
import type { CarrierRecord, SmsCarrier } from "@/lib/carriers/types";

/** How many of a pair's messages a look-up reads at most; the newest come first. */
const LISTED = 200;

type Listed = {
  sid: string;
  to: string;
  from: string | null;
  status: string;
  errorCode: number | null;
  dateCreated: Date | null;
  body: string | null;
};

function record(message: Listed): CarrierRecord {
  return {
    providerId: message.sid,
    to: message.to,
    from: message.from ?? "",
    status: message.status,
    ...(message.errorCode === null ? {} : { errorCode: String(message.errorCode) }),
    ...(message.dateCreated === null ? {} : { createdAt: message.dateCreated }),
    ...(message.body ? { body: message.body } : {}),
  };
}

/** The SMS adapter over a client. Twilio has no idempotency here: two equal sends are two messages. */
export function twilioSms({ api }: Pick<TwilioClient, "api">): SmsCarrier {
  return {
    async send(message) {
      const sender = message.from.startsWith("MG") ? { messagingServiceSid: message.from } : { from: message.from };
      const answer = await attempted(() =>
        api.messages.create({
          to: message.to,
          ...sender,
          body: message.body,
          statusCallback: withAttempt(message.statusCallback, message.attemptId),
          ...(message.validitySeconds === undefined ? {} : { validityPeriod: message.validitySeconds }),
        }),
      );
      if ("error" in answer) return twilioOutcome(answer.error, answer.retryAfter);
      const { sid, numSegments } = answer.value;
      if (typeof sid !== "string" || !/^(SM|MM)/.test(sid)) return { kind: "uncertain", reason: "bad-answer" };
      const segments = Number.parseInt(numSegments ?? "", 10);
      return { kind: "accepted", providerId: sid, ...(segments > 0 ? { segments } : {}) };
    },
    async findByRecipient({ to, from }) {
      try {
        const pair = from.startsWith("MG") ? { to } : { to, from };
        const messages = await api.messages.list({ ...pair, limit: LISTED, pageSize: LISTED });
        return messages.filter((message) => message.direction !== "inbound").map(record);
      } catch (error) {
        throw unavailable(error);
      }
    },
    async find(providerId) {
      try {
        return record(await api.messages(providerId).fetch());
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw unavailable(error);
      }
    },
  };
}
