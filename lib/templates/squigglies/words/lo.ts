import type { ValueWords } from "./types";

export const lo: ValueWords = {
  dateAtTime: (date, time) => `${date} ເວລາ ${time}`,
  withProvider: (what, provider) => `${what} ກັບ ${provider}`,
  minutes: (n) => `${n} ນາທີ`,
  listJoint: "ແລະ",
  status: {
    unconfirmed: "ຍັງບໍ່ຢືນຢັນ",
    confirmed: "ຢືນຢັນແລ້ວ",
    cancelled: "ຍົກເລີກແລ້ວ",
    "no-show": "ບໍ່ມາຕາມນັດ",
    rescheduled: "ປ່ຽນເວລາແລ້ວ",
    arrived: "ມາຮອດແລ້ວ",
    "checked-in": "ມາຮອດແລ້ວ",
    "in-room": "ກຳລັງຮັບບໍລິການ",
    completed: "ສຳເລັດແລ້ວ",
  },
  generic: {
    type: "ນັດໝາຍ",
    provider: "ທີມດູແລຂອງທ່ານ",
    facility: "ສະຖານທີ່ຂອງພວກເຮົາ",
    instructions: "ກະລຸນາເບິ່ງຄຳແນະນຳໃນໜ້ານັດຂອງທ່ານ.",
  },
  replies: {
    yes: "ມາ",
    no: "ບໍ່ມາ",
    change: "ເລື່ອນ",
    all: "ຕອບ ມາ (ຢືນຢັນ), ບໍ່ມາ (ຍົກເລີກ) ຫຼື ເລື່ອນ (ປ່ຽນເວລາ).",
    confirm: "ຕອບ ມາ ເພື່ອຢືນຢັນ.",
    none: (phone) => (phone ? `ມີຄຳຖາມ ໂທ ${phone}.` : "ບໍ່ຕ້ອງຕອບ."),
  },
  keys: { all: "ກົດ 1 ເພື່ອຢືນຢັນ. ກົດ 2 ເພື່ອຍົກເລີກ.", confirm: "ກົດ 1 ເພື່ອຢືນຢັນ.", none: "ບໍ່ຕ້ອງກົດປຸ່ມໃດ." },
  optOut: {
    sms: "STOP ຢຸດ.",
    smsFirst: "ຈຳນວນບໍ່ແນ່ນອນ. HELP ຊ່ວຍເຫຼືອ, STOP ຢຸດ.",
    voice: "ກົດ 9 ເພື່ອຢຸດສາຍເຫຼົ່ານີ້.",
    email: "ຖ້າບໍ່ຕ້ອງການຮັບອີເມວນີ້ ກະລຸນາໃຊ້ລິ້ງຂ້າງລຸ່ມ.",
  },
  footer: { from: (name) => `ຂໍ້ຄວາມນີ້ມາຈາກ ${name}.`, stop: "ປ່ຽນ ຫຼື ຢຸດຂໍ້ຄວາມເຫຼົ່ານີ້" },
};
