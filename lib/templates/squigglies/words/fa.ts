import type { ValueWords } from "./types";

export const fa: ValueWords = {
  dateAtTime: (date, time) => `${date} ساعت ${time}`,
  withProvider: (what, provider) => `${what} با ${provider}`,
  minutes: (n) => `${n} دقیقه`,
  listJoint: "و",
  status: {
    unconfirmed: "تأییدنشده",
    confirmed: "تأییدشده",
    cancelled: "لغوشده",
    "no-show": "ازدست‌رفته",
    rescheduled: "جابه‌جا شده",
    arrived: "پذیرش‌شده",
    "checked-in": "پذیرش‌شده",
    "in-room": "در حال انجام",
    completed: "انجام‌شده",
  },
  generic: {
    type: "نوبت",
    provider: "تیم درمان شما",
    facility: "مرکز ما",
    instructions: "لطفاً راهنمایی‌ها را در صفحه نوبت خود ببینید.",
  },
  replies: {
    yes: "بله",
    no: "خیر",
    change: "تغییر",
    all: "بفرستید بله (تأیید)، خیر (لغو) یا تغییر.",
    confirm: "برای تأیید بله بفرستید.",
    none: (phone) => (phone ? `سؤالی دارید؟ با ${phone} تماس بگیرید.` : "نیازی به پاسخ نیست."),
  },
  keys: {
    all: "برای تأیید 1 را فشار دهید. برای لغو 2 را فشار دهید.",
    confirm: "برای تأیید 1 را فشار دهید.",
    none: "نیازی به فشار دادن دکمه‌ای نیست.",
  },
  optOut: {
    sms: "STOP برای توقف.",
    smsFirst: "تعداد پیام‌ها متغیر است. HELP برای کمک، STOP برای توقف.",
    voice: "برای توقف این تماس‌ها 9 را فشار دهید.",
    email: "برای توقف این ایمیل‌ها از پیوند زیر استفاده کنید.",
  },
  footer: { from: (name) => `این پیام از ${name} است.`, stop: "تغییر یا توقف این پیام‌ها" },
};
