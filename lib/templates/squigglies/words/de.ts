import type { ValueWords } from "./types";

export const de: ValueWords = {
  dateAtTime: (date, time) => `${date} um ${time} Uhr`,
  withProvider: (what, provider) => `${what} bei ${provider}`,
  minutes: (n) => `${n} ${n === 1 ? "Minute" : "Minuten"}`,
  listJoint: "und",
  status: {
    unconfirmed: "nicht bestätigt",
    confirmed: "bestätigt",
    cancelled: "abgesagt",
    "no-show": "versäumt",
    rescheduled: "verschoben",
    arrived: "angemeldet",
    "checked-in": "angemeldet",
    "in-room": "im Gange",
    completed: "beendet",
  },
  generic: {
    type: "Termin",
    provider: "Ihr Behandlungsteam",
    facility: "unsere Praxis",
    instructions: "Hinweise finden Sie auf der Seite Ihres Termins.",
  },
  replies: {
    yes: "JA",
    no: "NEIN",
    change: "R",
    all: "Antworten Sie JA (bestätigen), NEIN (absagen) oder R (ändern).",
    confirm: "Antworten Sie JA zum Bestätigen.",
    none: (phone) => (phone ? `Fragen? Rufen Sie ${phone} an.` : "Sie müssen nicht antworten."),
  },
  keys: {
    all: "Drücken Sie 1 zum Bestätigen. Drücken Sie 2 zum Absagen.",
    confirm: "Drücken Sie 1 zum Bestätigen.",
    none: "Sie müssen nichts drücken.",
  },
  optOut: {
    sms: "STOP zum Beenden.",
    smsFirst: "Häufigkeit je nach Terminen. HELP für Hilfe, STOP zum Beenden.",
    voice: "Drücken Sie 9, um diese Anrufe abzustellen.",
    email: "Um diese E-Mails abzubestellen, nutzen Sie den Link unten.",
  },
  footer: { from: (name) => `Diese Nachricht ist von ${name}.`, stop: "Nachrichten ändern oder abbestellen" },
};
