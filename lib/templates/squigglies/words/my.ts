import type { ValueWords } from "./types";

export const my: ValueWords = {
  dateAtTime: (date, time) => `${date}၊ ${time}`,
  withProvider: (what, provider) => `${what}၊ ${provider}`,
  minutes: (n) => `${n} မိနစ်`,
  listJoint: "နှင့်",
  status: {
    unconfirmed: "အတည်မပြုရသေး",
    confirmed: "အတည်ပြုပြီး",
    cancelled: "ပယ်ဖျက်ပြီး",
    "no-show": "ပျက်ကွက်",
    rescheduled: "အချိန်ပြောင်းပြီး",
    arrived: "ရောက်ပြီး",
    "checked-in": "ရောက်ပြီး",
    "in-room": "ပြသနေဆဲ",
    completed: "ပြီးဆုံး",
  },
  generic: {
    type: "ရက်ချိန်း",
    provider: "သင်၏ ကျန်းမာရေးအဖွဲ့",
    facility: "ကျွန်ုပ်တို့၏ ရုံးခန်း",
    instructions: "ညွှန်ကြားချက်များကို သင့်ရက်ချိန်း စာမျက်နှာတွင် ကြည့်ပါ။",
  },
  replies: {
    yes: "လာမယ်",
    no: "မလာဘူး",
    change: "ပြောင်းမယ်",
    all: "လာမယ်၊ မလာဘူး (ပယ်ဖျက်) သို့မဟုတ် ပြောင်းမယ် ဟု ဖြေပါ။",
    confirm: "အတည်ပြုရန် လာမယ် ဟု ဖြေပါ။",
    none: (phone) => (phone ? `မေးလိုလျှင် ${phone} သို့ ဖုန်းဆက်ပါ။` : "ဖြေရန် မလိုပါ။"),
  },
  keys: { all: "အတည်ပြုရန် 1 နှိပ်ပါ။ ပယ်ဖျက်ရန် 2 နှိပ်ပါ။", confirm: "အတည်ပြုရန် 1 နှိပ်ပါ။", none: "ဘာမျှ နှိပ်ရန် မလိုပါ။" },
  optOut: {
    sms: "STOP ရပ်ရန်။",
    smsFirst: "အရေအတွက် အမျိုးမျိုး။ HELP အကူအညီ၊ STOP ရပ်ရန်။",
    voice: "ဤဖုန်းများ ရပ်ရန် 9 နှိပ်ပါ။",
    email: "ဤအီးမေးလ်များ ရပ်ရန် အောက်ပါ လင့်ခ်ကို သုံးပါ။",
  },
  footer: { from: (name) => `ဤစာသည် ${name} ထံမှ ဖြစ်ပါသည်။`, stop: "ဤစာများကို ပြောင်းရန် သို့မဟုတ် ရပ်ရန်" },
};
