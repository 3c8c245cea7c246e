import type { ValueWords } from "./types";

export const am: ValueWords = {
  dateAtTime: (date, time) => `${date}፣ ${time}`,
  withProvider: (what, provider) => `${what} ከ${provider} ጋር`,
  minutes: (n) => `${n} ደቂቃ`,
  listJoint: "እና",
  status: {
    unconfirmed: "አልተረጋገጠም",
    confirmed: "ተረጋግጧል",
    cancelled: "ተሰርዟል",
    "no-show": "አልፏል",
    rescheduled: "ተቀይሯል",
    arrived: "ተመዝግቧል",
    "checked-in": "ተመዝግቧል",
    "in-room": "በመካሄድ ላይ ነው",
    completed: "ተጠናቋል",
  },
  generic: {
    type: "ቀጠሮ",
    provider: "የሕክምና ቡድንዎ",
    facility: "ክሊኒካችን",
    instructions: "መመሪያዎቹን በቀጠሮዎ ገጽ ላይ ይመልከቱ።",
  },
  replies: {
    yes: "አዎ",
    no: "አይ",
    change: "ቀይር",
    all: "አዎ (ለማረጋገጥ)፣ አይ (ለመሰረዝ) ወይም ቀይር (ሌላ ጊዜ) ብለው ይመልሱ።",
    confirm: "ለማረጋገጥ አዎ ብለው ይመልሱ።",
    none: (phone) => (phone ? `ጥያቄ ካለዎት ${phone} ይደውሉ።` : "መልስ አያስፈልግም።"),
  },
  keys: {
    all: "ለማረጋገጥ 1 ይጫኑ። ለመሰረዝ 2 ይጫኑ።",
    confirm: "ለማረጋገጥ 1 ይጫኑ።",
    none: "ምንም መጫን አያስፈልግዎትም።",
  },
  optOut: {
    sms: "ለማቆም STOP።",
    smsFirst: "ብዛቱ ይለያያል። ለእርዳታ HELP፣ ለማቆም STOP።",
    voice: "እነዚህን ጥሪዎች ለማቆም 9 ይጫኑ።",
    email: "እነዚህን ኢሜይሎች ለማቆም ከታች ያለውን ሊንክ ይጠቀሙ።",
  },
  footer: { from: (name) => `ይህ መልእክት ከ${name} ነው።`, stop: "እነዚህን መልእክቶች ይቀይሩ ወይም ያቁሙ" },
};
