import type { ValueWords } from "./types";

export const km: ValueWords = {
  dateAtTime: (date, time) => `${date} ម៉ោង ${time}`,
  withProvider: (what, provider) => `${what} ជាមួយ ${provider}`,
  minutes: (n) => `${n} នាទី`,
  listJoint: "និង",
  status: {
    unconfirmed: "មិនទាន់បញ្ជាក់",
    confirmed: "បានបញ្ជាក់",
    cancelled: "បានបោះបង់",
    "no-show": "ខកណាត់",
    rescheduled: "បានប្តូរ",
    arrived: "បានចុះឈ្មោះ",
    "checked-in": "បានចុះឈ្មោះ",
    "in-room": "កំពុងដំណើរការ",
    completed: "បានបញ្ចប់",
  },
  generic: {
    type: "ការណាត់",
    provider: "ក្រុមថែទាំរបស់អ្នក",
    facility: "គ្លីនិករបស់យើង",
    instructions: "សូមមើលការណែនាំនៅលើទំព័រការណាត់របស់អ្នក។",
  },
  replies: {
    yes: "បាទ",
    no: "ទេ",
    change: "ប្តូរ",
    all: "ឆ្លើយ បាទ ឬ ចាស (បញ្ជាក់), ទេ (បោះបង់), ប្តូរ។",
    confirm: "ឆ្លើយ បាទ ឬ ចាស ដើម្បីបញ្ជាក់។",
    none: (phone) => (phone ? `មានសំណួរ? ទូរសព្ទទៅ ${phone}។` : "មិនចាំបាច់ឆ្លើយទេ។"),
  },
  keys: {
    all: "ចុច 1 ដើម្បីបញ្ជាក់។ ចុច 2 ដើម្បីបោះបង់។",
    confirm: "ចុច 1 ដើម្បីបញ្ជាក់។",
    none: "អ្នកមិនចាំបាច់ចុចអ្វីទេ។",
  },
  optOut: {
    sms: "STOP ដើម្បីបញ្ឈប់។",
    smsFirst: "ចំនួនសារប្រែប្រួល។ HELP ដើម្បីជំនួយ STOP ដើម្បីបញ្ឈប់។",
    voice: "ចុច 9 ដើម្បីបញ្ឈប់ការហៅទាំងនេះ។",
    email: "ដើម្បីបញ្ឈប់អ៊ីមែលទាំងនេះ សូមប្រើតំណខាងក្រោម។",
  },
  footer: { from: (name) => `សារនេះមកពី ${name}។`, stop: "ប្តូរ ឬបញ្ឈប់សារទាំងនេះ" },
};
