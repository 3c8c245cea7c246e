import type { ValueWords } from "./types";

export const hy: ValueWords = {
  dateAtTime: (date, time) => `${date}, ${time}`,
  withProvider: (what, provider) => `${what}՝ ${provider}`,
  minutes: (n) => `${n} րոպե`,
  listJoint: "և",
  status: {
    unconfirmed: "չհաստատված",
    confirmed: "հաստատված",
    cancelled: "չեղարկված",
    "no-show": "բաց թողնված",
    rescheduled: "տեղափոխված",
    arrived: "գրանցված",
    "checked-in": "գրանցված",
    "in-room": "ընթացքի մեջ",
    completed: "ավարտված",
  },
  generic: {
    type: "այց",
    provider: "Ձեր բուժող թիմը",
    facility: "մեր բժշկական կենտրոնը",
    instructions: "Ցուցումները տեսեք Ձեր այցի էջում։",
  },
  replies: {
    yes: "ԱՅՈ",
    no: "ՈՉ",
    change: "ՓՈԽԵԼ",
    all: "Պատասխանեք ԱՅՈ (հաստատել), ՈՉ (չեղարկել) կամ ՓՈԽԵԼ։",
    confirm: "Պատասխանեք ԱՅՈ՝ հաստատելու համար։",
    none: (phone) => (phone ? `Հարցերի համար զանգահարեք ${phone}։` : "Պատասխան պետք չէ։"),
  },
  keys: {
    all: "Սեղմեք 1՝ հաստատելու համար։ Սեղմեք 2՝ չեղարկելու համար։",
    confirm: "Սեղմեք 1՝ հաստատելու համար։",
    none: "Ոչինչ սեղմել պետք չէ։",
  },
  optOut: {
    sms: "STOP՝ դադարեցնել։",
    smsFirst: "Հաճախականությունը տարբեր է։ HELP՝ օգնություն, STOP՝ դադարեցնել։",
    voice: "Սեղմեք 9՝ այս զանգերը դադարեցնելու համար։",
    email: "Այս նամակները դադարեցնելու համար օգտվեք ներքևի հղումից։",
  },
  footer: { from: (name) => `Այս հաղորդագրությունը ուղարկել է ${name}։`, stop: "Փոխել կամ դադարեցնել այս հաղորդագրությունները" },
};
