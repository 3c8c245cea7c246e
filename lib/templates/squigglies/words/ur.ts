import type { ValueWords } from "./types";

export const ur: ValueWords = {
  dateAtTime: (date, time) => `${date}، ${time}`,
  withProvider: (what, provider) => `${what}، ${provider}`,
  minutes: (n) => `${n} منٹ`,
  listJoint: "اور",
  status: {
    unconfirmed: "غیر تصدیق شدہ",
    confirmed: "تصدیق شدہ",
    cancelled: "منسوخ",
    "no-show": "غیر حاضری",
    rescheduled: "وقت تبدیل",
    arrived: "آمد درج",
    "checked-in": "آمد درج",
    "in-room": "جاری",
    completed: "مکمل",
  },
  generic: {
    type: "اپوائنٹمنٹ",
    provider: "آپ کی طبی ٹیم",
    facility: "ہمارا دفتر",
    instructions: "براہ کرم ہدایات اپنی اپوائنٹمنٹ کے صفحے پر دیکھیں۔",
  },
  replies: {
    yes: "ہاں",
    no: "نہیں",
    change: "تبدیلی",
    all: "جواب دیں: ہاں (تصدیق)، نہیں (منسوخ) یا تبدیلی (دوسرا وقت)۔",
    confirm: "تصدیق کے لیے ہاں لکھ کر بھیجیں۔",
    none: (phone) => (phone ? `سوال ہو تو ${phone} پر کال کریں۔` : "جواب دینے کی ضرورت نہیں۔"),
  },
  keys: {
    all: "تصدیق کے لیے 1 دبائیں۔ منسوخ کرنے کے لیے 2 دبائیں۔",
    confirm: "تصدیق کے لیے 1 دبائیں۔",
    none: "آپ کو کچھ دبانے کی ضرورت نہیں۔",
  },
  optOut: {
    sms: "STOP بند۔",
    smsFirst: "تعداد بدلتی رہتی ہے۔ HELP مدد، STOP بند۔",
    voice: "یہ کالیں بند کرنے کے لیے 9 دبائیں۔",
    email: "یہ ای میل بند کرنے کے لیے نیچے دیا گیا لنک استعمال کریں۔",
  },
  footer: { from: (name) => `یہ پیغام ${name} کی طرف سے ہے۔`, stop: "یہ پیغامات بدلیں یا بند کریں" },
};
