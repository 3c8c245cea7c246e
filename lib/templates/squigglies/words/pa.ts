import type { ValueWords } from "./types";

export const pa: ValueWords = {
  dateAtTime: (date, time) => `${date}, ${time}`,
  withProvider: (what, provider) => `${what}, ${provider}`,
  minutes: (n) => `${n} ਮਿੰਟ`,
  listJoint: "ਅਤੇ",
  status: {
    unconfirmed: "ਪੱਕੀ ਨਹੀਂ",
    confirmed: "ਪੱਕੀ",
    cancelled: "ਰੱਦ",
    "no-show": "ਗੈਰਹਾਜ਼ਰੀ",
    rescheduled: "ਸਮਾਂ ਬਦਲਿਆ",
    arrived: "ਆਮਦ ਦਰਜ",
    "checked-in": "ਆਮਦ ਦਰਜ",
    "in-room": "ਜਾਰੀ",
    completed: "ਪੂਰੀ",
  },
  generic: {
    type: "ਮੁਲਾਕਾਤ",
    provider: "ਤੁਹਾਡੀ ਸਿਹਤ ਟੀਮ",
    facility: "ਸਾਡਾ ਦਫ਼ਤਰ",
    instructions: "ਕਿਰਪਾ ਕਰਕੇ ਹਦਾਇਤਾਂ ਆਪਣੀ ਮੁਲਾਕਾਤ ਦੇ ਪੰਨੇ 'ਤੇ ਦੇਖੋ।",
  },
  replies: {
    yes: "ਹਾਂ",
    no: "ਨਹੀਂ",
    change: "ਬਦਲੋ",
    all: "ਜਵਾਬ ਦਿਓ: ਹਾਂ (ਪੱਕਾ), ਨਹੀਂ (ਰੱਦ) ਜਾਂ ਬਦਲੋ (ਹੋਰ ਸਮਾਂ)।",
    confirm: "ਪੱਕਾ ਕਰਨ ਲਈ ਹਾਂ ਭੇਜੋ।",
    none: (phone) => (phone ? `ਸਵਾਲ ਹੋਵੇ ਤਾਂ ${phone} 'ਤੇ ਫ਼ੋਨ ਕਰੋ।` : "ਜਵਾਬ ਦੇਣ ਦੀ ਲੋੜ ਨਹੀਂ।"),
  },
  keys: {
    all: "ਪੱਕਾ ਕਰਨ ਲਈ 1 ਦਬਾਓ। ਰੱਦ ਕਰਨ ਲਈ 2 ਦਬਾਓ।",
    confirm: "ਪੱਕਾ ਕਰਨ ਲਈ 1 ਦਬਾਓ।",
    none: "ਤੁਹਾਨੂੰ ਕੁਝ ਦਬਾਉਣ ਦੀ ਲੋੜ ਨਹੀਂ।",
  },
  optOut: {
    sms: "STOP ਬੰਦ।",
    smsFirst: "ਗਿਣਤੀ ਬਦਲਦੀ ਹੈ। HELP ਮਦਦ, STOP ਬੰਦ।",
    voice: "ਇਹ ਫ਼ੋਨ ਬੰਦ ਕਰਨ ਲਈ 9 ਦਬਾਓ।",
    email: "ਇਹ ਈਮੇਲਾਂ ਬੰਦ ਕਰਨ ਲਈ ਹੇਠਾਂ ਦਿੱਤਾ ਲਿੰਕ ਵਰਤੋ।",
  },
  footer: { from: (name) => `ਇਹ ਸੁਨੇਹਾ ${name} ਵੱਲੋਂ ਹੈ।`, stop: "ਇਹ ਸੁਨੇਹੇ ਬਦਲੋ ਜਾਂ ਬੰਦ ਕਰੋ" },
};
