import { list, product } from "./list";
import type { WordList } from "./types";

const VISIT = list(`l'appuntamento, il mio appuntamento, questo appuntamento, appuntamento, la visita, la mia visita`);
const INTENTION = list(`, voglio, vorrei, devo, desidero, ho bisogno di, mi piacerebbe`);

export const it: WordList = {
  optOut: list(`disiscrivere, disiscrivimi, disiscrizione, basta, basta messaggi, basta sms, niente più messaggi, niente più sms`),
  optOutStrong: list(`basta, disiscrivimi`),
  optOutPhrases: list(`
    non mandatemi più, non mi mandate più, non inviatemi più, non mi inviate più, non scrivetemi più, non mi scrivete più, non
    contattatemi più, non mi contattate più, non chiamatemi più, smettete di scrivermi, smettetela di scrivermi, smettete di mandarmi,
    smettete di inviarmi, smettete di contattarmi, smetta di scrivermi, basta messaggi, basta sms, non voglio più messaggi, non voglio
    più sms, non voglio più ricevere, non desidero più ricevere, non voglio ricevere messaggi, toglietemi dalla lista, rimuovetemi dalla
    lista, cancellatemi dalla lista, cancellate il mio numero, rimuovete il mio numero, lasciatemi in pace, lasciatemi stare
  `),
  optOutClosed: ["toglietemi", "rimuovetemi"],
  optOutTails: list(`per favore, grazie, dalla lista, dalla vostra lista, da questa lista, subito`),
  optOutNegations: list(`mai, perché, quando, se`),
  optOutDoubts: list(`
    ma, però, finché, fino a, mentre, prima, dopo, tranne, solo, soltanto, così presto, così tardi, di notte, di sera, oggi, domani, in
    inglese, in italiano, lista d'attesa, mio figlio, mia figlia, mio marito, mia moglie, mia madre, mio padre
  `),
  wrongNumber: list(`
    numero sbagliato, ha il numero sbagliato, avete il numero sbagliato, è il numero sbagliato, questo è il numero sbagliato, avete
    sbagliato numero, ha sbagliato numero, scusi numero sbagliato, persona sbagliata
  `),
  ambiguousCancel: list(`annulla, annullare, annullo, annullate, annullato, cancella, cancellare, cancellate, cancello`),
  optIn: [],
  help: ["aiuto"],
  leaveWaitlist: list(`lasciare la lista d'attesa`),
  joinWaitlist: list(`lista d'attesa`),
  picks: [
    list(`uno, una, primo, prima, il primo, la prima, numero 1`),
    list(`due, secondo, seconda, il secondo, la seconda, numero 2`),
    list(`tre, terzo, terza, il terzo, la terza, numero 3`),
    ["quattro"],
    ["cinque"],
    ["sei"],
    ["sette"],
    ["otto"],
    ["nove"],
  ],
  reschedule: [
    ...list(`spostare, rimandare, un altro giorno, altro giorno, un'altra data, altra data, un altro orario, altro orario`),
    ...product([...INTENTION, "posso", "possiamo"], ["spostare", "cambiare", "rimandare"], VISIT),
  ],
  rescheduleAfterNo: [],
  yesWhole: ["s"],
  yesLeading: list(`
    sì, sii, certo, certamente, va bene, d'accordo, confermo, confermato, confermare, confermo l'appuntamento, confermo il mio
    appuntamento, ci sarò, ci saremo, sarò lì, verrò, naturalmente
  `),
  yesTails: list(`
    grazie, grazie mille, molte grazie, per favore, certo, va bene, d'accordo, confermo, confermo l'appuntamento, confermo il mio
    appuntamento, ci sarò, ci saremo, sarò lì, verrò, vengo, perfetto, benissimo, ottimo, a presto, a domani, buona giornata, buona
    serata, cordiali saluti, dottore, dottoressa, 🙏, 😊, 🙂, ❤
  `),
  lateTails: product(["", "ma"], list(`arrivo tardi, arrivo in ritardo, arriverò in ritardo, arriverò un po' in ritardo, sono in ritardo`)),
  accentSensitive: [],
  noWhole: [],
  noLeading: ["no"],
  cannotCome: list(`
    non posso venire, non posso, non potrò venire, non posso esserci, non ci sarò, non vengo, non verrò, non riesco a venire, non riesco,
    non possiamo venire, non potremo venire, non ci saremo, non verremo
  `),
  cancelVisit: [
    ...product(INTENTION, ["annullare", "annulla", "cancellare", "disdire"], VISIT),
    ...list(`disdire, disdico, disdico l'appuntamento`),
  ],
  noTails: list(`mi dispiace, scusi, scusate, scusa, purtroppo`),
  arrived: list(`sono qui, siamo qui, sono arrivato, sono arrivata, siamo arrivati, arrivato, arrivata, sono fuori`),
  late: list(
    `in ritardo, sono in ritardo, arrivo tardi, arrivo in ritardo, arriverò in ritardo, arriverò tardi, sono bloccato nel traffico`,
  ),
  strictYes: ["sì"],
  strictNo: ["no"],
  greetings: list(`buongiorno, buonasera, buon pomeriggio, salve, ciao, grazie, grazie mille`),
  polite: ["per favore", "per piacere", "per cortesia"],
  hints: {
    confirm: list(`confermo, confermato, ci sarò, ci saremo, verrò`),
    cancel: list(`annulla, annullare, annullo, cancella, cancellare, disdire, disdico, non posso, non vengo, non verrò, non riesco`),
    reschedule: list(`spostare, rimandare, cambiare, altro giorno, altra data, altro orario`),
  },
  urgent: list(`
    emergenza, urgente, urgenza, dolore al petto, male al petto, non riesco a respirare, non respiro, non respira, infarto, ictus,
    sanguinamento, emorragia, sto sanguinando, overdose, suicidio, suicidarmi, uccidermi, voglio morire, svenuto, svenuta, convulsioni,
    ambulanza
  `),
};
