import { list, product } from "./list";
import { NOTHING } from "./nothing";
import type { WordList } from "./types";

export const ti: WordList = {
  ...NOTHING,
  optOut: list(`መልእኽቲ ደው ኣብሉ, መልእኽቲ ኣይትስደዱ`),
  optOutPhrases: list(`መልእኽቲ ደው ኣብሉ, መልእኽቲ ኣይትስደዱለይ, መልእኽቲ ኣይደልን, መልእኽቲ ኣይትስደዱ, ቁጽረይ ደምስሱ, ኣይትደውሉለይ`),
  optOutNegations: list(`ስለምንታይ, መዓስ, እንተ`),
  optOutDoubts: list(`ግን, ክሳብ, ቅድሚ, ድሕሪ, ሎሚ, ጽባሕ, ለይቲ, ብእንግሊዝኛ, ብትግርኛ`),
  wrongNumber: list(`ጌጋ ቁጽሪ, ቁጽሪ ጌጋ, ቁጽሪ ተጋጊኹም, ጌጋ ቁጽሪ እዩ`),
  help: ["ሓገዝ"],
  reschedule: list(`ለውጢ, ካልእ ግዜ, ካልእ መዓልቲ, ቆጸራ ይቀየር, ቆጸራ ክቕይር ደልየ, ቆጸራይ ክቕይር ደልየ`),
  yesLeading: list(`እወ, ክመጽእ እየ, ኣረጋጊጸ, የረጋግጽ, እወ ክመጽእ እየ`),
  yesTails: list(`የቐንየለይ, የቀንየለይ, ክመጽእ እየ, የረጋግጽ`),
  noLeading: list(`ኣይፋል, ኣይፋሉን`),
  cannotCome: list(`ክመጽእ ኣይክእልን, ኣይመጽእን, ክመጽእ ኣይክእልን እየ, ኣይመጽእን እየ`),
  cancelVisit: product(["ቆጸራ", "ቆጸራይ"], ["ሰርዙ", "ሰርዙለይ", "ክስርዝ ደልየ", "ይሰረዝ"]),
  noTails: ["ይቕሬታ"],
  arrived: list(`በጺሐ, መጺአ ኣለኹ, ኣብዚ ኣለኹ`),
  late: list(`ክድንጉ እየ, ደንጉየ`),
  strictYes: ["እወ"],
  strictNo: ["ኣይፋል"],
  greetings: list(`ሰላም, የቐንየለይ, የቀንየለይ`),
  polite: ["በጃኹም"],
  hints: {
    confirm: list(`እወ, ክመጽእ እየ`),
    cancel: list(`ሰርዙ, ክስርዝ, ይሰረዝ, ክመጽእ ኣይክእልን, ኣይመጽእን`),
    reschedule: list(`ክቕይር, ይቀየር, ካልእ ግዜ, ካልእ መዓልቲ`),
  },
  urgent: list(`ህጹጽ, ቃንዛ ኣፍልቢ, ኣፍልበይ የሕምመኒ, ምስትንፋስ ስኢነ, ምትንፋስ ስኢነ, ነፍሰይ ከጥፍእ, ኣምቡላንስ`),
};
