import type { LocalDate } from "@/lib/time";
import type { Moment } from "./moment";

/** The lists of the activity screen. The first three are what was said and heard, the others what is (or was) planned. */
export const MESSAGE_TABS = ["sent", "undelivered", "answers", "next", "held", "skipped"] as const;
export type MessageTab = (typeof MESSAGE_TABS)[number];

/** How a state is looked up in the status map: `message` before and while sending, `outcome` afterwards. */
export type ShownState = { kind: "message" | "outcome"; value: string };

/** One row of any of the lists. */
export type MessageRow = {
  /** Of the message, or of the planned message. */
  id: string;
  /** When it was sent or came in; when it is due. */
  at: Moment;
  /** The patient's name; null where the number belongs to nobody (yet) or to several. */
  patient: string | null;
  address: string | null;
  channel: string | null;
  state: ShownState;
  /** What the message is for, in words. */
  template: string;
  /** The beginning of the text. */
  text: string;
  facility: string | null;
  /** Why it is in this list, as a sentence; what an answer was understood as. */
  reason: string;
};

export type MessageFilter = {
  /** Words typed to find patients by. */
  q: string;
  channels: readonly string[];
  facilities: readonly string[];
  templates: readonly string[];
  /** Stored states of messages or planned messages. */
  states: readonly string[];
  /** Carriers' codes of what did not arrive (`none` where there is none), intents of answers, reasons of what was planned. */
  reasons?: readonly string[];
  /** Hours of the clinic's day, of what was said and heard. */
  hours?: readonly number[];
  /** Only what the patient answered. */
  answered?: boolean;
  /** Calendar days of the clinic, both included: of what was said and heard as they were stored with it, of what is planned in `zone`. */
  days?: { from?: LocalDate; to?: LocalDate; zone: string };
  /** The facility the screens are narrowed to; what has none stays in view. */
  within?: string | null;
  /** Cursor of the row after (or before) which the page starts. */
  after?: string;
  before?: string;
};

export type MessagePage = { rows: MessageRow[]; previous?: string; next?: string };
