import type { ValueWords } from "./types";

export const so: ValueWords = {
  dateAtTime: (date, time) => `${date}, ${time}`,
  withProvider: (what, provider) => `${what}, ${provider}`,
  minutes: (n) => `${n} daqiiqo`,
  listJoint: "iyo",
  status: {
    unconfirmed: "lama xaqiijin",
    confirmed: "la xaqiijiyay",
    cancelled: "la baajiyay",
    "no-show": "la seegay",
    rescheduled: "la beddelay",
    arrived: "la yimid",
    "checked-in": "la yimid",
    "in-room": "way socotaa",
    completed: "dhammaatay",
  },
  generic: {
    type: "ballan",
    provider: "kooxdaada daryeelka",
    facility: "xafiiskayaga",
    instructions: "Fadlan tilmaamaha ka eeg bogga ballantaada.",
  },
  replies: {
    yes: "HAA",
    no: "MAYA",
    change: "R",
    all: "Ku jawaab HAA (xaqiiji), MAYA (baaji) ama R (beddel).",
    confirm: "Ku jawaab HAA si aad u xaqiijiso.",
    none: (phone) => (phone ? `Su'aalo? Wac ${phone}.` : "Jawaab looma baahna."),
  },
  keys: {
    all: "Riix 1 si aad u xaqiijiso. Riix 2 si aad u baajiso.",
    confirm: "Riix 1 si aad u xaqiijiso.",
    none: "Uma baahnid inaad wax riixdo.",
  },
  optOut: {
    sms: "STOP - joojin.",
    smsFirst: "Tiradu way kala duwan tahay. HELP - caawimo, STOP - joojin.",
    voice: "Riix 9 si aad u joojiso wicitaannadan.",
    email: "Si aad u joojiso emailladan, isticmaal linkiga hoose.",
  },
  footer: { from: (name) => `Fariintani waxay ka timid ${name}.`, stop: "Beddel ama jooji fariimahan" },
};
