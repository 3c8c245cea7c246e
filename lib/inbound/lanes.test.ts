import { expect, test } from "vitest";
import { laneOf } from "./lanes";

const OURS = "+18335550142";
const lanes = (many: readonly string[]): number => new Set(many).size;
const hundred = Array.from({ length: 100 }, (_, i) => String(i));

test("[CON-11] replies of one number share a lane, in whatever order they come; other numbers and organizations have theirs", () => {
  const reply = (from: string, sid: string, org = "o1") =>
    laneOf(org, sid, { kind: "sms-inbound", fields: { From: from, To: OURS, MessageSid: sid }, query: {} });
  expect(lanes(hundred.map((n) => reply("+12125550181", `SM${n}`)))).toBe(1);
  expect(lanes(hundred.map((n) => reply(`+1212555${n.padStart(4, "0")}`, "SM1")))).toBe(16);
  expect(reply("+12125550181", "SM1", "o2")).not.toBe(reply("+12125550181", "SM1", "o1"));
});

test("[RTY-08] status reports do not stand in one line because all name our number; those of one message or call do", () => {
  const status = (sid: string, state: string) =>
    laneOf("o1", `${sid}:${state}`, { kind: "sms-status", fields: { From: OURS, MessageSid: sid, MessageStatus: state }, query: {} });
  expect(lanes(hundred.map((n) => status(`SM${n}`, "sent")))).toBe(16);
  expect(status("SM1", "sent")).toBe(status("SM1", "delivered"));
  const call = (kind: "call-status" | "call-gather") => laneOf("o1", kind, { kind, fields: { From: OURS, CallSid: "CA1" }, query: {} });
  expect(call("call-status")).toBe(call("call-gather"));
  expect(lanes(hundred.map((n) => laneOf("o1", `msg_${n}`, { kind: "email-event", fields: { body: "{}" }, query: {} })))).toBe(16);
});
