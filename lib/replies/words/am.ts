import { list, product } from "./list";
import type { WordList } from "./types";

const VISIT = list(`ቀጠሮ, ቀጠሮዬን, ቀጠሮውን, ቀጠሮየን`);

export const am: WordList = {
  optOut: list(`አቁም, አቁሙ, ያቁሙ, መልእክት አቁሙ, መልዕክት አቁሙ, መልእክት አትላኩ, መልዕክት አትላኩ`),
  optOutStrong: list(`አቁም, አቁሙ`),
  optOutPhrases: list(`
    መልእክት አትላኩልኝ, መልዕክት አትላኩልኝ, አትላኩልኝ, ከእንግዲህ አትላኩ, መልእክት መላክ አቁሙ, መልዕክት መላክ አቁሙ, መልእክት አልፈልግም, መልዕክት አልፈልግም, መልእክቱን
    አቁሙ, መልዕክቱን አቁሙ, ቁጥሬን አጥፉ, ቁጥሬን ሰርዙ, አትደውሉልኝ
  `),
  optOutClosed: [],
  optOutTails: list(`እባክዎ, እባካችሁ, አመሰግናለሁ`),
  optOutNegations: list(`ለምን, መቼ`),
  optOutDoubts: list(`ግን, እስከ, በፊት, በኋላ, ብቻ, ሌሊት, ማታ, ዛሬ, ነገ, በእንግሊዝኛ, በአማርኛ`),
  wrongNumber: list(`የተሳሳተ ቁጥር, የተሳሳተ ቁጥር ነው, ይህ የተሳሳተ ቁጥር ነው, ቁጥሩ ተሳስቷል`),
  ambiguousCancel: list(`ሰርዝ, ሰርዙ, ይሰርዙ, ይሰረዝ, ሰርዙት`),
  optIn: [],
  help: ["እርዳታ", "እርዱኝ"],
  leaveWaitlist: [],
  joinWaitlist: [],
  picks: [
    list(`አንድ, አንደኛ, የመጀመሪያው`),
    list(`ሁለት, ሁለተኛ, ሁለተኛው`),
    list(`ሶስት, ሦስት, ሶስተኛ, ሶስተኛው`),
    ["አራት"],
    ["አምስት"],
    ["ስድስት"],
    ["ሰባት"],
    ["ስምንት"],
    ["ዘጠኝ"],
  ],
  reschedule: [
    ...list(`ቀይር, ቀይሩ, ቀይሩልኝ, ይቀየር, ይቀየርልኝ, ሌላ ቀን, ሌላ ጊዜ, ሌላ ሰዓት, መቀየር እፈልጋለሁ`),
    ...product(VISIT, list(`መቀየር እፈልጋለሁ, ቀይሩልኝ, ይቀየርልኝ`)),
  ],
  rescheduleAfterNo: [],
  yesWhole: [],
  yesLeading: list(`አዎ, አወ, አዎን, እሺ, አረጋግጣለሁ, አረጋግጫለሁ, አረጋግጥ, እመጣለሁ, እንመጣለን, እገኛለሁ`),
  yesTails: list(`አመሰግናለሁ, እናመሰግናለን, በጣም አመሰግናለሁ, እሺ, እመጣለሁ, እንመጣለን, እገኛለሁ, አረጋግጣለሁ, እባክዎ, 🙏, 😊, 🙂, ❤`),
  lateTails: product(["", "ግን"], list(`እዘገያለሁ, ትንሽ እዘገያለሁ`)),
  accentSensitive: [],
  noWhole: [],
  noLeading: ["አይ"],
  cannotCome: list(`መምጣት አልችልም, አልመጣም, አልችልም, መምጣት አንችልም, አንመጣም, ልመጣ አልችልም`),
  cancelVisit: product(VISIT, list(`ሰርዙ, ሰርዙልኝ, ይሰረዝ, ይሰረዝልኝ, መሰረዝ እፈልጋለሁ`)),
  noTails: list(`ይቅርታ, አዝናለሁ`),
  arrived: list(`ደርሻለሁ, ደርሰናል, እዚህ ነኝ`),
  late: list(`እዘገያለሁ, ትንሽ እዘገያለሁ, ዘግይቻለሁ`),
  strictYes: ["አዎ"],
  strictNo: ["አይ"],
  greetings: list(`ሰላም, ጤና ይስጥልኝ, እንደምን አደሩ, አመሰግናለሁ`),
  polite: list(`እባክዎ, እባካችሁ, እባክህ, እባክሽ`),
  hints: {
    confirm: list(`አዎ, አረጋግጣለሁ, እመጣለሁ, እገኛለሁ`),
    cancel: list(`ሰርዝ, ሰርዙ, ይሰረዝ, መሰረዝ, አልመጣም, አልችልም, አንመጣም`),
    reschedule: list(`ቀይር, ቀይሩ, መቀየር, ይቀየር, ሌላ ቀን, ሌላ ጊዜ, ሌላ ሰዓት`),
  },
  urgent: list(`ድንገተኛ, አስቸኳይ, የደረት ህመም, ደረቴን ያመኛል, መተንፈስ አልችልም, የልብ ድካም, ስትሮክ, ደም እየፈሰሰ, ራሴን ማጥፋት, ራሴን ላጠፋ, አምቡላንስ`),
};
