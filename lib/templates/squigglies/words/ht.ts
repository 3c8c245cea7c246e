import type { ValueWords } from "./types";

export const ht: ValueWords = {
  dateAtTime: (date, time) => `${date} a ${time}`,
  withProvider: (what, provider) => `${what} ak ${provider}`,
  minutes: (n) => `${n} minit`,
  listJoint: "ak",
  status: {
    unconfirmed: "pa konfime",
    confirmed: "konfime",
    cancelled: "anile",
    "no-show": "rate",
    rescheduled: "deplase",
    arrived: "anrejistre",
    "checked-in": "anrejistre",
    "in-room": "ap fèt",
    completed: "fini",
  },
  generic: {
    type: "randevou",
    provider: "ekip swen ou an",
    facility: "klinik nou an",
    instructions: "Gade enstriksyon yo sou paj randevou ou a.",
  },
  replies: {
    yes: "WI",
    no: "NON",
    change: "R",
    all: "Reponn WI (konfime), NON (anile) oswa R (chanje).",
    confirm: "Reponn WI pou konfime.",
    none: (phone) => (phone ? `Kesyon? Rele ${phone}.` : "Ou pa bezwen reponn."),
  },
  keys: {
    all: "Peze 1 pou konfime. Peze 2 pou anile.",
    confirm: "Peze 1 pou konfime.",
    none: "Ou pa bezwen peze anyen.",
  },
  optOut: {
    sms: "STOP pou sispann.",
    smsFirst: "Kantite mesaj yo varye. HELP pou èd, STOP pou sispann.",
    voice: "Peze 9 pou sispann apèl sa yo.",
    email: "Pou sispann imèl sa yo, sèvi ak lyen ki anba a.",
  },
  footer: { from: (name) => `Mesaj sa a soti nan ${name}.`, stop: "Chanje oswa sispann mesaj sa yo" },
};
