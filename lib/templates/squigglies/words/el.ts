import type { ValueWords } from "./types";

export const el: ValueWords = {
  dateAtTime: (date, time) => `${date}, ${time}`,
  withProvider: (what, provider) => `${what}, ${provider}`,
  minutes: (n) => `${n} ${n === 1 ? "λεπτό" : "λεπτά"}`,
  listJoint: "και",
  status: {
    unconfirmed: "δεν επιβεβαιώθηκε",
    confirmed: "επιβεβαιώθηκε",
    cancelled: "ακυρώθηκε",
    "no-show": "χάθηκε",
    rescheduled: "άλλαξε ώρα",
    arrived: "έγινε άφιξη",
    "checked-in": "έγινε άφιξη",
    "in-room": "σε εξέλιξη",
    completed: "ολοκληρώθηκε",
  },
  generic: {
    type: "ραντεβού",
    provider: "η ομάδα φροντίδας σας",
    facility: "το ιατρείο μας",
    instructions: "Δείτε τις οδηγίες στη σελίδα του ραντεβού σας.",
  },
  replies: {
    yes: "ΝΑΙ",
    no: "ΟΧΙ",
    change: "ΑΛΛΑΓΗ",
    all: "Απαντήστε ΝΑΙ, ΟΧΙ (ακύρωση) ή ΑΛΛΑΓΗ.",
    confirm: "Απαντήστε ΝΑΙ για επιβεβαίωση.",
    none: (phone) => (phone ? `Ερωτήσεις; Καλέστε στο ${phone}.` : "Δεν χρειάζεται απάντηση."),
  },
  keys: {
    all: "Πατήστε 1 για επιβεβαίωση. Πατήστε 2 για ακύρωση.",
    confirm: "Πατήστε 1 για επιβεβαίωση.",
    none: "Δεν χρειάζεται να πατήσετε τίποτα.",
  },
  optOut: {
    sms: "STOP για διακοπή.",
    smsFirst: "Η συχνότητα ποικίλλει. HELP για βοήθεια, STOP για διακοπή.",
    voice: "Πατήστε 9 για να σταματήσουν αυτές οι κλήσεις.",
    email: "Για να σταματήσουν αυτά τα email, χρησιμοποιήστε τον παρακάτω σύνδεσμο.",
  },
  footer: { from: (name) => `Αυτό το μήνυμα είναι από: ${name}.`, stop: "Αλλαγή ή διακοπή αυτών των μηνυμάτων" },
};
