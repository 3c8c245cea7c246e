import type { Figures, Measure } from "./types";

type Definition = {
  label: string;
  /** Shown beside the number. */
  means: string;
  /** The condition on a counted row: columns as the rollup names them. */
  sql: string;
  /** The list of messages that holds exactly these, as its address asks for it. */
  list: Readonly<Record<string, string>>;
};

/** [RTY-07] What each number of the report means, once: the words beside it, how it is counted, where it leads. */
export const DEFINITIONS: Readonly<Record<Measure, Definition>> = {
  sent: {
    label: "Sent",
    means: "Messages that a carrier accepted, whatever became of them.",
    sql: "direction = 'out' and status in ('sent', 'delivered', 'undelivered')",
    list: { tab: "sent", state: "sent,delivered,undelivered" },
  },
  delivered: {
    label: "Delivered",
    means: "The carrier reported that the message arrived, or that the call was answered.",
    sql: "direction = 'out' and status = 'delivered'",
    list: { tab: "sent", state: "delivered" },
  },
  undelivered: {
    label: "Undelivered",
    means: "The carrier refused the message, or reported that it did not arrive.",
    sql: "direction = 'out' and status in ('undelivered', 'failed')",
    list: { tab: "undelivered", state: "undelivered,failed" },
  },
  waiting: {
    label: "No receipt yet",
    means: "Accepted by the carrier, which has not said yet whether it arrived. Some never do.",
    sql: "direction = 'out' and status = 'sent'",
    list: { tab: "sent", state: "sent" },
  },
  answered: {
    label: "Answered",
    means: "Messages of ours that the patient answered, by text, key or page, whenever the answer came.",
    sql: "direction = 'out' and answered",
    list: { tab: "sent", answered: "yes" },
  },
  answers: {
    label: "Answers",
    means: "Messages from patients, on the day they came.",
    sql: "direction = 'in'",
    list: { tab: "answers" },
  },
  optedOut: {
    label: "Opted out",
    means: "Answers that ask for no more messages, such as STOP.",
    sql: "direction = 'in' and reason = 'opt-out'",
    list: { tab: "answers", reason: "opt-out" },
  },
};

export const NOTHING: Readonly<Figures> = { sent: 0, delivered: 0, undelivered: 0, waiting: 0, answered: 0, answers: 0, optedOut: 0 };
