import type { ValueWords } from "./types";

export const th: ValueWords = {
  dateAtTime: (date, time) => `${date} เวลา ${time}`,
  withProvider: (what, provider) => `${what} กับ ${provider}`,
  minutes: (n) => `${n} นาที`,
  listJoint: "และ",
  status: {
    unconfirmed: "ยังไม่ยืนยัน",
    confirmed: "ยืนยันแล้ว",
    cancelled: "ยกเลิกแล้ว",
    "no-show": "ไม่มาตามนัด",
    rescheduled: "เปลี่ยนเวลาแล้ว",
    arrived: "มาถึงแล้ว",
    "checked-in": "มาถึงแล้ว",
    "in-room": "กำลังรับบริการ",
    completed: "เสร็จแล้ว",
  },
  generic: {
    type: "นัดหมาย",
    provider: "ทีมดูแลของคุณ",
    facility: "สถานที่ของเรา",
    instructions: "โปรดดูคำแนะนำในหน้านัดของคุณ",
  },
  replies: {
    yes: "มา",
    no: "ไม่มา",
    change: "เลื่อน",
    all: "ตอบ มา (ยืนยัน) ไม่มา (ยกเลิก) หรือ เลื่อน (เปลี่ยนเวลา)",
    confirm: "ตอบ มา เพื่อยืนยัน",
    none: (phone) => (phone ? `มีคำถาม โทร ${phone}` : "ไม่ต้องตอบ"),
  },
  keys: { all: "กด 1 เพื่อยืนยัน กด 2 เพื่อยกเลิก", confirm: "กด 1 เพื่อยืนยัน", none: "ไม่ต้องกดปุ่มใด" },
  optOut: {
    sms: "STOP หยุด",
    smsFirst: "จำนวนไม่แน่นอน HELP ช่วยเหลือ STOP หยุด",
    voice: "กด 9 เพื่อหยุดสายเหล่านี้",
    email: "หากไม่ต้องการรับอีเมลนี้ โปรดใช้ลิงก์ด้านล่าง",
  },
  footer: { from: (name) => `ข้อความนี้มาจาก ${name}`, stop: "เปลี่ยนหรือหยุดข้อความเหล่านี้" },
};
