import { list, product } from "./list";
import { NOTHING } from "./nothing";
import type { WordList } from "./types";

const TEXTS = list(`fariimo, fariin, fariimaha, farriimo, farriin, farriimaha`);
const VISIT = list(`ballanta, ballantayda, ballantan`);

export const so: WordList = {
  ...NOTHING,
  optOut: list(`jooji, joojiya, jooji fariimaha, jooji farriimaha`),
  optOutPhrases: [
    ...product(list(`jooji, joojiya, ha ii soo dirin, ha ii soo dirina, ma rabo, ma doonayo`), TEXTS),
    ...list(`ha ii soo wicin, ha i soo wicin, lambarkayga tirtir, lambarkayga ka saar`),
  ],
  optOutNegations: list(`ha, ma, maya, haddii, goorma`),
  optOutDoubts: list(`laakiin, ilaa, kahor, kadib, maanta, berri, caawa, habeenkii, ingiriisi, soomaali, wiilkayga, gabadhayda`),
  wrongNumber: list(`lambar khaldan, waa lambar khaldan, lambarku waa khaldan yahay, lambarka waa khaldan yahay`),
  help: list(`caawimo, caawin`),
  reschedule: [
    ...list(`wakhti kale, waqti kale, maalin kale, waxaan rabaa wakhti kale, waxaan rabaa waqti kale, waxaan rabaa maalin kale`),
    ...product(["beddel", "bedel"], VISIT),
    ...product(["waxaan rabaa inaan"], ["beddelo", "bedelo"], VISIT),
  ],
  yesLeading: list(`haa, waan imanayaa, waan iman doonaa, waan xaqiijinayaa, waan xaqiijiyay`),
  yesTails: list(`mahadsanid, waad mahadsan tahay, waad mahadsantahay, waan imanayaa, waan iman doonaa, waan xaqiijinayaa, insha allah`),
  lateTails: product(["", "laakiin"], list(`waan soo daahayaa, waan daahayaa`)),
  noLeading: ["maya"],
  cannotCome: list(`ma imaan karo, ma iman karo, ma imanayo, ma iman doono, ma imaan doono`),
  cancelVisit: [...product(["", "fadlan"], ["baaji"], VISIT), ...product(["waxaan rabaa inaan"], ["baajiyo"], VISIT)],
  noTails: list(`waan ka xumahay, iga raalli ahow`),
  arrived: list(`waan imid, waan joogaa, halkan ayaan joogaa`),
  late: list(`waan soo daahayaa, waan daahayaa`),
  strictYes: ["haa"],
  strictNo: ["maya"],
  greetings: list(`salaan, mahadsanid, waad mahadsan tahay, waad mahadsantahay`),
  polite: ["fadlan"],
  hints: {
    confirm: list(`haa, waan imanayaa, xaqiiji`),
    cancel: list(`baaji, baajiyo, baajinayaa, ma imaan, ma iman, ma imanayo`),
    reschedule: list(`beddel, bedel, beddelo, bedelo, wakhti kale, waqti kale, maalin kale`),
  },
  urgent: list(`
    xaalad degdeg ah, xaalad deg deg ah, laab xanuun, xabad xanuun, neefsan kari waayay, neefsan karin, neefta igu dhegtay, dhiig bax,
    dhiigbax, is dil, ambalaas, ambalaaska
  `),
};
