import { afterEach, describe, expect, test } from "vitest";
import { createResend } from "@/lib/carriers/resend";
import { parseResendEvent, verifyResendSignature } from "@/lib/carriers/resend/webhooks";
import { demoResend, demoWorld, type DemoWorld } from "@/lib/carriers/simulator/testing";

let demo: DemoWorld;
afterEach(() => demo.stop());

const email = (change: Partial<Parameters<DemoWorld["email"]["send"]>[0]> = {}) => ({
  to: "Ana <ana@example.com>",
  from: "Clinic <hello@clinic.example>",
  replyTo: "desk@clinic.example",
  subject: "Your visit",
  html: "<p>Hi</p>",
  text: "Hi",
  headers: { "List-Unsubscribe": "<https://clinic.example/u>" },
  idempotencyKey: "m-1",
  attemptId: "a-1",
  ...change,
});
const accepted = async () => (await demo.control.log()).entries.filter(({ kind }) => kind === "email.accepted").length;
const events = () => demo.hooks.taken.map(({ body }) => parseResendEvent(body));

describe("e-mail", () => {
  test("[OPS-02] it arrives in the inbox and its events come signed, with our attempt", async () => {
    demo = await demoWorld();
    const outcome = await demo.email.send(email());
    expect(outcome.kind).toBe("accepted");
    const hooks = await demo.hooks.take(2);
    for (const { headers, body } of hooks) {
      const svix = { id: headers["svix-id"] ?? "", timestamp: headers["svix-timestamp"] ?? "", signature: headers["svix-signature"] ?? "" };
      const genuine = verifyResendSignature({ secrets: [demoResend.webhookSecret], headers: svix, body, now: new Date() });
      expect(genuine).toBe(true);
    }
    expect(events()).toMatchObject([
      { value: { event: "email.sent", attemptId: "a-1" } },
      { value: { event: "email.delivered", attemptId: "a-1", to: ["Ana <ana@example.com>"] } },
    ]);
    expect(await demo.control.inboxes()).toMatchObject([{ address: "ana@example.com", emails: 1 }]);
    expect(await demo.control.inbox("ANA@example.com")).toMatchObject([
      { subject: "Your visit", html: "<p>Hi</p>", headers: { "List-Unsubscribe": "<https://clinic.example/u>" } },
    ]);
    const found = outcome.kind === "accepted" ? await demo.email.find(outcome.providerId) : undefined;
    expect(found).toMatchObject({ status: "delivered", body: "Hi", createdAt: expect.any(Date) });
    expect(await demo.email.find("nope")).toBeUndefined();
  });

  test("[RTY-03] the same key and content again is the same e-mail, also after a lost answer", async () => {
    demo = await demoWorld({ timeoutMs: 600 });
    await demo.control.behave("resend", { timeoutAfterAcceptRate: 1 });
    expect(await demo.email.send(email())).toEqual({ kind: "uncertain", reason: "timeout" });
    await demo.control.behave("resend");
    const again = [await demo.email.send(email()), await demo.email.send(email())];
    expect(again[0]).toEqual(again[1]);
    expect(again[0]?.kind).toBe("accepted");
    expect(await accepted()).toBe(1);
  });

  test("[RTY-03] the same key with other content is not sent, and not called a failure either", async () => {
    demo = await demoWorld();
    await demo.email.send(email());
    expect(await demo.email.send(email({ text: "other" }))).toEqual({ kind: "uncertain", reason: "bad-answer" });
    expect(await accepted()).toBe(1);
  });

  test("[RTY-03] a key is forgotten after 24 hours", async () => {
    let now = new Date("2026-01-01T00:00:00Z");
    demo = await demoWorld({ clock: () => now });
    await demo.email.send(email());
    now = new Date("2026-01-01T23:59:59Z");
    await demo.email.send(email());
    expect(await accepted()).toBe(1);
    now = new Date("2026-01-02T00:00:00Z");
    await demo.email.send(email());
    expect(await accepted()).toBe(2);
  });

  test.each([
    ["bounced@example.com", ["email.sent", "email.bounced"]],
    ["complained+x@example.com", ["email.sent", "email.delivered", "email.complained"]],
    ["delayed@example.com", ["email.sent", "email.delivery_delayed", "email.delivered"]],
    ["failed@example.com", ["email.sent", "email.failed"]],
    ["suppressed@example.com", ["email.sent", "email.suppressed"]],
  ])("[RTY-01] %s", async (to, kinds) => {
    demo = await demoWorld();
    await demo.email.send(email({ to }));
    await demo.hooks.take(kinds.length);
    expect(events().map((one) => one.ok && one.value !== "ignored" && one.value.event)).toEqual(kinds);
  });

  test("[RTY-01] refusals are told apart: key, address, rate, out of order", async () => {
    const now = new Date("2026-01-01T00:00:00Z");
    demo = await demoWorld({ limits: { emailsPerSecond: 2 }, clock: () => now });
    const stranger = createResend({ apiKey: "re_stranger", baseUrl: demo.url, timeoutMs: 1000 });
    expect(await stranger.email.send(email())).toMatchObject({ failure: "account", code: "invalid_api_key" });
    expect(await demo.email.send(email({ to: "nobody" }))).toMatchObject({ failure: "permanent", code: "validation_error" });
    const outcomes = [];
    for (let count = 0; count < 5; count += 1) outcomes.push(await demo.email.send(email({ idempotencyKey: `k${count}` })));
    expect(outcomes.at(-1)).toMatchObject({ failure: "rate", code: "rate_limit_exceeded", retryAfterSeconds: 1 });
  });

  test("[SEC-04] an event that the product did not take comes again, under the same id", async () => {
    let refusing = 2;
    demo = await demoWorld({ delays: { webhookMs: 2 }, answer: () => ({ status: refusing-- > 0 ? 500 : 200 }) });
    await demo.email.send(email());
    const hooks = await demo.hooks.take(4);
    const ids = hooks.map(({ headers }) => headers["svix-id"]);
    expect(new Set(ids).size).toBe(2);
    expect((await demo.control.log()).entries.filter(({ kind }) => kind === "callback.failed")).toHaveLength(2);
  });

  test("[RTY-01] failing on order", async () => {
    demo = await demoWorld();
    await demo.control.behave("resend", { failRate: 1, code: "daily_quota_exceeded" });
    expect(await demo.email.send(email())).toMatchObject({ failure: "rate", code: "daily_quota_exceeded" });
    await demo.control.behave("resend");
    await demo.control.behave("resend", { failRate: 1 });
    expect(await demo.email.send(email())).toEqual({ kind: "uncertain", reason: "bad-answer" });
    await demo.control.behave("resend", { down: true });
    expect(await demo.email.send(email())).toMatchObject({ failure: "passing", code: "http-503" });
    expect(await accepted()).toBe(0);
  });
});
