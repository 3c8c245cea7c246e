import { formatPhone, spokenPhone } from "../filters";
import type { Channel } from "../types";
import type { DateStyle, TimeStyle } from "@/lib/time/format";

/** Short in a text, in full words in an e-mail, without the year in a call. */
export function dateStyle(channel: Channel): DateStyle {
  return channel === "sms" ? "weekday" : channel === "voice" ? "spoken" : "full";
}

export function timeStyle(channel: Channel): TimeStyle {
  return channel === "voice" ? "spoken" : "short";
}

export function phoneFor(channel: Channel, e164: string | undefined): string | undefined {
  return e164 && (channel === "voice" ? spokenPhone(e164) : formatPhone(e164));
}

/** Web addresses only: what an admin typed as a website may be anything. */
export function webLink(address: string | undefined): string | undefined {
  if (!address) return undefined;
  if (/^https?:\/\//i.test(address)) return address;
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+([/?#]|$)/i.test(address) ? `https://${address}` : undefined;
}
