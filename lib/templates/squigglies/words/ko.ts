import type { ValueWords } from "./types";

export const ko: ValueWords = {
  dateAtTime: (date, time) => `${date} ${time}`,
  withProvider: (what, provider) => `${what} ${provider}`,
  minutes: (n) => `${n}분`,
  listJoint: "그리고",
  status: {
    unconfirmed: "확인 안 됨",
    confirmed: "확인됨",
    cancelled: "취소됨",
    "no-show": "방문하지 않음",
    rescheduled: "변경됨",
    arrived: "접수됨",
    "checked-in": "접수됨",
    "in-room": "진행 중",
    completed: "완료됨",
  },
  generic: {
    type: "예약",
    provider: "담당 의료진",
    facility: "저희 병원",
    instructions: "안내 사항은 예약 페이지에서 확인해 주세요.",
  },
  replies: {
    yes: "네",
    no: "아니요",
    change: "변경",
    all: "답장: 네 (확인), 아니요 (취소), 변경.",
    confirm: "확인하려면 네 라고 답해 주세요.",
    none: (phone) => (phone ? `문의: ${phone}.` : "답장하지 않으셔도 됩니다."),
  },
  keys: {
    all: "확인은 1번, 취소는 2번을 누르세요.",
    confirm: "확인하려면 1번을 누르세요.",
    none: "아무것도 누르지 않으셔도 됩니다.",
  },
  optOut: {
    sms: "중지 STOP.",
    smsFirst: "횟수는 다를 수 있습니다. 도움말 HELP, 중지 STOP.",
    voice: "이런 전화를 받지 않으려면 9번을 누르세요.",
    email: "이런 이메일을 받지 않으려면 아래 링크를 이용해 주세요.",
  },
  footer: { from: (name) => `${name}에서 보낸 메시지입니다.`, stop: "메시지 변경 또는 중지" },
};
