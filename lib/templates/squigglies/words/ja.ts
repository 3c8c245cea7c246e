import type { ValueWords } from "./types";

export const ja: ValueWords = {
  dateAtTime: (date, time) => `${date} ${time}`,
  withProvider: (what, provider) => `${what} ${provider}`,
  minutes: (n) => `${n}分`,
  listJoint: "そして",
  status: {
    unconfirmed: "未確認",
    confirmed: "確認済み",
    cancelled: "キャンセル済み",
    "no-show": "来院なし",
    rescheduled: "変更済み",
    arrived: "受付済み",
    "checked-in": "受付済み",
    "in-room": "診療中",
    completed: "終了",
  },
  generic: {
    type: "ご予約",
    provider: "担当スタッフ",
    facility: "当院",
    instructions: "ご案内は予約のページをご覧ください。",
  },
  replies: {
    yes: "はい",
    no: "いいえ",
    change: "変更",
    all: "返信: はい (確認)、いいえ (キャンセル)、変更。",
    confirm: "確認するには「はい」と返信してください。",
    none: (phone) => (phone ? `ご質問は${phone}へお電話ください。` : "返信は不要です。"),
  },
  keys: {
    all: "確認は1を、キャンセルは2を押してください。",
    confirm: "確認は1を押してください。",
    none: "何も押す必要はありません。",
  },
  optOut: {
    sms: "停止は STOP。",
    smsFirst: "回数は変わります。案内は HELP、停止は STOP。",
    voice: "この電話を停止するには9を押してください。",
    email: "このメールを停止するには、下のリンクをお使いください。",
  },
  footer: { from: (name) => `これは${name}からのメッセージです。`, stop: "メッセージの変更または停止" },
};
