import type { ValueWords } from "./types";

export const hi: ValueWords = {
  dateAtTime: (date, time) => `${date}, ${time}`,
  withProvider: (what, provider) => `${what}, ${provider} के साथ`,
  minutes: (n) => `${n} मिनट`,
  listJoint: "और",
  status: {
    unconfirmed: "बिना पुष्टि की",
    confirmed: "पुष्टि की हुई",
    cancelled: "रद्द",
    "no-show": "छूटी हुई",
    rescheduled: "बदली हुई",
    arrived: "दर्ज",
    "checked-in": "दर्ज",
    "in-room": "चल रही",
    completed: "पूरी",
  },
  generic: {
    type: "अपॉइंटमेंट",
    provider: "आपकी देखभाल टीम",
    facility: "हमारा क्लिनिक",
    instructions: "कृपया अपनी अपॉइंटमेंट के पेज पर निर्देश देखें।",
  },
  replies: {
    yes: "हाँ",
    no: "नहीं",
    change: "बदलें",
    all: "जवाब भेजें: हाँ (पुष्टि), नहीं (रद्द) या बदलें।",
    confirm: "पुष्टि के लिए हाँ भेजें।",
    none: (phone) => (phone ? `कोई सवाल? ${phone} पर कॉल करें।` : "जवाब देना ज़रूरी नहीं है।"),
  },
  keys: {
    all: "पुष्टि के लिए 1 दबाएँ। रद्द करने के लिए 2 दबाएँ।",
    confirm: "पुष्टि के लिए 1 दबाएँ।",
    none: "कुछ दबाने की ज़रूरत नहीं है।",
  },
  optOut: {
    sms: "बंद करने के लिए STOP।",
    smsFirst: "संख्या बदलती रहती है। मदद के लिए HELP, बंद करने के लिए STOP।",
    voice: "ये कॉल बंद करने के लिए 9 दबाएँ।",
    email: "ये ईमेल बंद करने के लिए नीचे दिया लिंक इस्तेमाल करें।",
  },
  footer: { from: (name) => `यह संदेश ${name} से है।`, stop: "ये संदेश बदलें या बंद करें" },
};
