import type { TrailEntry } from "@/lib/delivery/trail";
import type { SettingSource } from "@/lib/settings/define";

export type Channel = "sms" | "voice" | "email";

export type ContactFacts = {
  contactId: string;
  endpointId: string;
  address: string;
  channel: Channel;
  rank: number;
  preferred: boolean;
  archived: boolean;
  lineType: "unknown" | "mobile" | "landline" | "voip" | "none";
  /** The carrier's code that proved the address useless, if any. */
  invalidCode: string | null;
  /** Active do-not-contact entries of the endpoint; channel null stops all. */
  suppressions: { channel: Channel | null }[];
};

export type SenderFacts = {
  id: string;
  channel: Channel;
  address: string;
  carrierAccountId: string;
  facilityId: string | null;
  isDefault: boolean;
  stopped: boolean;
};

export type ContactChoice =
  | { outcome: "contact"; contact: ContactFacts; sender: SenderFacts; trail: TrailEntry[] }
  | {
      outcome: "none";
      reason:
        | "no-contact"
        | "channel-disabled"
        | "do-not-contact"
        | "contact-archived"
        | "contact-invalid"
        | "no-sender"
        | "sender-stopped";
      trail: TrailEntry[];
    };

const TEXTS_FIRST: Record<Channel, number> = { sms: 0, voice: 1, email: 2 };

/** The sender of a channel for a facility: its own before the organization's default. */
export function chooseSender(senders: readonly SenderFacts[], channel: Channel, facilityId: string | null): SenderFacts | undefined {
  const own = senders.filter((s) => s.channel === channel);
  return (
    own.find((s) => facilityId !== null && s.facilityId === facilityId) ??
    own.find((s) => s.facilityId === null && s.isDefault) ??
    own.find((s) => s.facilityId === null)
  );
}

/**
 * The contact a message goes to: preferred first, then by rank (a text before a call before an e-mail), the first that may be used ([CON-01] enabled channels only,
 * [CON-05] none archived, [CON-11] none suppressed). The trail says why each earlier one was passed over.
 */
export function chooseContact(input: {
  contacts: readonly ContactFacts[];
  senders: readonly SenderFacts[];
  channels: { value: Record<Channel, boolean>; from: SettingSource };
  facilityId: string | null;
  now: Date;
}): ContactChoice {
  const at = input.now.toISOString();
  const trail: TrailEntry[] = [];
  const order = [...input.contacts].sort(
    (a, b) =>
      Number(b.preferred) - Number(a.preferred) ||
      a.rank - b.rank ||
      TEXTS_FIRST[a.channel] - TEXTS_FIRST[b.channel] ||
      a.contactId.localeCompare(b.contactId),
  );
  let reason: (ContactChoice & { outcome: "none" })["reason"] = "no-contact";
  const pass = (contact: ContactFacts, why: typeof reason, data: TrailEntry["data"] = {}): void => {
    reason = why;
    trail.push({
      at,
      rule: "contact",
      outcome: "skipped",
      reason: why,
      data: { channel: contact.channel, ...data },
      ...(why === "channel-disabled" ? { setting: { key: "consent.channels", from: input.channels.from } } : {}),
    });
  };
  for (const contact of order) {
    if (!input.channels.value[contact.channel]) pass(contact, "channel-disabled");
    else if (contact.archived) pass(contact, "contact-archived");
    else if (contact.suppressions.some((s) => s.channel === null || s.channel === contact.channel)) pass(contact, "do-not-contact");
    else if (contact.invalidCode !== null) pass(contact, "contact-invalid", { code: contact.invalidCode });
    else if (contact.channel === "sms" && contact.lineType === "landline") pass(contact, "contact-invalid", { code: "landline" });
    else {
      const sender = chooseSender(input.senders, contact.channel, input.facilityId);
      if (!sender) pass(contact, "no-sender");
      else if (sender.stopped) pass(contact, "sender-stopped");
      else {
        trail.push({
          at,
          rule: "contact",
          outcome: "kept",
          reason: contact.preferred ? "contact-preferred" : "contact-next",
          data: { channel: contact.channel },
        });
        return { outcome: "contact", contact, sender, trail };
      }
    }
  }
  return { outcome: "none", reason, trail };
}
