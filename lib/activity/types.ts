import type { LocalDate } from "@/lib/time";

/** What the report counts. What each means, and the list that holds its messages: measures.ts. */
export const MEASURES = ["sent", "delivered", "undelivered", "waiting", "answered", "answers", "optedOut"] as const;
export type Measure = (typeof MEASURES)[number];
export type Figures = Record<Measure, number>;

export type ActivityFilter = {
  /** Calendar days of the clinic, both included. */
  from: LocalDate;
  to: LocalDate;
  channels: readonly string[];
  facilities: readonly string[];
  templates: readonly string[];
  /** The facility the screens are narrowed to; what has none stays in view. */
  within?: string | null;
};

/** One line of a breakdown: a day, an hour, a channel, a kind of message, a facility (its id; empty for none). */
export type Line = { key: string; figures: Figures };

/** Why messages did not arrive: the carrier's code (empty where it gave none) by channel. */
export type ReasonLine = { channel: string; code: string; messages: number };

/** What answers were understood as. */
export type IntentLine = { intent: string; messages: number };

export type ActivityReport = {
  total: Figures;
  days: Line[];
  hours: Line[];
  channels: Line[];
  templates: Line[];
  facilities: Line[];
  reasons: ReasonLine[];
  intents: IntentLine[];
};
