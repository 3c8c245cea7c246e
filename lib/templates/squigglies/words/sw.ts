import type { ValueWords } from "./types";

export const sw: ValueWords = {
  dateAtTime: (date, time) => `${date}, ${time}`,
  withProvider: (what, provider) => `${what} na ${provider}`,
  minutes: (n) => `dakika ${n}`,
  listJoint: "na",
  status: {
    unconfirmed: "haijathibitishwa",
    confirmed: "imethibitishwa",
    cancelled: "imeghairiwa",
    "no-show": "ilikosekana",
    rescheduled: "imebadilishwa",
    arrived: "mgonjwa amefika",
    "checked-in": "mgonjwa amefika",
    "in-room": "inaendelea",
    completed: "imekamilika",
  },
  generic: {
    type: "miadi",
    provider: "timu yako ya huduma",
    facility: "ofisi yetu",
    instructions: "Tafadhali tazama maelekezo kwenye ukurasa wa miadi yako.",
  },
  replies: {
    yes: "NDIYO",
    no: "HAPANA",
    change: "R",
    all: "Jibu NDIYO (thibitisha), HAPANA (ghairi) au R (badilisha).",
    confirm: "Jibu NDIYO ili kuthibitisha.",
    none: (phone) => (phone ? `Maswali? Piga ${phone}.` : "Hakuna haja ya kujibu."),
  },
  keys: {
    all: "Bonyeza 1 kuthibitisha. Bonyeza 2 kughairi.",
    confirm: "Bonyeza 1 kuthibitisha.",
    none: "Huhitaji kubonyeza chochote.",
  },
  optOut: {
    sms: "STOP kuacha.",
    smsFirst: "Idadi hubadilika. HELP kwa msaada, STOP kuacha.",
    voice: "Bonyeza 9 kuacha simu hizi.",
    email: "Kuacha barua pepe hizi, tumia kiungo kilicho hapa chini.",
  },
  footer: { from: (name) => `Ujumbe huu umetoka ${name}.`, stop: "Badilisha au acha ujumbe huu" },
};
