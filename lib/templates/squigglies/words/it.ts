import type { ValueWords } from "./types";

export const it: ValueWords = {
  dateAtTime: (date, time) => `${date} alle ${time}`,
  withProvider: (what, provider) => `${what} con ${provider}`,
  minutes: (n) => `${n} ${n === 1 ? "minuto" : "minuti"}`,
  listJoint: "e",
  status: {
    unconfirmed: "non confermato",
    confirmed: "confermato",
    cancelled: "annullato",
    "no-show": "mancato",
    rescheduled: "spostato",
    arrived: "registrato",
    "checked-in": "registrato",
    "in-room": "in corso",
    completed: "concluso",
  },
  generic: {
    type: "appuntamento",
    provider: "la sua équipe di cura",
    facility: "il nostro studio",
    instructions: "Veda le istruzioni nella pagina del suo appuntamento.",
  },
  replies: {
    yes: "SI",
    no: "NO",
    change: "R",
    all: "Risponda SI (confermare), NO (annullare) o R (cambiare).",
    confirm: "Risponda SI per confermare.",
    none: (phone) => (phone ? `Domande? Chiami il ${phone}.` : "Non serve rispondere."),
  },
  keys: {
    all: "Prema 1 per confermare. Prema 2 per annullare.",
    confirm: "Prema 1 per confermare.",
    none: "Non deve premere nulla.",
  },
  optOut: {
    sms: "STOP per smettere.",
    smsFirst: "Frequenza variabile. HELP per aiuto, STOP per smettere.",
    voice: "Prema 9 per non ricevere più queste chiamate.",
    email: "Per non ricevere più queste e-mail, usi il link qui sotto.",
  },
  footer: { from: (name) => `Questo messaggio è di ${name}.`, stop: "Modifica o ferma questi messaggi" },
};
