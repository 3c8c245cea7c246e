import type { ValueWords } from "./types";

export const en: ValueWords = {
  dateAtTime: (date, time) => `${date} at ${time}`,
  withProvider: (what, provider) => `${what} with ${provider}`,
  minutes: (n) => `${n} ${n === 1 ? "minute" : "minutes"}`,
  listJoint: "and",
  status: {
    unconfirmed: "not confirmed",
    confirmed: "confirmed",
    cancelled: "canceled",
    "no-show": "missed",
    rescheduled: "moved",
    arrived: "checked in",
    "checked-in": "checked in",
    "in-room": "under way",
    completed: "completed",
  },
  generic: {
    type: "appointment",
    provider: "your care team",
    facility: "our office",
    instructions: "Please see your appointment page for instructions.",
  },
  replies: {
    yes: "Y",
    no: "N",
    change: "R",
    all: "Reply Y (confirm), N (cancel) or R (change).",
    confirm: "Reply Y to confirm.",
    none: (phone) => (phone ? `Questions? Call ${phone}.` : "No reply is needed."),
  },
  keys: { all: "Press 1 to confirm. Press 2 to cancel.", confirm: "Press 1 to confirm.", none: "You do not need to press anything." },
  optOut: {
    sms: "STOP to end.",
    smsFirst: "Msg frequency varies. HELP for help, STOP to end.",
    voice: "Press 9 to stop these calls.",
    email: "To stop these e-mails, use the link below.",
  },
  footer: { from: (name) => `This message is from ${name}.`, stop: "Change or stop these messages" },
};
