import type { AccountProbe, EmailCarrier, LineLookup, SmsCarrier, VoiceCarrier } from "./types";

/**
 * [ADM-05] The carriers of a sandbox where there are no stand-ins: everything is taken, nothing leaves this process, nobody ever answers.
 * Messages stay at "sent"; none is ever called delivered.
 */
export function practiceCarriers(): {
  sms: SmsCarrier;
  voice: VoiceCarrier;
  email: EmailCarrier;
  lookup: LineLookup;
  probe: AccountProbe;
} {
  const taken = async ({ attemptId }: { attemptId: string }) => ({ kind: "accepted", providerId: `practice-${attemptId}` }) as const;
  const nothing = { findByRecipient: async () => [], find: async () => undefined };
  return {
    sms: { send: taken, ...nothing },
    voice: { call: taken, ...nothing },
    email: { send: taken, find: nothing.find },
    lookup: { lineType: async () => "mobile" },
    probe: async () => ({ kind: "ok", note: "This is the sandbox: nothing is sent to anybody." }),
  };
}
