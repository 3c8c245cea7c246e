import type { ValueWords } from "./types";

export const gu: ValueWords = {
  dateAtTime: (date, time) => `${date}, ${time}`,
  withProvider: (what, provider) => `${what}, ${provider} સાથે`,
  minutes: (n) => `${n} મિનિટ`,
  listJoint: "અને",
  status: {
    unconfirmed: "પુષ્ટિ વગરની",
    confirmed: "પુષ્ટિ થયેલી",
    cancelled: "રદ",
    "no-show": "ચૂકી ગયેલી",
    rescheduled: "બદલાયેલી",
    arrived: "નોંધાયેલી",
    "checked-in": "નોંધાયેલી",
    "in-room": "ચાલુ",
    completed: "પૂરી",
  },
  generic: {
    type: "એપોઇન્ટમેન્ટ",
    provider: "તમારી સારવાર ટીમ",
    facility: "અમારું ક્લિનિક",
    instructions: "કૃપા કરીને તમારી એપોઇન્ટમેન્ટના પેજ પર સૂચનાઓ જુઓ.",
  },
  replies: {
    yes: "હા",
    no: "ના",
    change: "બદલો",
    all: "જવાબ મોકલો: હા (પુષ્ટિ), ના (રદ) અથવા બદલો.",
    confirm: "પુષ્ટિ માટે હા મોકલો.",
    none: (phone) => (phone ? `કોઈ પ્રશ્ન? ${phone} પર કૉલ કરો.` : "જવાબ આપવો જરૂરી નથી."),
  },
  keys: {
    all: "પુષ્ટિ માટે 1 દબાવો. રદ કરવા 2 દબાવો.",
    confirm: "પુષ્ટિ માટે 1 દબાવો.",
    none: "કંઈ દબાવવાની જરૂર નથી.",
  },
  optOut: {
    sms: "બંધ કરવા STOP.",
    smsFirst: "સંખ્યા બદલાય છે. મદદ માટે HELP, બંધ કરવા STOP.",
    voice: "આ કૉલ બંધ કરવા 9 દબાવો.",
    email: "આ ઈમેલ બંધ કરવા નીચેની લિંક વાપરો.",
  },
  footer: { from: (name) => `આ સંદેશો ${name} તરફથી છે.`, stop: "આ સંદેશા બદલો અથવા બંધ કરો" },
};
