import { list, product } from "./list";
import type { WordList } from "./types";

const VISIT = list(`randevou, randevou a, randevou m, randevou mwen, randevou m nan, randevou mwen an, randevou sa a`);

export const ht: WordList = {
  optOut: list(`sispann, sispann mesaj yo, sispann voye mesaj, pa voye mesaj ankò, pa voye tèks ankò, mwen pa vle mesaj ankò`),
  optOutStrong: ["sispann"],
  optOutPhrases: list(`
    sispann voye mesaj, sispann voye tèks, sispann ekri m, sispann ekri mwen, sispann rele m, sispann rele mwen, sispann kontakte m,
    sispann mesaj yo, sispann tèks yo, pa voye mesaj ban mwen ankò, pa voye mesaj ban m ankò, pa voye tèks ban mwen ankò, pa voye tèks ban
    m ankò, pa ekri m ankò, pa rele m ankò, pa kontakte m ankò, mwen pa vle resevwa mesaj, m pa vle resevwa mesaj, mwen pa vle resevwa
    tèks, m pa vle resevwa tèks, mwen pa vle mesaj ankò, m pa vle mesaj ankò, retire m sou lis la, retire non m sou lis la, efase nimewo
    m, efase nimewo mwen, retire nimewo m, kite m trankil
  `),
  optOutClosed: ["retire m", "retire mwen"],
  optOutTails: list(`tanpri, silvouplè, mèsi, sou lis la, sou lis nou an`),
  optOutNegations: list(`pa, poukisa, kilè, si`),
  optOutDoubts: list(`
    men, jiska, jouk, pandan, anvan, apre, eksepte, sèlman, nan nwit, leswa, bonè konsa, jodi a, demen, an anglè, an kreyòl, lis datant,
    pitit mwen, mari m, madanm mwen, manman m, papa m
  `),
  wrongNumber: list(`
    move nimewo, nimewo a pa bon, se pa bon nimewo a, ou gen move nimewo, nou gen move nimewo, se yon move nimewo, padon move nimewo
  `),
  ambiguousCancel: list(`anile, anile l, anilasyon`),
  optIn: [],
  help: ["èd"],
  leaveWaitlist: [],
  joinWaitlist: ["lis datant"],
  picks: [
    list(`youn, premye, premye a, nimewo 1`),
    list(`de, dezyèm, dezyèm nan, nimewo 2`),
    list(`twa, twazyèm, twazyèm nan, nimewo 3`),
    ["kat"],
    ["senk"],
    ["sis"],
    ["sèt"],
    ["uit"],
    ["nèf"],
  ],
  reschedule: [
    ...list(`ranvwaye, ranvwaye l, lòt jou, yon lòt jou, lòt dat, yon lòt dat, lòt lè, yon lòt lè`),
    ...product(
      ["", "mwen vle", "m vle", "mwen ta renmen", "m ta renmen", "èske m ka", "èske mwen ka"],
      ["chanje", "ranvwaye", "deplase"],
      VISIT,
    ),
  ],
  rescheduleAfterNo: [],
  yesWhole: [],
  yesLeading: list(`
    wi, wii, dakò, konfime, mwen konfime, m konfime, mwen konfime randevou a, m konfime randevou a, m ap vini, mwen ap vini, m ap la, mwen
    ap la, n ap vini, n ap la, map vini, map la, nap vini, nap la
  `),
  yesTails: list(`
    mèsi, mèsi anpil, tanpri, silvouplè, dakò, mwen konfime, m konfime, mwen konfime randevou a, m ap vini, mwen ap vini, m ap la, mwen ap
    la, n ap vini, n ap la, map vini, map la, trè byen, pa gen pwoblèm, bondye beni w, bòn jounen, a demen, doktè, 🙏, 😊, 🙂, ❤
  `),
  lateTails: product(["", "men"], list(`m ap an reta, mwen ap an reta, map an reta, m ap yon ti jan an reta, m ap rive ta`)),
  accentSensitive: [],
  noWhole: [],
  noLeading: ["non"],
  cannotCome: list(`
    mwen pa kapab vini, m pa kapab vini, mwen pa ka vini, m pa ka vini, mpa ka vini, mwen p ap vini, m p ap vini, mwen p ap ka vini, m p ap
    ka vini, mwen p ap kapab vini, m p ap kapab vini, m pap vini, mwen pap vini, m pap ka vini, mwen pap ka vini, nou pa ka vini, nou p ap
    ka vini, nou pap ka vini
  `),
  cancelVisit: product(["", "mwen vle", "m vle", "mwen bezwen", "m bezwen", "mwen ta renmen", "m ta renmen"], ["anile"], VISIT),
  noTails: list(`padon, mwen regrèt, m regrèt, mwen regrèt sa, eskize m, eskize mwen`),
  arrived: list(`mwen la, m la, mwen rive, m rive, nou rive, mwen deyò, m deyò`),
  late: list(`an reta, mwen an reta, m an reta, m ap an reta, mwen ap an reta, map an reta, m ap rive ta`),
  strictYes: ["wi"],
  strictNo: ["non"],
  greetings: list(`bonjou, bonswa, alo, mèsi, mèsi anpil`),
  polite: ["tanpri", "silvouplè", "souple"],
  hints: {
    confirm: list(`wi, konfime, m ap vini, m ap la, map vini, map la`),
    cancel: list(`anile, pa ka vini, pa kapab vini, p ap vini, pap vini, p ap ka vini, pap ka vini, p ap kapab vini`),
    reschedule: list(`ranvwaye, lòt jou, lòt dat, lòt lè, chanje randevou`),
  },
  urgent: list(`
    ijans, doulè nan pwatrin, doulè nan lestomak, pwatrin ap fè m mal, pa ka respire, pa kapab respire, kriz kadyak, kriz kè, estwòk, m ap
    senyen, senyen anpil, sèdoz, touye tèt, vle mouri, pèdi konesans, kriz malkadi, anbilans
  `),
};
