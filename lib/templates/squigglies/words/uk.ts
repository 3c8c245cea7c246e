import type { ValueWords } from "./types";

export const uk: ValueWords = {
  dateAtTime: (date, time) => `${date} о ${time}`,
  withProvider: (what, provider) => `${what} – ${provider}`,
  minutes: (n) => `${n} хв`,
  listJoint: "і",
  status: {
    unconfirmed: "не підтверджено",
    confirmed: "підтверджено",
    cancelled: "скасовано",
    "no-show": "пропущено",
    rescheduled: "перенесено",
    arrived: "відмічено",
    "checked-in": "відмічено",
    "in-room": "триває",
    completed: "завершено",
  },
  generic: {
    type: "прийом",
    provider: "наші фахівці",
    facility: "наша клініка",
    instructions: "Вказівки – на сторінці вашого запису.",
  },
  replies: {
    yes: "ТАК",
    no: "НІ",
    change: "ПЕРЕНОС",
    all: "Відповідь: ТАК (прийду), НІ (скасувати) або ПЕРЕНОС.",
    confirm: "Відповідь ТАК – підтвердити.",
    none: (phone) => (phone ? `Питання? Телефонуйте: ${phone}.` : "Відповідати не треба."),
  },
  keys: {
    all: "Натисніть 1, щоб підтвердити. Натисніть 2, щоб скасувати.",
    confirm: "Натисніть 1, щоб підтвердити.",
    none: "Нічого натискати не треба.",
  },
  optOut: {
    sms: "STOP – вимкнути.",
    smsFirst: "Частота різна. HELP – допомога, STOP – вимкнути.",
    voice: "Натисніть 9, щоб вимкнути ці дзвінки.",
    email: "Щоб вимкнути ці листи, скористайтеся посиланням нижче.",
  },
  footer: { from: (name) => `Це повідомлення від ${name}.`, stop: "Змінити або вимкнути ці повідомлення" },
};
