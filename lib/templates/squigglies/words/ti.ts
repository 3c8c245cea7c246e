import type { ValueWords } from "./types";

export const ti: ValueWords = {
  dateAtTime: (date, time) => `${date} ሰዓት ${time}`,
  withProvider: (what, provider) => `${what} ምስ ${provider}`,
  minutes: (n) => `${n} ደቒቕ`,
  listJoint: "ከምኡውን",
  status: {
    unconfirmed: "ኣይተረጋገጸን",
    confirmed: "ተረጋጊጹ",
    cancelled: "ተሰሪዙ",
    "no-show": "ተሪፉ",
    rescheduled: "ተቐይሩ",
    arrived: "በጺሖም",
    "checked-in": "በጺሖም",
    "in-room": "ኣብ መስርሕ",
    completed: "ተወዲኡ",
  },
  generic: { type: "ቆጸራ", provider: "ጋንታ ክንክንኩም", facility: "ቤት ጽሕፈትና", instructions: "በጃኹም መምርሒ ኣብ ገጽ ቆጸራኹም ርኣዩ።" },
  replies: {
    yes: "እወ",
    no: "ኣይፋል",
    change: "ለውጢ",
    all: "መልሱ፦ እወ (ክመጽእ) ኣይፋል (ሰርዝ) ወይ ለውጢ (ካልእ ግዜ)።",
    confirm: "ንምርግጋጽ እወ ኢልኩም መልሱ።",
    none: (phone) => (phone ? `ሕቶ ኣለኩም? ናብ ${phone} ደውሉ።` : "መልሲ ኣየድልን።"),
  },
  keys: { all: "ንምርግጋጽ 1 ጽቐጡ። ንምስራዝ 2 ጽቐጡ።", confirm: "ንምርግጋጽ 1 ጽቐጡ።", none: "ምንም ምጽቃጥ ኣየድልየኩምን።" },
  optOut: {
    sms: "STOP ደው።",
    smsFirst: "ብዝሒ ይፈላለ። HELP ሓገዝ፣ STOP ደው።",
    voice: "እዚ ደወላት ደው ንምባል 9 ጽቐጡ።",
    email: "እዚ ኢመይላት ደው ንምባል ኣብ ታሕቲ ዘሎ መላግቦ ተጠቐሙ።",
  },
  footer: { from: (name) => `እዚ መልእኽቲ ካብ ${name} እዩ።`, stop: "እዚ መልእኽትታት ቀይሩ ወይ ደው ኣብሉ" },
};
