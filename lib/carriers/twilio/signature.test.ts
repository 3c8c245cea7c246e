import twilio from "twilio";
import { describe, expect, test } from "vitest";
import { twilioSignature } from "@/lib/carriers/simulator/webhook-out";
import { verifyTwilioSignature } from "@/lib/carriers/twilio/signature";

const url = "https://clinic.example/api/webhooks/twilio/status?attempt=01a&x=caf%C3%A9";
const fields = { MessageSid: "SM1", Body: "¿Sí? 👍", From: "+12065550123", MessageStatus: "sent" };
const token = "a-token";
const check = (change: Partial<Parameters<typeof verifyTwilioSignature>[0]> = {}) =>
  verifyTwilioSignature({
    authTokens: [token],
    signature: twilioSignature(token, url, fields),
    url,
    form: new URLSearchParams(fields),
    ...change,
  });

describe("Twilio's signature", () => {
  test("[SEC-04] a genuine request is taken, also the second time and with the former token", () => {
    expect(check()).toBe(true);
    expect(check()).toBe(true);
    expect(check({ authTokens: ["new-token", token] })).toBe(true);
  });
  test("[SEC-04] the stand-in signs as the SDK does", () => {
    expect(twilioSignature(token, url, fields)).toBe(twilio.getExpectedTwilioSignature(token, url, fields));
  });
  test("[SEC-04] a forged request is refused: other token, field, address, extra field, no signature", () => {
    const form = new URLSearchParams(fields);
    expect(check({ authTokens: ["other"] })).toBe(false);
    expect(check({ authTokens: [] })).toBe(false);
    expect(check({ form: new URLSearchParams({ ...fields, MessageStatus: "delivered" }) })).toBe(false);
    expect(check({ form: new URLSearchParams([...form, ["OptOutType", "STOP"]]) })).toBe(false);
    expect(check({ form: new URLSearchParams([...form, ["From", "+19995550123"]]) })).toBe(false);
    expect(check({ url: url.replace("01a", "01b") })).toBe(false);
    for (const signature of [null, undefined, "", "AAAA", "é".repeat(28)]) expect(check({ signature })).toBe(false);
    expect(check({ url: "not a url" })).toBe(false);
  });
  test("[SEC-04] an empty token never signs anything", () => {
    expect(check({ authTokens: [""], signature: twilioSignature("", url, fields) })).toBe(false);
  });
  test("[SEC-04] a repeated field is signed as Twilio signs it", () => {
    const form = new URLSearchParams([
      ["Media", "b"],
      ["Media", "a"],
      ["To", "+1"],
    ]);
    const signature = twilio.getExpectedTwilioSignature(token, url, { Media: ["b", "a"], To: "+1" });
    expect(check({ form, signature })).toBe(true);
  });
});
