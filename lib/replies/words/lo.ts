import { list, product } from "./list";
import { NOTHING } from "./nothing";
import type { WordList } from "./types";

/** Written without spaces. */
const joined = (...parts: string[][]) => product(...parts).map((phrase) => phrase.replaceAll(" ", ""));

export const lo: WordList = {
  ...NOTHING,
  optOut: list(`ຢຸດສົ່ງຂໍ້ຄວາມ, ເຊົາສົ່ງຂໍ້ຄວາມ, ບໍ່ຕ້ອງສົ່ງຂໍ້ຄວາມ, ບໍ່ຢາກຮັບຂໍ້ຄວາມ`),
  optOutPhrases: list(`ຢຸດສົ່ງຂໍ້ຄວາມ, ເຊົາສົ່ງຂໍ້ຄວາມ, ບໍ່ຕ້ອງສົ່ງຂໍ້ຄວາມ, ຢ່າສົ່ງຂໍ້ຄວາມ, ບໍ່ຢາກຮັບຂໍ້ຄວາມ, ບໍ່ຕ້ອງການຮັບຂໍ້ຄວາມ, ຢ່າໂທມາອີກ`),
  optOutNegations: list(`ເປັນຫຍັງ, ຖ້າ, ເມື່ອໃດ`),
  optOutDoubts: list(`ແຕ່, ຈົນກວ່າ, ກ່ອນ, ຫຼັງ, ມື້ນີ້, ມື້ອື່ນ, ກາງຄືນ, ພາສາອັງກິດ, ພາສາລາວ`),
  wrongNumber: list(`ຜິດເບີ, ເບີຜິດ, ສົ່ງຜິດເບີ, ເຈົ້າສົ່ງຜິດເບີ`),
  help: ["ຊ່ວຍເຫຼືອ"],
  reschedule: list(`ເລື່ອນ, ເລື່ອນນັດ, ຂໍເລື່ອນນັດ, ຂໍເລື່ອນ, ປ່ຽນເວລາ, ປ່ຽນວັນ, ຂໍປ່ຽນເວລາ, ຂໍປ່ຽນວັນ, ວັນອື່ນ, ເວລາອື່ນ`),
  yesLeading: list(`ມາ, ແມ່ນ, ແມ່ນແລ້ວ, ຢືນຢັນ, ຕົກລົງ, ຈະມາ, ຈະໄປ, ມາຕາມນັດ, ໄປຕາມນັດ`),
  yesTails: list(`ຂອບໃຈ, ຂອບໃຈຫຼາຍໆ, ຂອບໃຈຫລາຍໆ, ຈະມາ, ຈະໄປ, ຢືນຢັນ`),
  noWhole: ["ບໍ່"],
  noLeading: list(`ບໍ່ມາ, ບໍ່ໄປ`),
  cannotCome: joined(list(`, ຂ້ອຍ, ຂ້າພະເຈົ້າ`), list(`ໄປບໍ່ໄດ້, ມາບໍ່ໄດ້, ບໍ່ສາມາດໄປໄດ້, ບໍ່ສາມາດມາໄດ້`)),
  cancelVisit: joined(list(`, ຂໍ, ຢາກ, ຕ້ອງການ`), ["ຍົກເລີກນັດ", "ຍົກເລີກນັດໝາຍ"]),
  noTails: list(`ຂໍໂທດ, ຂໍອະໄພ`),
  arrived: list(`ຮອດແລ້ວ, ມາຮອດແລ້ວ`),
  late: list(`ມາຊ້າ, ຈະມາຊ້າ, ຈະໄປຊ້າ`),
  strictYes: ["ມາ", "ແມ່ນ"],
  strictNo: ["ບໍ່ມາ", "ບໍ່"],
  greetings: list(`ສະບາຍດີ, ຂອບໃຈ`),
  polite: ["ກະລຸນາ"],
  hints: {
    confirm: list(`ຢືນຢັນ, ຕົກລົງ, ຈະມາ, ຈະໄປ`),
    cancel: list(`ຍົກເລີກ, ໄປບໍ່ໄດ້, ມາບໍ່ໄດ້, ບໍ່ມາ, ບໍ່ໄປ`),
    reschedule: list(`ເລື່ອນ, ປ່ຽນເວລາ, ປ່ຽນວັນ, ວັນອື່ນ, ເວລາອື່ນ`),
  },
  urgent: list(`ສຸກເສີນ, ເຈັບເອິກ, ເຈັບໜ້າເອິກ, ຫາຍໃຈບໍ່ອອກ, ຫາຍໃຈຍາກ, ຂ້າຕົວຕາຍ, ຢາກຕາຍ, ໝົດສະຕິ, ລົດສຸກເສີນ`),
};
