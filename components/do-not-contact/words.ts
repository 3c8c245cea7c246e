import { addressWords } from "@/components/contacts/address-words";
import type { SuppressionRow } from "@/lib/consent/list-suppressions";

export const SOURCES: Readonly<Record<SuppressionRow["source"], string>> = {
  patient: "The patient",
  staff: "Staff",
  carrier: "The carrier",
  import: "An import",
};

const CHANNELS = { sms: "Texts", voice: "Calls", email: "E-mails" } as const;

export const channelWords = (channel: SuppressionRow["channel"]): string => (channel ? CHANNELS[channel] : "Everything");

/** [CON-09] Who can take an entry off the list, and how. */
export function liftWords(row: Pick<SuppressionRow, "removable" | "channel" | "ourAddress">): string {
  if (row.removable) return "Staff can remove this entry.";
  if (row.channel === "email") return "Only the patient can lift it, with the preferences link at the end of each e-mail.";
  if (row.channel === "voice") return "Only the patient can lift it, by a key press in a call or with the preferences link.";
  const number = row.ourAddress ? addressWords(row.ourAddress) : "the number they wrote to";
  return `Only the patient can lift it, by texting START to ${number}, or with the preferences link.`;
}
