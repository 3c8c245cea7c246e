import type { ValueWords } from "./types";

export const fr: ValueWords = {
  dateAtTime: (date, time) => `${date} à ${time}`,
  withProvider: (what, provider) => `${what} avec ${provider}`,
  minutes: (n) => `${n} min`,
  listJoint: "et",
  status: {
    unconfirmed: "non confirmé",
    confirmed: "confirmé",
    cancelled: "annulé",
    "no-show": "manqué",
    rescheduled: "déplacé",
    arrived: "enregistré",
    "checked-in": "enregistré",
    "in-room": "en cours",
    completed: "terminé",
  },
  generic: {
    type: "rendez-vous",
    provider: "votre équipe de soins",
    facility: "notre cabinet",
    instructions: "Les consignes sont sur la page de votre rendez-vous.",
  },
  replies: {
    yes: "OUI",
    no: "NON",
    change: "R",
    all: "Répondez OUI (confirmer), NON (annuler) ou R (changer).",
    confirm: "Répondez OUI pour confirmer.",
    none: (phone) => (phone ? `Des questions ? Appelez le ${phone}.` : "Vous n'avez pas à répondre."),
  },
  keys: {
    all: "Tapez 1 pour confirmer. Tapez 2 pour annuler.",
    confirm: "Tapez 1 pour confirmer.",
    none: "Vous n'avez rien à taper.",
  },
  optOut: {
    sms: "STOP pour finir.",
    smsFirst: "Fréquence variable. HELP pour de l'aide, STOP pour finir.",
    voice: "Tapez 9 pour ne plus recevoir ces appels.",
    email: "Pour ne plus recevoir ces e-mails, utilisez le lien ci-dessous.",
  },
  footer: { from: (name) => `Ce message vient du cabinet ${name}.`, stop: "Modifier ou arrêter ces messages" },
};
