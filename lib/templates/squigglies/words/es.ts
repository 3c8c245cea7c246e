import type { ValueWords } from "./types";

export const es: ValueWords = {
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
    yes: "SI",
    no: "NO",
    change: "R",
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
  footer: { from: (name) => `Este mensaje es de ${name}.`, stop: "Cambiar o dejar de recibir estos mensajes" },
};
