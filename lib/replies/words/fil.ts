import { list, product } from "./list";
import type { WordList } from "./types";

const VISIT = list(`ang appointment, ang appointment ko, appointment ko, ang aking appointment, ang schedule ko, ang check up ko`);

export const fil: WordList = {
  optOut: list(`ihinto, itigil, tigil, hinto, itigil na, ihinto na, ayaw ko na ng text, tama na ang text`),
  optOutStrong: list(`itigil na, ihinto na`),
  optOutPhrases: list(`
    huwag na kayong mag text, wag na kayong mag text, huwag na po kayong mag text, wag na po kayong mag text, huwag nyo na akong i text,
    wag nyo na akong i text, huwag na akong i text, wag na akong i text, itigil ang pag text, itigil na ang pag text, ihinto ang mga text,
    itigil ang mga text, itigil ang mga mensahe, ihinto ang mga mensahe, ayoko na ng text, ayaw ko na ng text, ayoko na makatanggap ng
    text, ayoko na pong makatanggap, ayaw ko nang makatanggap, huwag na kayong tumawag, wag na kayong tumawag, tanggalin ang number ko,
    tanggalin ang numero ko, burahin ang number ko, burahin ang numero ko, alisin ang number ko, tanggalin nyo ako sa listahan, alisin nyo
    ako sa listahan
  `),
  optOutClosed: ["tanggalin nyo ako", "alisin nyo ako"],
  optOutTails: list(`po, na, pakiusap, salamat, sa listahan, sa listahan ninyo`),
  optOutNegations: list(`hindi, bakit, kailan, kung`),
  optOutDoubts: list(`
    pero, hanggang, habang, bago, pagkatapos, maliban, lang, lamang, sa gabi, gabi, ngayon, bukas, sa ingles, waitlist, anak ko, asawa ko,
    nanay ko, tatay ko
  `),
  wrongNumber: list(
    `maling numero, mali ang numero, mali po ang numero, maling number, mali ang number, wrong number po, wrong number kayo`,
  ),
  ambiguousCancel: list(`kanselahin, ikansela, kansela, i cancel, cancel po, pa cancel, pa cancel po`),
  optIn: [],
  help: ["tulong"],
  leaveWaitlist: [],
  joinWaitlist: [],
  picks: [
    list(`isa, una, ang una, yung una, number 1`),
    list(`dalawa, pangalawa, ang pangalawa, yung pangalawa, number 2`),
    list(`tatlo, pangatlo, ang pangatlo, yung pangatlo, number 3`),
    ["apat"],
    ["lima"],
    ["anim"],
    ["pito"],
    ["walo"],
    ["siyam"],
  ],
  reschedule: [
    ...list(`resched, pa resched, pa resched po, mag resched, ibang araw, ibang oras, sa ibang araw, sa ibang oras, ilipat ng araw`),
    ...product(["", "pwede bang", "pwede po bang", "maaari bang", "gusto kong", "gusto ko pong"], ["baguhin", "ilipat"], VISIT),
  ],
  rescheduleAfterNo: [],
  yesWhole: [],
  yesLeading: list(`
    oo, opo, oho, oo naman, oo po, sige, sige po, kumpirmado, kumpirma, kinukumpirma ko, kumpirmado po, darating ako, darating po ako,
    darating po kami, pupunta ako, pupunta po ako, pupunta po kami, makakapunta ako, makakapunta po ako
  `),
  yesTails: list(`
    po, salamat, salamat po, maraming salamat, maraming salamat po, kumpirmado, kumpirmado po, darating ako, darating po ako, darating po
    kami, pupunta ako, pupunta po ako, pupunta po kami, makakapunta ako, makakapunta po ako, sige, sige po, ok po, okay po, ingat po, doc, 🙏,
    😊, 🙂, ❤
  `),
  lateTails: product(["", "pero"], list(`male late ako, male late po ako, mahuhuli ako, mahuhuli po ako, medyo male late po ako`)),
  accentSensitive: [],
  noWhole: ["ayaw", "ayoko"],
  noLeading: ["hindi", "hindi po"],
  cannotCome: list(`
    hindi ako makakapunta, hindi po ako makakapunta, hindi makakapunta, hindi po makakapunta, hindi kami makakapunta, hindi po kami
    makakapunta, hindi ako makakarating, hindi po ako makakarating, hindi po makakarating, hindi ako pupunta, hindi po ako pupunta, di po
    ako makakapunta, di ako makakapunta
  `),
  cancelVisit: product(["", "gusto kong", "gusto ko pong", "paki"], ["kanselahin", "ikansela", "i cancel"], VISIT),
  noTails: list(`pasensya na, pasensya na po, pasensya po, paumanhin, paumanhin po, sorry po, po`),
  arrived: list(`nandito na ako, nandito na po ako, nandito na kami, nandito na po kami, andito na ako, andito na po ako, dumating na ako`),
  late: list(`male late ako, male late po ako, mahuhuli ako, mahuhuli po ako, late po ako, natrapik ako, natrapik po ako`),
  strictYes: ["oo", "opo"],
  strictNo: ["hindi", "hindi po"],
  greetings: list(`kumusta, kumusta po, magandang umaga, magandang umaga po, magandang hapon po, magandang araw po, salamat, salamat po`),
  polite: ["po", "paki", "pakiusap"],
  hints: {
    confirm: list(`oo, opo, kumpirmado, darating ako, darating po ako, pupunta ako, pupunta po ako`),
    cancel: list(`kanselahin, ikansela, i cancel, pa cancel, hindi makakapunta, makakapunta, hindi makakarating, hindi pupunta`),
    reschedule: list(`resched, ibang araw, ibang oras, ilipat, baguhin`),
  },
  urgent: list(`
    emerhensiya, masakit ang dibdib, sumasakit ang dibdib, pananakit ng dibdib, hindi makahinga, di makahinga, hirap huminga, atake sa puso,
    dumudugo, pagdurugo, magpakamatay, magpapakamatay, gusto ko nang mamatay, nawalan ng malay, kumbulsyon, ambulansya
  `),
};
