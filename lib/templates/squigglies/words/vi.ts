import type { ValueWords } from "./types";

export const vi: ValueWords = {
  dateAtTime: (date, time) => `${date} lúc ${time}`,
  withProvider: (what, provider) => `${what} với ${provider}`,
  minutes: (n) => `${n} phút`,
  listJoint: "và",
  status: {
    unconfirmed: "chưa xác nhận",
    confirmed: "đã xác nhận",
    cancelled: "đã hủy",
    "no-show": "vắng mặt",
    rescheduled: "đã đổi giờ",
    arrived: "đã đến",
    "checked-in": "đã đến",
    "in-room": "đang khám",
    completed: "đã xong",
  },
  generic: {
    type: "lịch hẹn",
    provider: "nhóm chăm sóc của quý vị",
    facility: "phòng khám của chúng tôi",
    instructions: "Xin xem hướng dẫn trên trang lịch hẹn.",
  },
  replies: {
    yes: "CÓ",
    no: "KHÔNG",
    change: "R",
    all: "Trả lời CÓ (sẽ đến), KHÔNG (hủy) hoặc R (đổi).",
    confirm: "Trả lời CÓ để xác nhận.",
    none: (phone) => (phone ? `Cần hỏi? Xin gọi ${phone}.` : "Không cần trả lời."),
  },
  keys: { all: "Bấm 1 để xác nhận. Bấm 2 để hủy.", confirm: "Bấm 1 để xác nhận.", none: "Không cần bấm phím nào." },
  optOut: {
    sms: "STOP để ngừng.",
    smsFirst: "Số lượng tin thay đổi. HELP để được giúp, STOP để ngừng.",
    voice: "Bấm 9 để ngừng các cuộc gọi này.",
    email: "Để ngừng nhận email này, xin dùng liên kết bên dưới.",
  },
  footer: { from: (name) => `Thư này từ ${name}.`, stop: "Đổi hoặc ngừng các thư này" },
};
