/** Asks Twilio about an account: the keys by any request of it, the numbers by its list of them. */
import type { TwilioClient } from "@/lib/carriers/twilio/client";
import { twilioOutcome } from "@/lib/carriers/twilio/outcome";
import type { AccountProbe } from "@/lib/carriers/types";

const MOST = 1_000;

/** The probe over a client. Short codes have a list of their own at Twilio and are taken on trust. */
export function twilioProbe({ api }: Pick<TwilioClient, "api">): AccountProbe {
  return async (addresses) => {
    try {
      const owned = new Set((await api.incomingPhoneNumbers.list({ limit: MOST })).map((one) => one.phoneNumber));
      const unknown = addresses.filter((address) => address.startsWith("+") && !owned.has(address));
      return unknown.length > 0 ? { kind: "unknown-senders", addresses: unknown } : { kind: "ok" };
    } catch (error) {
      const outcome = twilioOutcome(error);
      return outcome.kind === "refused" && outcome.failure === "account" ? { kind: "refused" } : { kind: "no-answer" };
    }
  };
}
