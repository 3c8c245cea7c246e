import type { ValueWords } from "./types";

export const zhHans: ValueWords = {
  dateAtTime: (date, time) => `${date} ${time}`,
  withProvider: (what, provider) => `${what} ${provider}`,
  minutes: (n) => `${n} 分钟`,
  listJoint: "和",
  status: {
    unconfirmed: "未确认",
    confirmed: "已确认",
    cancelled: "已取消",
    "no-show": "缺席",
    rescheduled: "已改期",
    arrived: "已报到",
    "checked-in": "已报到",
    "in-room": "就诊中",
    completed: "已完成",
  },
  generic: { type: "预约", provider: "您的医护团队", facility: "我们的诊所", instructions: "请在预约页面查看说明。" },
  replies: {
    yes: "Y",
    no: "N",
    change: "R",
    all: "请回复 Y（确认）、N（取消）或 R（改期）。",
    confirm: "请回复 Y 确认。",
    none: (phone) => (phone ? `如有疑问，请致电 ${phone}。` : "无需回复。"),
  },
  keys: { all: "确认请按 1。取消请按 2。", confirm: "确认请按 1。", none: "您无需按键。" },
  optOut: {
    sms: "STOP 停止。",
    smsFirst: "次数不定。HELP 获取帮助，STOP 停止。",
    voice: "不想再接到这类电话，请按 9。",
    email: "如不想再收到这类邮件，请使用下面的链接。",
  },
  footer: { from: (name) => `此消息来自${name}。`, stop: "更改或停止这些消息" },
};
