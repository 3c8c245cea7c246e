import type { Tone } from "./badge";
import type { Shape } from "./status-shape";

/** How a state is shown: a word, a shape, a colour. */
export type StatusLook = { word: string; shape: Shape; tone: Tone };

const look = (word: string, shape: Shape, tone: Tone): StatusLook => ({ word, shape, tone });

/** Every state the screens show, by kind of thing. A new kind is one entry; status-map.test.ts keeps shapes and colours apart. */
export const STATUS = {
  appointment: {
    unconfirmed: look("Unconfirmed", "ring", "neutral"),
    confirmed: look("Confirmed", "check", "good"),
    cancelled: look("Cancelled", "cross", "bad"),
    "no-show": look("No-show", "diamond", "bad"),
    rescheduled: look("Rescheduled", "arrow", "info"),
    arrived: look("Arrived", "dot", "info"),
    "checked-in": look("Checked in", "half", "info"),
    "in-room": look("In room", "square", "accent"),
    completed: look("Completed", "dash", "neutral"),
  },
  message: {
    planned: look("Planned", "ring", "neutral"),
    held: look("Held", "square", "warn"),
    due: look("Due", "clock", "info"),
    claimed: look("Sending", "half", "info"),
    uncertain: look("Not certain", "triangle", "warn"),
    sent: look("Sent", "arrow", "info"),
    skipped: look("Skipped", "dash", "neutral"),
    failed: look("Failed", "cross", "bad"),
    received: look("Received", "dot", "accent"),
  },
  outcome: {
    delivered: look("Delivered", "check", "good"),
    undelivered: look("Undelivered", "cross", "bad"),
    opened: look("Opened", "half", "good"),
    answered: look("Answered", "dot", "accent"),
  },
  trail: {
    planned: look("Planned", "ring", "neutral"),
    kept: look("Kept", "dash", "neutral"),
    moved: look("Moved", "clock", "info"),
    skipped: look("Skipped", "cross", "warn"),
    held: look("Held", "square", "warn"),
    sent: look("Sent", "arrow", "info"),
    failed: look("Failed", "diamond", "bad"),
    uncertain: look("Not certain", "triangle", "warn"),
    received: look("Received", "dot", "accent"),
    answered: look("Answered", "check", "good"),
    changed: look("Changed", "half", "info"),
  },
  contact: {
    active: look("Active", "check", "good"),
    archived: look("Archived", "dash", "neutral"),
    unreachable: look("Unreachable", "cross", "bad"),
    "do-not-contact": look("Do not contact", "square", "bad"),
    "wrong-number": look("Wrong number", "triangle", "warn"),
  },
  job: {
    waiting: look("Waiting", "ring", "neutral"),
    running: look("Running", "half", "info"),
    paused: look("Paused", "square", "warn"),
    done: look("Done", "check", "good"),
    "done-with-errors": look("Done, with errors", "triangle", "warn"),
    failed: look("Failed", "cross", "bad"),
    cancelled: look("Cancelled", "dash", "neutral"),
  },
} as const satisfies Record<string, Record<string, StatusLook>>;

export type StatusKind = keyof typeof STATUS;

/** The look of a state. One that this version does not know is shown by its own name, neutral, so that nothing is hidden. */
export function statusLook(kind: StatusKind, value: string): StatusLook {
  const known: Record<string, StatusLook> = STATUS[kind];
  const found = Object.hasOwn(known, value) ? known[value] : undefined;
  if (found) return found;
  const words = value.replaceAll(/[-_]+/g, " ").trim();
  return look(words ? words.charAt(0).toUpperCase() + words.slice(1) : "Unknown", "ring", "neutral");
}
