import type { SenderChannel } from "@/lib/senders/schemas";
import { twilioCode } from "@/lib/carriers/twilio/codes";

export const CHANNEL_WORDS: Record<SenderChannel, string> = { sms: "Text messages", voice: "Calls", email: "E-mail" };
export const KIND_WORDS: Record<string, string> = {
  "toll-free": "Toll-free number",
  "long-code": "Local number",
  "short-code": "Short code",
};
export const CARRIER_WORDS = { twilio: "Twilio (texts and calls)", resend: "Resend (e-mail)" } as const;

/** Why nothing goes out: what the carrier's code means, or that a person stopped it. */
export function stoppedWords(reason: string | null): string {
  if (reason === null) return "Stopped";
  if (reason === "staff") return "Stopped by someone of your organization.";
  if (/^\d{5}$/.test(reason)) return `Stopped: the carrier says “${twilioCode(Number(reason)).meaning}” (code ${reason}).`;
  return `Stopped: the carrier refused it (${reason}).`;
}
