/** The few words that values themselves are made of, per language. */
export type ValueWords = {
  dateAtTime: (date: string, time: string) => string;
  withProvider: (what: string, provider: string) => string;
  minutes: (n: number) => string;
  listJoint: string;
  status: Record<string, string>;
  generic: { type: string; provider: string; facility: string; instructions: string };
  replies: { all: string; confirm: string; none: (phone: string | undefined) => string };
  keys: { all: string; confirm: string; none: string };
  optOut: { sms: string; smsFirst: string; voice: string; email: string };
};

const en: ValueWords = {
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
};

const es: ValueWords = {
  dateAtTime: (date, time) => `${date} ${/^1[:\s]/.test(time) ? "a la" : "a las"} ${time}`,
  withProvider: (what, provider) => `${what} con ${provider}`,
  minutes: (n) => `${n} ${n === 1 ? "minuto" : "minutos"}`,
  listJoint: "y",
  status: {
    unconfirmed: "sin confirmar",
    confirmed: "confirmada",
    cancelled: "cancelada",
    "no-show": "perdida",
    rescheduled: "cambiada",
    arrived: "registrada",
    "checked-in": "registrada",
    "in-room": "en curso",
    completed: "terminada",
  },
  generic: {
    type: "cita",
    provider: "su equipo médico",
    facility: "nuestro consultorio",
    instructions: "Consulte las instrucciones en la página de su cita.",
  },
  replies: {
    all: "Responda SI (confirmar), NO (cancelar) o R (cambiar).",
    confirm: "Responda SI para confirmar.",
    none: (phone) => (phone ? `Preguntas: llame al ${phone}.` : "No hace falta responder."),
  },
  keys: {
    all: "Presione 1 para confirmar. Presione 2 para cancelar.",
    confirm: "Presione 1 para confirmar.",
    none: "No necesita presionar nada.",
  },
  optOut: {
    sms: "STOP para terminar.",
    smsFirst: "Frecuencia variable. HELP para ayuda, STOP para terminar.",
    voice: "Presione 9 para no recibir estas llamadas.",
    email: "Para no recibir estos correos, use el enlace de abajo.",
  },
};

const WORDS: Readonly<Record<string, ValueWords>> = { en, es };

/** Words for a BCP 47 tag; English where the language has none yet [TPL-09]. */
export function valueWords(language: string): ValueWords {
  return WORDS[language.toLowerCase().split(/[-_]/)[0] ?? "en"] ?? en;
}
