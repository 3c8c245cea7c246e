import type { ValueWords } from "./types";

export const fil: ValueWords = {
  dateAtTime: (date, time) => `${date} nang ${time}`,
  withProvider: (what, provider) => `${what} kay ${provider}`,
  minutes: (n) => `${n} minuto`,
  listJoint: "at",
  status: {
    unconfirmed: "hindi pa kumpirmado",
    confirmed: "kumpirmado",
    cancelled: "kanselado",
    "no-show": "hindi sinipot",
    rescheduled: "inilipat",
    arrived: "naka-check in",
    "checked-in": "naka-check in",
    "in-room": "nagaganap",
    completed: "tapos",
  },
  generic: {
    type: "pagbisita",
    provider: "inyong pangkat ng tagapag-alaga",
    facility: "aming klinika",
    instructions: "Tingnan po ang mga tagubilin sa pahina ng inyong appointment.",
  },
  replies: {
    yes: "OO",
    no: "HINDI",
    change: "R",
    all: "I-reply ang OO (kumpirma), HINDI (kanselahin) o R (baguhin).",
    confirm: "I-reply ang OO para kumpirmahin.",
    none: (phone) => (phone ? `May tanong? Tumawag po sa ${phone}.` : "Hindi kailangang sumagot."),
  },
  keys: {
    all: "Pindutin ang 1 para kumpirmahin. Pindutin ang 2 para kanselahin.",
    confirm: "Pindutin ang 1 para kumpirmahin.",
    none: "Wala po kayong kailangang pindutin.",
  },
  optOut: {
    sms: "STOP para ihinto.",
    smsFirst: "Iba-iba ang dalas. HELP para sa tulong, STOP para ihinto.",
    voice: "Pindutin ang 9 para ihinto ang mga tawag na ito.",
    email: "Para ihinto ang mga email na ito, gamitin ang link sa ibaba.",
  },
  footer: { from: (name) => `Ang mensaheng ito ay mula sa ${name}.`, stop: "Baguhin o ihinto ang mga mensaheng ito" },
};
