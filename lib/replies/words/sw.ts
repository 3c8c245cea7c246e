import { list, product } from "./list";
import { NOTHING } from "./nothing";
import type { WordList } from "./types";

const VISIT = list(`miadi, miadi yangu, miadi hii`);
const WISH = list(`nataka, ningependa, naomba, nahitaji, tafadhali naomba`);

export const sw: WordList = {
  ...NOTHING,
  optOut: list(`acha kutuma ujumbe, acheni kutuma ujumbe, sitisha ujumbe, sitaki ujumbe`),
  optOutPhrases: list(`
    acha kutuma ujumbe, acheni kutuma ujumbe, acha kunitumia ujumbe, acheni kunitumia ujumbe, usinitumie ujumbe, msinitumie ujumbe,
    usinitumie tena, msinitumie tena, sitaki kupokea ujumbe, sitaki ujumbe, futa nambari yangu, ondoa nambari yangu, ondoeni nambari
    yangu, msinipigie tena, usinipigie tena
  `),
  optOutNegations: list(`si, hapana, kwa nini, kwanini, lini, ikiwa, kama`),
  optOutDoubts: list(`
    lakini, hadi, mpaka, kabla, baada, isipokuwa, tu, mapema sana, usiku, leo, kesho, kiingereza, kiswahili, orodha, mwanangu, mume,
    mke, mama, baba
  `),
  wrongNumber: list(`nambari si sahihi, namba si sahihi, nambari isiyo sahihi, umekosea nambari, umekosea namba, mmekosea nambari`),
  help: ["msaada"],
  picks: [["moja", "ya kwanza"], ["mbili", "ya pili"], ["tatu", "ya tatu"], ["nne"], ["tano"], ["sita"], ["saba"], ["nane"], ["tisa"]],
  reschedule: [
    ...list(`siku nyingine, wakati mwingine, muda mwingine, tarehe nyingine, naomba siku nyingine, naomba wakati mwingine`),
    ...product(["", "tafadhali"], ["badilisha", "ahirisha"], VISIT),
    ...product(WISH, ["kubadilisha", "kuahirisha"], VISIT),
  ],
  yesLeading: list(`
    ndiyo, ndio, ndiyo nitakuja, ndio nitakuja, nitakuja, nitafika, tutakuja, tutafika, nathibitisha, ninathibitisha, nimethibitisha,
    sawa
  `),
  yesTails: list(`
    asante, asante sana, ahsante, ahsante sana, nashukuru, nitakuja, nitafika, tutakuja, tutafika, nathibitisha, sawa, tutaonana
  `),
  lateTails: product(["", "lakini"], list(`nitachelewa, nitachelewa kidogo, ninachelewa`)),
  noLeading: ["hapana"],
  cannotCome: product(
    ["", "samahani"],
    list(`siwezi kuja, sitaweza kuja, sitakuja, siwezi kufika, sitaweza kufika, sitafika, hatuwezi kuja, hatutaweza kuja, hatutakuja`),
  ),
  cancelVisit: [...product(["", "tafadhali"], ["ghairi", "futa"], VISIT), ...product(WISH, ["kughairi", "kufuta"], VISIT)],
  noTails: list(`samahani, pole, pole sana, samahani sana`),
  arrived: list(`nimefika, tumefika, niko hapa, tuko hapa, nipo hapa`),
  late: list(`nitachelewa, nitachelewa kidogo, ninachelewa, nimechelewa`),
  strictYes: ["ndiyo", "ndio"],
  strictNo: ["hapana"],
  greetings: list(`habari, jambo, hujambo, asante, asante sana, ahsante`),
  polite: ["tafadhali"],
  hints: {
    confirm: list(`ndiyo, ndio, nitakuja, nitafika, nathibitisha`),
    cancel: list(`ghairi, kughairi, futa, kufuta, siwezi, sitaweza, sitakuja, sitafika`),
    reschedule: list(`badilisha, kubadilisha, ahirisha, kuahirisha, siku nyingine, wakati mwingine, muda mwingine`),
  },
  urgent: list(`
    dharura, maumivu ya kifua, kifua kinauma, siwezi kupumua, shida ya kupumua, mshtuko wa moyo, kiharusi, natokwa na damu, kujiua,
    nataka kufa, amezimia, nimezimia, degedege, gari la wagonjwa, ambulensi
  `),
};
