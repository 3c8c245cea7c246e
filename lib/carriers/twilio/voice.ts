/** Phone calls over Twilio. */
import type { TwilioClient } from "@/lib/carriers/twilio/client";
import { attempted } from "@/lib/carriers/twilio/client";
import { withAttempt } from "@/lib/carriers/twilio/attempt";
import { isNotFound, twilioOutcome, unavailable } from "@/lib/carriers/twilio/outcome";
import type { CarrierRecord, VoiceCarrier } from "@/lib/carriers/types";

const LISTED = 200;
/** How long a phone rings before the call counts as not answered, in seconds: long enough for voicemail to pick up. */
const RING_SECONDS = 30;

type Listed = { sid: string; to: string; from: string; status: string; dateCreated: Date | null };

function record(call: Listed): CarrierRecord {
  return {
    providerId: call.sid,
    to: call.to,
    from: call.from,
    status: call.status,
    ...(call.dateCreated === null ? {} : { createdAt: call.dateCreated }),
  };
}

/** The voice adapter over a client. Twilio has no idempotency here: two equal calls ring twice. */
export function twilioVoice({ api }: Pick<TwilioClient, "api">): VoiceCarrier {
  return {
    async call(call) {
      if (call.url === undefined && call.twiml === undefined)
        return { kind: "refused", failure: "permanent", code: "no-script", message: "the call has nothing to say" };
      const script = call.url === undefined ? { twiml: call.twiml } : { url: call.url, method: "POST" };
      const answer = await attempted(() =>
        api.calls.create({
          to: call.to,
          from: call.from,
          ...script,
          timeout: RING_SECONDS,
          statusCallback: withAttempt(call.statusCallback, call.attemptId),
          statusCallbackMethod: "POST",
          statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
          // "End": speak after the beep, so that the voicemail text is on the recording.
          ...(call.machineDetection ? { machineDetection: "DetectMessageEnd" } : {}),
        }),
      );
      if ("error" in answer) return twilioOutcome(answer.error, answer.retryAfter);
      const { sid } = answer.value;
      if (typeof sid !== "string" || !sid.startsWith("CA")) return { kind: "uncertain", reason: "bad-answer" };
      return { kind: "accepted", providerId: sid };
    },
    async findByRecipient({ to, from }) {
      try {
        const calls = await api.calls.list({ to, from, limit: LISTED, pageSize: LISTED });
        return calls.filter((call) => call.direction !== "inbound").map(record);
      } catch (error) {
        throw unavailable(error);
      }
    },
    async find(providerId) {
      try {
        return record(await api.calls(providerId).fetch());
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw unavailable(error);
      }
    },
  };
}
