/** Twilio as the product uses it. */
import { twilioClient, type TwilioOptions } from "@/lib/carriers/twilio/client";
import { twilioSms } from "@/lib/carriers/twilio/sms";
import { twilioVoice } from "@/lib/carriers/twilio/voice";
import { twilioLookup } from "@/lib/carriers/twilio/lookup";
import { twilioProbe } from "@/lib/carriers/twilio/probe";
import type { AccountProbe, LineLookup, SmsCarrier, VoiceCarrier } from "@/lib/carriers/types";

export type { TwilioOptions } from "@/lib/carriers/twilio/client";

/** The SMS, voice and look-up adapters of one account; `close` drops idle connections. Throws where the account SID is not one. */
export function createTwilio(options: TwilioOptions): {
  sms: SmsCarrier;
  voice: VoiceCarrier;
  lookup: LineLookup;
  probe: AccountProbe;
  close(): void;
} {
  const client = twilioClient(options);
  return {
    sms: twilioSms(client),
    voice: twilioVoice(client),
    lookup: twilioLookup(client),
    probe: twilioProbe(client),
    close: () => client.close(),
  };
}
