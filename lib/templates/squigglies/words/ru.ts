import type { ValueWords } from "./types";

export const ru: ValueWords = {
  dateAtTime: (date, time) => `${date} в ${time}`,
  withProvider: (what, provider) => `${what} – ${provider}`,
  minutes: (n) => `${n} мин.`,
  listJoint: "и",
  status: {
    unconfirmed: "не подтверждён",
    confirmed: "подтверждён",
    cancelled: "отменён",
    "no-show": "пропущен",
    rescheduled: "перенесён",
    arrived: "отмечен",
    "checked-in": "отмечен",
    "in-room": "идёт",
    completed: "завершён",
  },
  generic: {
    type: "приём",
    provider: "наши специалисты",
    facility: "наша клиника",
    instructions: "Указания – на странице вашей записи.",
  },
  replies: {
    yes: "ДА",
    no: "НЕТ",
    change: "ПЕРЕНОС",
    all: "Ответьте ДА (приду), НЕТ (отмена) или ПЕРЕНОС.",
    confirm: "Ответьте ДА для подтверждения.",
    none: (phone) => (phone ? `Вопросы? Звоните: ${phone}.` : "Отвечать не нужно."),
  },
  keys: {
    all: "Нажмите 1, чтобы подтвердить. Нажмите 2, чтобы отменить.",
    confirm: "Нажмите 1, чтобы подтвердить.",
    none: "Ничего нажимать не нужно.",
  },
  optOut: {
    sms: "STOP – отключить.",
    smsFirst: "Частота разная. HELP – помощь, STOP – отключить.",
    voice: "Нажмите 9, чтобы отключить эти звонки.",
    email: "Чтобы отключить эти письма, используйте ссылку ниже.",
  },
  footer: { from: (name) => `Это сообщение от ${name}.`, stop: "Изменить или отключить эти сообщения" },
};
