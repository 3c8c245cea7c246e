import type { ValueWords } from "./types";

export const ar: ValueWords = {
  dateAtTime: (date, time) => `${date} الساعة ${time}`,
  withProvider: (what, provider) => `${what} مع ${provider}`,
  minutes: (n) => `${n} دقيقة`,
  listJoint: "و",
  status: {
    unconfirmed: "غير مؤكد",
    confirmed: "مؤكد",
    cancelled: "ملغى",
    "no-show": "فائت",
    rescheduled: "تم نقله",
    arrived: "تم تسجيل الوصول",
    "checked-in": "تم تسجيل الوصول",
    "in-room": "جارٍ الآن",
    completed: "منتهٍ",
  },
  generic: {
    type: "موعد",
    provider: "فريق الرعاية",
    facility: "عيادتنا",
    instructions: "يرجى الاطلاع على التعليمات في صفحة موعدك.",
  },
  replies: {
    yes: "نعم",
    no: "لا",
    change: "تغيير",
    all: "أرسل نعم (تأكيد) أو لا (إلغاء) أو تغيير.",
    confirm: "أرسل نعم للتأكيد.",
    none: (phone) => (phone ? `لأي سؤال اتصل على ${phone}.` : "لا حاجة إلى الرد."),
  },
  keys: {
    all: "اضغط 1 للتأكيد. اضغط 2 للإلغاء.",
    confirm: "اضغط 1 للتأكيد.",
    none: "لا حاجة إلى الضغط على أي رقم.",
  },
  optOut: {
    sms: "STOP للإيقاف.",
    smsFirst: "عدد الرسائل يختلف. HELP للمساعدة، STOP للإيقاف.",
    voice: "اضغط 9 لإيقاف هذه المكالمات.",
    email: "لإيقاف هذه الرسائل استخدم الرابط أدناه.",
  },
  footer: { from: (name) => `هذه الرسالة من ${name}.`, stop: "تغيير هذه الرسائل أو إيقافها" },
};
