import type { ValueWords } from "./types";

export const pt: ValueWords = {
  dateAtTime: (date, time) => `${date} ${/^0?1[:h\s]/.test(time) ? "à" : "às"} ${time}`,
  withProvider: (what, provider) => `${what} com ${provider}`,
  minutes: (n) => `${n} ${n === 1 ? "minuto" : "minutos"}`,
  listJoint: "e",
  status: {
    unconfirmed: "não confirmada",
    confirmed: "confirmada",
    cancelled: "cancelada",
    "no-show": "falta",
    rescheduled: "mudada",
    arrived: "paciente presente",
    "checked-in": "paciente presente",
    "in-room": "em andamento",
    completed: "terminada",
  },
  generic: {
    type: "consulta",
    provider: "sua equipe de saúde",
    facility: "nossa clínica",
    instructions: "Veja as instruções na página da sua consulta.",
  },
  replies: {
    yes: "SIM",
    no: "NAO",
    change: "R",
    all: "Responda SIM (confirmar), NAO (cancelar) ou R (mudar).",
    confirm: "Responda SIM para confirmar.",
    none: (phone) => (phone ? `Duvidas? Ligue para ${phone}.` : "Nenhuma resposta necessaria."),
  },
  keys: {
    all: "Aperte 1 para confirmar. Aperte 2 para cancelar.",
    confirm: "Aperte 1 para confirmar.",
    none: "Não é preciso apertar nada.",
  },
  optOut: {
    sms: "STOP para parar.",
    smsFirst: "Frequencia variavel. HELP para ajuda, STOP para parar.",
    voice: "Aperte 9 para não receber estas ligações.",
    email: "Para não receber estes e-mails, use o link abaixo.",
  },
  footer: { from: (name) => `Esta mensagem é de ${name}.`, stop: "Mudar ou deixar de receber estas mensagens" },
};
