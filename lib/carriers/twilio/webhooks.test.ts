import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTwilioCallStatus, parseTwilioInbound, parseTwilioMessageStatus, parseTwilioVoice } from "@/lib/carriers/twilio/webhooks";
import { MalformedWebhook } from "@/lib/carriers/types";

const hex = "0123456789abcdef".repeat(2);
const account = `AC${hex}`;
const people = { AccountSid: account, From: "+12065550123", To: "+12065550100" };
const form = (fields: Record<string, string>) => new URLSearchParams(fields);

describe("inbound texts", () => {
  test("[REM-02] a reply as Twilio posts it", () => {
    const posted = form({ ...people, MessageSid: `SM${hex}`, SmsSid: `SM${hex}`, Body: " Y ", NumMedia: "0", FromCity: "" });
    expect(parseTwilioInbound(posted)).toEqual({
      ok: true,
      value: { messageSid: `SM${hex}`, accountSid: account, from: people.From, to: people.To, body: " Y ", numMedia: 0 },
    });
  });
  test("[REM-02] the carrier's own reading of an opt-out comes along", () => {
    const posted = form({ ...people, MessageSid: `MM${hex}`, Body: "Stop", NumMedia: "1", OptOutType: "STOP" });
    expect(parseTwilioInbound(posted)).toMatchObject({ value: { optOutType: "STOP", numMedia: 1 } });
  });
  test("[REM-02] an empty text (a picture only) is a text", () => {
    const posted = form({ ...people, MessageSid: `SM${hex}`, Body: "", NumMedia: "2" });
    expect(parseTwilioInbound(posted)).toMatchObject({ ok: true, value: { body: "", numMedia: 2 } });
  });
  test("[SEC-04] a malformed form is a typed error that names fields and never values", () => {
    const parsed = parseTwilioInbound(form({ ...people, MessageSid: "SM-secret", Body: "secret", NumMedia: "many" }));
    expect(parsed.ok).toBe(false);
    if (parsed.ok) return;
    expect(parsed.error).toBeInstanceOf(MalformedWebhook);
    expect(parsed.error.fields.toSorted()).toEqual(["MessageSid", "NumMedia"]);
    expect(parsed.error.message).not.toContain("secret");
  });
  test("[SEC-04] no form makes a parser throw", () => {
    const names = fc.constantFrom("MessageSid", "From", "To", "Body", "CallSid", "Digits", "AccountSid", "__proto__", "");
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string())), fc.string(), (pairs, url) => {
        const posted = new URLSearchParams(pairs);
        for (const parse of [parseTwilioInbound, parseTwilioVoice]) expect(typeof parse(posted).ok).toBe("boolean");
        for (const parse of [parseTwilioMessageStatus, parseTwilioCallStatus]) expect(typeof parse(posted, url).ok).toBe("boolean");
      }),
    );
  });
});

describe("receipts", () => {
  test("[RTY-03] a text's receipt carries our attempt's id from its address, and its code", () => {
    const posted = form({ ...people, MessageSid: `SM${hex}`, MessageStatus: "undelivered", ErrorCode: "30003" });
    const parsed = parseTwilioMessageStatus(posted, "https://x.example/status?attempt=a-7");
    expect(parsed).toMatchObject({ ok: true, value: { status: "undelivered", errorCode: "30003", attemptId: "a-7" } });
    expect(parseTwilioMessageStatus(posted, "https://x.example/status")).not.toHaveProperty("value.attemptId");
  });
  test("[RTY-10] the same receipt gives the same fact twice", () => {
    const posted = form({ ...people, MessageSid: `SM${hex}`, MessageStatus: "sent" });
    const parse = () => parseTwilioMessageStatus(posted, "https://x.example/?attempt=a");
    expect(parse()).toEqual(parse());
  });
  test("[REM-02] a call's receipt: duration, place in order, who answered", () => {
    const posted = form({
      ...people,
      CallSid: `CA${hex}`,
      CallStatus: "completed",
      CallDuration: "31",
      SequenceNumber: "3",
      AnsweredBy: "human",
    });
    expect(parseTwilioCallStatus(posted, "https://x.example/?attempt=c-1")).toMatchObject({
      value: { status: "completed", seconds: 31, sequence: 3, answeredBy: "human", attemptId: "c-1" },
    });
  });
});

describe("calls", () => {
  const call = { ...people, CallSid: `CA${hex}`, CallStatus: "in-progress" };
  test("[REM-02] a pressed key, and no key", () => {
    expect(parseTwilioVoice(form({ ...call, Digits: "1" }))).toMatchObject({ value: { digits: "1", machine: false } });
    expect(parseTwilioVoice(form({ ...call, Digits: "" }))).not.toHaveProperty("value.digits");
  });
  test("[REM-02] voicemail and fax are machines, a person and a doubt are not", () => {
    const machines = ["machine_start", "machine_end_beep", "machine_end_silence", "machine_end_other", "fax"];
    for (const AnsweredBy of machines) expect(parseTwilioVoice(form({ ...call, AnsweredBy }))).toMatchObject({ value: { machine: true } });
    for (const AnsweredBy of ["human", "unknown", "something new"])
      expect(parseTwilioVoice(form({ ...call, AnsweredBy }))).toMatchObject({ ok: true, value: { machine: false } });
  });
});
