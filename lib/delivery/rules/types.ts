import type { HoldReason, MoveReason, ReasonData, SkipReason } from "@/lib/delivery/reasons";
import type { Spans } from "@/lib/delivery/rules/spans";
import type { DeliverySettings, Resolved } from "@/lib/delivery/settings";
import type { TrailEntry } from "@/lib/delivery/trail";
import type { LocalDate } from "@/lib/time";

/**
 * `reminder` about a visit · `notice` other automatic messages · `staff` a person sends now: contact, quiet hours and
 * holidays do not bind, the legal floor does · `answer` the reply to what the patient just wrote: nothing binds.
 */
export type MessageKind = "reminder" | "notice" | "staff" | "answer";
export type Channel = "sms" | "voice" | "email" | "secure" | "fax";

export type SendInput = {
  kind: MessageKind;
  /** Left out while it is not chosen yet: then every rule of any channel binds. */
  channel?: Channel | undefined;
  /** Which message it is, for hours of its own. */
  templateKey?: string | undefined;
  /** When the message should go out; in the past means now. */
  dueAt: Date;
  now: Date;
  /** From this instant on the message is useless: the start of the visit. */
  before?: Date | undefined;
  /** IANA zone; country as ISO 3166-1 (`US` when left out); state or province in two letters. */
  facility: { zone: string; country?: string | undefined; state?: string | undefined };
  /** Where the recipient is, as far as known (ZIP code, then area code). */
  recipient?: { zone?: string | undefined; state?: string | undefined } | undefined;
  /** Hours that the patient chose for themselves ([CON-12]), on their clock. */
  wishedHours?: { opens: string; closes: string } | null | undefined;
  /** The organization's emergency stop is on. */
  stopped?: boolean | undefined;
  settings: DeliverySettings;
};

export type Decision =
  | { outcome: "send"; at: Date; trail: TrailEntry[] }
  | { outcome: "move"; at: Date; trail: TrailEntry[] }
  | { outcome: "skip"; reason: SkipReason; trail: TrailEntry[] }
  | { outcome: "hold"; reason: HoldReason; trail: TrailEntry[] };

/** A day of the facility's calendar, in UTC milliseconds `[from, to)`. */
export type FacilityDay = { date: LocalDate; from: number; to: number };

export type WhyClosed = { reason: MoveReason; data?: ReasonData };

/** A rule about times: which stretches of a facility day are open, and why an instant outside of them is not. */
export type TimeRule = {
  /** Name in the trail. */
  id: string;
  /** The setting that decided; none where it is the patient's own choice. */
  settingKey?: string;
  setting?: (settings: DeliverySettings) => Resolved<unknown>;
  applies: (input: SendInput) => boolean;
  open: (input: SendInput, day: FacilityDay) => Spans;
  why: (input: SendInput, day: FacilityDay, at: number) => WhyClosed;
};
