import type { ValueWords } from "./types";

export const pl: ValueWords = {
  dateAtTime: (date, time) => `${date} o ${time}`,
  withProvider: (what, provider) => `${what} – ${provider}`,
  minutes: (n) => `${n} min`,
  listJoint: "i",
  status: {
    unconfirmed: "niepotwierdzona",
    confirmed: "potwierdzona",
    cancelled: "odwołana",
    "no-show": "opuszczona",
    rescheduled: "przełożona",
    arrived: "pacjent na miejscu",
    "checked-in": "pacjent na miejscu",
    "in-room": "w trakcie",
    completed: "zakończona",
  },
  generic: {
    type: "wizyta",
    provider: "nasz personel medyczny",
    facility: "nasza placówka",
    instructions: "Wskazówki są na stronie wizyty.",
  },
  replies: {
    yes: "TAK",
    no: "NIE",
    change: "R",
    all: "Odpisz TAK (przyjde), NIE (odwolaj) lub R (zmien).",
    confirm: "Odpisz TAK, aby potwierdzic.",
    none: (phone) => (phone ? `Pytania? Tel. ${phone}.` : "Nie trzeba odpisywac."),
  },
  keys: {
    all: "Naciśnij 1, aby potwierdzić. Naciśnij 2, aby odwołać.",
    confirm: "Naciśnij 1, aby potwierdzić.",
    none: "Nie trzeba niczego naciskać.",
  },
  optOut: {
    sms: "STOP - koniec.",
    smsFirst: "Liczba SMS bywa rozna. HELP - pomoc, STOP - koniec.",
    voice: "Naciśnij 9, aby wyłączyć te telefony.",
    email: "Aby wyłączyć te e-maile, użyj linku poniżej.",
  },
  footer: { from: (name) => `Nadawca tej wiadomości: ${name}.`, stop: "Zmień lub wyłącz te wiadomości" },
};
