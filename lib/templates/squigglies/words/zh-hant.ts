import type { ValueWords } from "./types";

export const zhHant: ValueWords = {
  dateAtTime: (date, time) => `${date} ${time}`,
  withProvider: (what, provider) => `${what} ${provider}`,
  minutes: (n) => `${n} 分鐘`,
  listJoint: "和",
  status: {
    unconfirmed: "未確認",
    confirmed: "已確認",
    cancelled: "已取消",
    "no-show": "缺席",
    rescheduled: "已改期",
    arrived: "已報到",
    "checked-in": "已報到",
    "in-room": "就診中",
    completed: "已完成",
  },
  generic: { type: "預約", provider: "您的醫護團隊", facility: "我們的診所", instructions: "請在預約頁面查看說明。" },
  replies: {
    yes: "Y",
    no: "N",
    change: "R",
    all: "請回覆 Y（確認）、N（取消）或 R（改期）。",
    confirm: "請回覆 Y 確認。",
    none: (phone) => (phone ? `如有疑問，請致電 ${phone}。` : "無需回覆。"),
  },
  keys: { all: "確認請按 1。取消請按 2。", confirm: "確認請按 1。", none: "您無需按鍵。" },
  optOut: {
    sms: "STOP 停止。",
    smsFirst: "次數不定。HELP 取得協助，STOP 停止。",
    voice: "不想再接到這類電話，請按 9。",
    email: "如不想再收到這類郵件，請使用下面的連結。",
  },
  footer: { from: (name) => `此訊息來自${name}。`, stop: "更改或停止這些訊息" },
};
