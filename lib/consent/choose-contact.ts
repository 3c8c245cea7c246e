import { type GuardianFacts, goesToGuardian } from "./guardian";
import type { TrailEntry } from "@/lib/delivery/trail";
import type { WishedChannel } from "./wishes/kinds";
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
  /** Archived because it is somebody else's, or of somebody who is no guardian any more: never used again, whatever the setting. */
  wrongNumber?: boolean;
  lineType: "unknown" | "mobile" | "landline" | "voip" | "none";
  /** The carrier's code that proved the address useless, if any. */
  invalidCode: string | null;
  /** Active do-not-contact entries of the endpoint; channel null stops all. */
  suppressions: { channel: Channel | null }[];
  /** Set where this is not the patient's own contact but a guardian's ([CON-15]). */
  guardian?: GuardianFacts | null;
  /** The lists that the endpoint is on ([CON-07], [CON-08]). */
  lists?: readonly ContactList[];
};

export type ContactList = "allowed" | "blocked";

/** What the allow-list and the block-list say about an endpoint; undefined where nothing is in the way. Asked before every message, answers too. */
export function barredByLists(lists: readonly ContactList[], allowListOnly: boolean): "contact-blocked" | "not-on-allow-list" | undefined {
  if (lists.includes("blocked")) return "contact-blocked";
  return allowListOnly && !lists.includes("allowed") ? "not-on-allow-list" : undefined;
}

type Resolved<T> = { value: T; from: SettingSource };

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
        | "contact-blocked"
        | "not-on-allow-list"
        | "contact-of-guardian"
        | "patient-wants-none"
        | "guardian-instead"
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
 * The contact a message goes to: preferred first, then by rank (a text before a call before an e-mail), archived ones last; the first that may be used ([CON-01] enabled
 * channels only, [CON-15] the guardian's instead of the patient's own where the patient is under age, [CON-05] archived ones where that is allowed, [CON-07] [CON-08] as the lists say, [CON-11] none suppressed). The trail says why each earlier one was passed over.
 */
export function chooseContact(input: {
  contacts: readonly ContactFacts[];
  senders: readonly SenderFacts[];
  channels: Resolved<Record<Channel, boolean>>;
  archived?: Resolved<"never" | "allowed">;
  allowListOnly?: Resolved<boolean>;
  /** Of the patient, with the calendar date there ([CON-15]); without it nobody is under age. */
  minors?: { on: Resolved<boolean>; ageOfMajority: Resolved<number>; birthDate: string | null; today: string };
  /** The way that the patient chose for messages of this kind ([CON-12]): it comes first; `none` ends them. */
  wish?: WishedChannel | undefined;
  facilityId: string | null;
  now: Date;
}): ContactChoice {
  const at = input.now.toISOString();
  const trail: TrailEntry[] = [];
  if (input.wish === "none")
    return {
      outcome: "none",
      reason: "patient-wants-none",
      trail: [{ at, rule: "contact", outcome: "skipped", reason: "patient-wants-none" }],
    };
  const order = [...input.contacts].sort(
    (a, b) =>
      Number(a.archived) - Number(b.archived) ||
      Number(b.channel === input.wish) - Number(a.channel === input.wish) ||
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
      ...settingOf(why),
    });
  };
  const responsible = (contact: ContactFacts): boolean =>
    Boolean(contact.guardian && input.minors?.on.value) &&
    goesToGuardian({ ...input.minors!, ageOfMajority: input.minors!.ageOfMajority.value, guardian: contact.guardian! });
  // Where a guardian gets the messages, also one who opted out, they never go round to the patient.
  const guarded = order.some((contact) => responsible(contact) && !contact.archived);
  const settingOf = (why: typeof reason): Pick<TrailEntry, "setting"> => {
    const [key, setting] =
      why === "channel-disabled"
        ? ["consent.channels", input.channels]
        : why === "contact-archived"
          ? ["consent.archivedContacts", input.archived]
          : why === "not-on-allow-list"
            ? ["consent.allowListOnly", input.allowListOnly]
            : why === "guardian-instead" || (why === "contact-of-guardian" && !input.minors?.on.value)
              ? ["consent.guardians", input.minors?.on]
              : why === "contact-of-guardian"
                ? ["consent.ageOfMajority", input.minors?.ageOfMajority]
                : [];
    return key && setting ? { setting: { key, from: setting.from } } : {};
  };
  for (const contact of order) {
    const barred = barredByLists(contact.lists ?? [], input.allowListOnly?.value ?? false);
    if (!input.channels.value[contact.channel]) pass(contact, "channel-disabled");
    else if (contact.guardian && !responsible(contact)) pass(contact, "contact-of-guardian");
    else if (guarded && !contact.guardian) pass(contact, "guardian-instead");
    else if (barred) pass(contact, barred);
    else if (contact.archived && (input.archived?.value !== "allowed" || contact.wrongNumber)) pass(contact, "contact-archived");
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
          reason: contact.guardian
            ? "contact-guardian"
            : contact.archived
              ? "contact-archived-used"
              : contact.channel === input.wish
                ? "contact-wished"
                : contact.preferred
                  ? "contact-preferred"
                  : "contact-next",
          data: {
            channel: contact.channel,
            ...(contact.guardian && { always: contact.guardian.always, age: input.minors!.ageOfMajority.value }),
          },
          ...(contact.guardian && { setting: { key: "consent.guardians", from: input.minors!.on.from } }),
          ...(!contact.guardian && contact.archived && input.archived
            ? { setting: { key: "consent.archivedContacts", from: input.archived.from } }
            : {}),
        });
        return { outcome: "contact", contact, sender, trail };
      }
    }
  }
  return { outcome: "none", reason, trail };
}
