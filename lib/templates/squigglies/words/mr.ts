import type { ValueWords } from "./types";

export const mr: ValueWords = {
  dateAtTime: (date, time) => `${date}, ${time}`,
  withProvider: (what, provider) => `${what}, ${provider}`,
  minutes: (n) => `${n} मिनिटे`,
  listJoint: "आणि",
  status: {
    unconfirmed: "नक्की नाही",
    confirmed: "नक्की",
    cancelled: "रद्द",
    "no-show": "गैरहजर",
    rescheduled: "वेळ बदललेली",
    arrived: "आगमन नोंदलेले",
    "checked-in": "आगमन नोंदलेले",
    "in-room": "सुरू",
    completed: "पूर्ण",
  },
  generic: {
    type: "अपॉइंटमेंट",
    provider: "तुमची आरोग्य टीम",
    facility: "आमचे कार्यालय",
    instructions: "कृपया सूचना तुमच्या अपॉइंटमेंटच्या पानावर पाहा.",
  },
  replies: {
    yes: "होय",
    no: "नाही",
    change: "बदल",
    all: "उत्तर द्या: होय (येणार), नाही (रद्द) किंवा बदल (दुसरी वेळ).",
    confirm: "नक्की करण्यासाठी होय पाठवा.",
    none: (phone) => (phone ? `प्रश्न असल्यास ${phone} वर फोन करा.` : "उत्तर देण्याची गरज नाही."),
  },
  keys: {
    all: "नक्की करण्यासाठी 1 दाबा. रद्द करण्यासाठी 2 दाबा.",
    confirm: "नक्की करण्यासाठी 1 दाबा.",
    none: "तुम्हाला काहीही दाबण्याची गरज नाही.",
  },
  optOut: {
    sms: "STOP बंद.",
    smsFirst: "संख्या बदलते. HELP मदत, STOP बंद.",
    voice: "हे फोन बंद करण्यासाठी 9 दाबा.",
    email: "हे ईमेल बंद करण्यासाठी खालील लिंक वापरा.",
  },
  footer: { from: (name) => `हा संदेश ${name} कडून आहे.`, stop: "हे संदेश बदला किंवा बंद करा" },
};
