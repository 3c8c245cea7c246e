import { Resend } from "resend";
import { afterEach, describe, expect, test, vi } from "vitest";
import { emailEventRank, parseResendEvent, verifyResendSignature } from "@/lib/carriers/resend/webhooks";
import { svixSignature } from "@/lib/carriers/simulator/webhook-out";

const secret = `whsec_${Buffer.from("a secret of the clinic").toString("base64")}`;
const now = new Date("2026-11-21T20:00:00Z");
const seconds = now.getTime() / 1000;
const event = {
  type: "email.bounced",
  created_at: "2026-11-21T19:59:58.000Z",
  data: {
    email_id: "e-1",
    created_at: "2026-11-21T19:59:50.000Z",
    from: "Clinic <c@example.com>",
    to: ["a@example.com"],
    subject: "s",
    tags: { attempt: "a-1" },
    bounce: { type: "Transient", subType: "MailboxFull", message: "m", diagnosticCode: [] },
  },
};
const body = JSON.stringify(event);
const headers = (at = seconds, text = body, key = secret) => ({
  id: "msg_1",
  timestamp: String(at),
  signature: svixSignature(key, "msg_1", at, text),
});
const check = (change: Partial<Parameters<typeof verifyResendSignature>[0]> = {}) =>
  verifyResendSignature({ secrets: [secret], headers: headers(), body, now, ...change });

describe("Resend's signature", () => {
  afterEach(() => void vi.useRealTimers());

  test("[SEC-04] a genuine event is taken, also with the former secret or among several signatures", () => {
    expect(check()).toBe(true);
    expect(check({ secrets: [`whsec_${Buffer.from("new").toString("base64")}`, secret] })).toBe(true);
    expect(check({ headers: { ...headers(), signature: `v1,AAAA v2,x ${headers().signature}` } })).toBe(true);
  });
  test("[SEC-04] the SDK's own check agrees, on genuine and forged ones", () => {
    vi.useFakeTimers({ now });
    const { webhooks } = new Resend("re_x");
    const verify = (given: ReturnType<typeof headers>) => webhooks.verify({ payload: body, headers: given, webhookSecret: secret });
    expect(verify(headers())).toMatchObject({ type: "email.bounced" });
    expect(() => verify(headers(seconds, `${body} `))).toThrow();
  });
  test("[SEC-04] a forged or recorded event is refused", () => {
    expect(check({ body: body.replace("e-1", "e-2") })).toBe(false);
    expect(check({ secrets: [`whsec_${Buffer.from("other").toString("base64")}`] })).toBe(false);
    expect(check({ secrets: ["whsec_", ""] })).toBe(false);
    expect(check({ headers: { ...headers(), id: "msg_2" } })).toBe(false);
    expect(check({ headers: { ...headers(), signature: "v1," } })).toBe(false);
    expect(check({ headers: { ...headers(), timestamp: null } })).toBe(false);
    expect(check({ headers: { ...headers(), timestamp: "now" } })).toBe(false);
    expect(check({ headers: headers(seconds - 301) })).toBe(false);
    expect(check({ headers: headers(seconds + 301) })).toBe(false);
    expect(check({ headers: headers(seconds - 299) })).toBe(true);
  });
});

describe("Resend's events", () => {
  test("[RTY-01] a bounce: which e-mail, which attempt, whether it passes", () => {
    expect(parseResendEvent(body)).toEqual({
      ok: true,
      value: {
        event: "email.bounced",
        emailId: "e-1",
        to: ["a@example.com"],
        at: new Date(event.created_at),
        attemptId: "a-1",
        reason: "MailboxFull",
        passing: true,
      },
    });
    const permanent = { ...event, data: { ...event.data, bounce: { type: "Permanent", subType: "NoEmail" } } };
    expect(parseResendEvent(JSON.stringify(permanent))).toMatchObject({ value: { passing: false } });
  });
  test("[RTY-01] a failure at the carrier is not the address's fault; a suppressed address is", () => {
    const { bounce: _bounce, ...data } = event.data;
    const failed = { ...event, type: "email.failed", data: { ...data, failed: { reason: "reached_daily_quota" } } };
    expect(parseResendEvent(JSON.stringify(failed))).toMatchObject({ value: { passing: true, reason: "reached_daily_quota" } });
    const suppressed = { ...event, type: "email.suppressed", data: { ...data, suppressed: { reason: "previous_complaint" } } };
    expect(parseResendEvent(JSON.stringify(suppressed))).toMatchObject({ value: { passing: false, reason: "previous_complaint" } });
    const delivered = { ...event, type: "email.delivered", data };
    expect(parseResendEvent(JSON.stringify(delivered))).not.toHaveProperty("value.passing");
  });
  test("[SEC-04] other kinds are ignored, unreadable ones are typed errors without values", () => {
    for (const type of ["email.opened", "contact.created"])
      expect(parseResendEvent(JSON.stringify({ type }))).toEqual({ ok: true, value: "ignored" });
    for (const text of ["", "{", "null", "[]", "{}", '{"type":7}', '{"type":"email.sent","data":{"to":["secret@x"]}}']) {
      const parsed = parseResendEvent(text);
      expect(parsed.ok).toBe(false);
      if (!parsed.ok) expect(parsed.error.message).not.toContain("secret");
    }
  });
  test("[RTY-10] an event never moves an e-mail backwards", () => {
    const order = ["email.sent", "email.delivered", "email.bounced", "email.complained"] as const;
    const ranks = order.map(emailEventRank);
    expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
    expect(new Set(ranks).size).toBe(4);
    expect(emailEventRank("email.delivery_delayed")).toBeLessThan(emailEventRank("email.delivered"));
  });
});
