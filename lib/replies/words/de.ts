import { list, product } from "./list";
import type { WordList } from "./types";

const VISIT = list(`termin, den termin, meinen termin, diesen termin`);
const INTENTION = list(`ich möchte, ich moechte, ich muss, ich will, ich würde gerne, ich würde gern, möchte, muss, wir müssen`);

export const de: WordList = {
  optOut: list(`stopp, abbestellen, austragen, keine sms mehr, keine nachrichten mehr`),
  optOutStrong: list(`stopp, abbestellen`),
  optOutPhrases: list(`
    keine nachrichten mehr, keine sms mehr, keine weiteren nachrichten, keine weiteren sms, schreiben sie mir nicht, schreibt mir nicht,
    schicken sie mir keine, schickt mir keine, senden sie mir keine, nicht mehr schreiben, nicht mehr kontaktieren, kontaktieren sie
    mich nicht, hören sie auf mir zu schreiben, hört auf mir zu schreiben, hören sie auf zu schreiben, möchte keine nachrichten, will
    keine nachrichten, möchte keine sms, will keine sms, löschen sie meine nummer, lassen sie mich in ruhe, lasst mich in ruhe, von
    ihrer liste streichen, von der liste streichen
  `),
  optOutClosed: ["streichen sie mich", "nehmen sie mich"],
  optOutTails: list(`bitte, danke, sofort, von der liste, von ihrer liste, aus der liste, aus ihrer liste`),
  optOutNegations: list(`nicht, nie, warum, wieso, wann, wenn, falls, ob`),
  optOutDoubts: list(`
    aber, bis, außer, nur, während, bevor, nachdem, nachts, abends, sonntags, so früh, so spät, heute, morgen, auf englisch, auf deutsch,
    warteliste, mein sohn, meine tochter, mein mann, meine frau, meine mutter, mein vater
  `),
  wrongNumber: list(`
    falsche nummer, sie haben die falsche nummer, das ist die falsche nummer, das ist eine falsche nummer, entschuldigung falsche nummer,
    falsche person, sie haben sich verwählt
  `),
  ambiguousCancel: list(`stornieren, stornierung, abbrechen, abmelden`),
  optIn: [],
  help: ["hilfe"],
  leaveWaitlist: list(`warteliste verlassen, von der warteliste`),
  joinWaitlist: list(`warteliste, auf die warteliste`),
  picks: [
    list(`eins, erster, erste, der erste, den ersten, nummer 1`),
    list(`zwei, zweiter, zweite, der zweite, den zweiten, nummer 2`),
    list(`drei, dritter, dritte, der dritte, den dritten, nummer 3`),
    ["vier"],
    ["fünf"],
    ["sechs"],
    ["sieben"],
    ["acht"],
    ["neun"],
  ],
  reschedule: [
    ...list(`verschieben, umbuchen, anderer tag, anderer termin, andere zeit, neuer termin, ein anderer tag, ein anderer termin`),
    ...product(["", "kann ich", "können wir", ...INTENTION], VISIT, ["verschieben", "ändern"]),
    ...product(INTENTION, ["verschieben"]),
  ],
  rescheduleAfterNo: [],
  yesWhole: ["j"],
  yesLeading: list(`
    ja, jaa, jawohl, jep, jo, bestätigt, bestätige, bestätigen, ich bestätige, ich bestätige den termin, ich bestätige meinen termin,
    termin bestätigt, ich komme, wir kommen, ich werde da sein, ich bin dabei, einverstanden, natürlich, selbstverständlich
  `),
  yesTails: list(`
    danke, vielen dank, danke schön, dankeschön, herzlichen dank, bitte, gerne, gern, ich komme, wir kommen, ich werde da sein, ich bin
    dabei, ich bestätige, ich bestätige den termin, das passt, passt, in ordnung, alles klar, perfekt, sehr gut, bis dann, bis morgen, mit
    freundlichen grüßen, mfg, lg, liebe grüße, schönen tag, 🙏, 😊, 🙂, ❤
  `),
  lateTails: product(["", "aber"], ["ich komme", "komme", "wir kommen"], ["später", "etwas später", "zu spät", "ein bisschen später"]),
  accentSensitive: [],
  noWhole: [],
  noLeading: ["nein", "nee"],
  cannotCome: list(`
    ich kann nicht kommen, kann nicht kommen, wir können nicht kommen, ich kann leider nicht kommen, kann leider nicht kommen, ich kann
    leider nicht, wir können leider nicht kommen, ich komme nicht, wir kommen nicht, ich schaffe es nicht, schaffe es nicht, ich schaffe
    es leider nicht, ich werde nicht kommen
  `),
  cancelVisit: [...product(["", ...INTENTION], VISIT, ["absagen", "stornieren"]), ...list(`absagen, ich sage ab, ich muss absagen`)],
  noTails: list(`entschuldigung, tut mir leid, es tut mir leid, leider, sorry`),
  arrived: list(`ich bin da, bin da, wir sind da, ich bin hier, bin hier, angekommen, ich bin angekommen, ich stehe draußen`),
  late: list(`
    ich komme später, komme später, ich komme zu spät, komme zu spät, ich verspäte mich, verspäte mich, ich stehe im stau, stehe im stau
  `),
  strictYes: ["ja"],
  strictNo: ["nein"],
  greetings: list(`hallo, guten tag, guten morgen, guten abend, danke, vielen dank`),
  polite: ["bitte"],
  hints: {
    confirm: list(`ja, bestätige, bestätigt, ich komme, ich werde da sein`),
    cancel: list(`absagen, sage ab, stornieren, kann nicht, können nicht, schaffe es nicht, komme nicht, ich komme nicht, kommen nicht`),
    reschedule: list(`verschieben, umbuchen, anderer tag, anderen tag, anderer termin, anderen termin, andere zeit, neuen termin`),
  },
  urgent: list(`
    notfall, notarzt, krankenwagen, brustschmerzen, schmerzen in der brust, atemnot, keine luft, nicht atmen, herzinfarkt, schlaganfall,
    blutung, ich blute, überdosis, selbstmord, suizid, mich umbringen, will sterben, bewusstlos, krampfanfall
  `),
};
