import type { ValueWords } from "./types";

export const bn: ValueWords = {
  dateAtTime: (date, time) => `${date}, ${time}`,
  withProvider: (what, provider) => `${what}, ${provider}-এর সঙ্গে`,
  minutes: (n) => `${n} মিনিট`,
  listJoint: "এবং",
  status: {
    unconfirmed: "নিশ্চিত নয়",
    confirmed: "নিশ্চিত",
    cancelled: "বাতিল",
    "no-show": "অনুপস্থিত",
    rescheduled: "বদলানো হয়েছে",
    arrived: "উপস্থিত",
    "checked-in": "উপস্থিত",
    "in-room": "চলছে",
    completed: "সম্পন্ন",
  },
  generic: {
    type: "অ্যাপয়েন্টমেন্ট",
    provider: "আপনার চিকিৎসা দল",
    facility: "আমাদের ক্লিনিক",
    instructions: "অনুগ্রহ করে আপনার অ্যাপয়েন্টমেন্টের পাতায় নির্দেশনা দেখুন।",
  },
  replies: {
    yes: "হ্যাঁ",
    no: "না",
    change: "বদল",
    all: "উত্তর দিন: হ্যাঁ (নিশ্চিত), না (বাতিল) বা বদল।",
    confirm: "নিশ্চিত করতে হ্যাঁ পাঠান।",
    none: (phone) => (phone ? `প্রশ্ন থাকলে ${phone} নম্বরে ফোন করুন।` : "উত্তর দেওয়ার দরকার নেই।"),
  },
  keys: {
    all: "নিশ্চিত করতে 1 চাপুন। বাতিল করতে 2 চাপুন।",
    confirm: "নিশ্চিত করতে 1 চাপুন।",
    none: "কিছু চাপার দরকার নেই।",
  },
  optOut: {
    sms: "বন্ধ করতে STOP।",
    smsFirst: "সংখ্যা কম-বেশি হয়। সাহায্যে HELP, বন্ধ করতে STOP।",
    voice: "এই ফোন বন্ধ করতে 9 চাপুন।",
    email: "এই ইমেল বন্ধ করতে নিচের লিঙ্ক ব্যবহার করুন।",
  },
  footer: { from: (name) => `এই বার্তা ${name} থেকে এসেছে।`, stop: "এই বার্তাগুলো বদলান বা বন্ধ করুন" },
};
