import { afterEach, describe, expect, test } from "vitest";
import { attemptOf } from "@/lib/carriers/twilio/attempt";
import { verifyTwilioSignature } from "@/lib/carriers/twilio/signature";
import { parseTwilioInbound, parseTwilioMessageStatus } from "@/lib/carriers/twilio/webhooks";
import { demoTwilio, demoWorld, type DemoWorld } from "@/lib/carriers/simulator/testing";
import { createTwilio } from "@/lib/carriers/twilio";

let demo: DemoWorld;
afterEach(() => demo.stop());

const us = "+12065550100";
const patient = "+12065550123";
const text = (body: string, attemptId = "a-1", to = patient) => ({
  to,
  from: us,
  body,
  statusCallback: demo.hooks.url("/status?x=1"),
  attemptId,
});
const reply = (body: string) => demo.control.reply({ from: patient, to: us, body });

describe("texts", () => {
  test("[OPS-02] a text is accepted, shown on the phone, and reported sent and delivered with genuine signatures", async () => {
    demo = await demoWorld();
    const outcome = await demo.sms.send(text("Hello", "a-1"));
    expect(outcome).toMatchObject({ kind: "accepted", segments: 1 });
    const receipts = await demo.hooks.take(2);
    for (const { form, url, headers } of receipts) {
      const signature = headers["x-twilio-signature"];
      expect(verifyTwilioSignature({ authTokens: [demoTwilio.authToken], signature, url, form })).toBe(true);
      expect(attemptOf(url)).toBe("a-1");
    }
    const facts = receipts.map(({ form, url }) => parseTwilioMessageStatus(form, url));
    expect(facts).toMatchObject([{ value: { status: "sent" } }, { value: { status: "delivered", attemptId: "a-1" } }]);
    expect(await demo.control.thread(patient)).toMatchObject([{ direction: "in", body: "Hello", status: "delivered" }]);
  });

  test("[RTY-03] two equal posts are two messages: the carrier knows no idempotency for texts", async () => {
    demo = await demoWorld();
    const outcomes = [await demo.sms.send(text("Same")), await demo.sms.send(text("Same"))];
    const accepted = (await demo.control.log()).entries.filter(({ kind }) => kind === "sms.accepted");
    expect(accepted.map(({ sid }) => sid)).toEqual(outcomes.map((one) => one.kind === "accepted" && one.providerId));
    expect(new Set(accepted.map(({ sid }) => sid)).size).toBe(2);
  });

  test.each([
    ["+15005550001", "21211", "permanent"],
    ["+15005550009", "21614", "permanent"],
    ["+15005550004", "21610", "opted-out"],
    ["+15005550003", "21408", "config"],
    ["12345", "21211", "permanent"],
  ] as const)("[RTY-01] Twilio's test number %s is refused with %s", async (to, code, failure) => {
    demo = await demoWorld();
    expect(await demo.sms.send(text("x", "a", to))).toMatchObject({ kind: "refused", code, failure });
    expect((await demo.control.log()).entries).toEqual([]);
  });

  test("[RTY-01] a number that ends in a delivery code is accepted and comes back undelivered with it", async () => {
    demo = await demoWorld();
    expect((await demo.sms.send(text("x", "a", "+12065530003"))).kind).toBe("accepted");
    const [, last] = await demo.hooks.take(2);
    expect(Object.fromEntries(last?.form ?? [])).toMatchObject({ MessageStatus: "undelivered", ErrorCode: "30003" });
  });

  test("[RTY-01] wrong keys, no body, too long, unusable sender", async () => {
    demo = await demoWorld();
    const wrong = createTwilio({ ...demoTwilio, authToken: "wrong", baseUrl: demo.url, timeoutMs: 1000 });
    expect(await wrong.sms.send(text("x"))).toMatchObject({ kind: "refused", failure: "account", code: "20003" });
    wrong.close();
    expect(await demo.sms.send(text(""))).toMatchObject({ code: "21602" });
    expect(await demo.sms.send(text("x".repeat(1601)))).toMatchObject({ code: "21617" });
    expect((await demo.sms.send(text("x".repeat(1600)))).kind).toBe("accepted");
    expect(await demo.sms.send({ ...text("x"), from: "+15005550007" })).toMatchObject({ failure: "config", code: "21606" });
  });

  test.each([
    ["a".repeat(160), 1],
    ["a".repeat(161), 2],
    ["a".repeat(306), 2],
    ["a".repeat(307), 3],
    [`${"a".repeat(70)}’`, 2],
    ["€".repeat(80), 1],
    ["€".repeat(81), 2],
    ["😀".repeat(35), 1],
    ["😀".repeat(36), 2],
  ])("[OPS-02] segments as the carrier counts them (%#)", async (body, segments) => {
    demo = await demoWorld();
    expect(await demo.sms.send(text(body))).toMatchObject({ kind: "accepted", segments });
  });
});

describe("replies and opt-outs", () => {
  test("[REM-02] a reply reaches the number's webhook, signed; a refused webhook is reported and not repeated", async () => {
    let status = 200;
    demo = await demoWorld({ answer: () => ({ status, body: "<Response/>" }) });
    expect(await reply("Y")).toMatchObject({ delivered: true });
    const [hook] = demo.hooks.taken;
    expect(hook?.path).toBe("/twilio/sms");
    if (!hook) throw new Error("no webhook came");
    const { form, url, headers } = hook;
    const signature = headers["x-twilio-signature"];
    expect(verifyTwilioSignature({ authTokens: [demoTwilio.authToken], signature, url, form })).toBe(true);
    expect(parseTwilioInbound(form)).toMatchObject({ ok: true, value: { from: patient, to: us, body: "Y" } });
    status = 500;
    expect(await reply("Y again")).toMatchObject({ delivered: false });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(demo.hooks.taken).toHaveLength(2);
  });

  test("[REM-02] a registered number has a webhook of its own", async () => {
    demo = await demoWorld();
    await demo.control.registerNumber({ number: us, smsUrl: demo.hooks.url("/own?n=1") });
    await reply("hi");
    expect(demo.hooks.taken.map(({ path }) => path)).toEqual(["/own?n=1"]);
    const { cursor } = await demo.control.log();
    await demo.control.registerNumber({ number: us, smsUrl: demo.hooks.url("/own?n=1") });
    expect((await demo.control.log()).cursor).toBe(cursor);
    await demo.control.registerNumber({ number: us, smsUrl: demo.hooks.url("/own?n=2") });
    expect((await demo.control.log()).cursor).toBe(cursor + 1);
    await expect(demo.control.registerNumber({ number: us, accountSid: "AC0" })).rejects.toMatchObject({ status: 422 });
  });

  test("[OPS-02] STOP: the carrier answers, tells us, and blocks this sender to this phone until START", async () => {
    demo = await demoWorld();
    await reply(" stop ");
    expect(await demo.sms.send(text("x"))).toMatchObject({ kind: "refused", failure: "opted-out", code: "21610" });
    expect((await demo.sms.send({ ...text("other sender"), from: "+12065550199" })).kind).toBe("accepted");
    expect(demo.hooks.taken[0]?.form.get("Body")).toBe(" stop ");
    expect(demo.hooks.taken[0]?.form.has("OptOutType")).toBe(false);
    const [phone] = await demo.control.phones();
    expect(phone).toMatchObject({ number: patient, optedOutFrom: [us] });
    const automatic = (await demo.control.thread(patient)).filter((one) => one.automatic);
    expect(automatic.map(({ body }) => body)).toEqual([expect.stringContaining("unsubscribed")]);
    await reply("START");
    expect((await demo.sms.send(text("x"))).kind).toBe("accepted");
  });

  test("[OPS-02] “please stop” and a YES without an opt-out are ordinary texts to the carrier", async () => {
    demo = await demoWorld();
    for (const body of ["please stop", "yes", "STOP!"]) await reply(body);
    expect((await demo.sms.send(text("x"))).kind).toBe("accepted");
    expect((await demo.control.thread(patient)).filter((one) => one.automatic)).toEqual([]);
  });

  test("[OPS-02] advanced opt-out: the webhook says STOP, the carrier still answers; edited words count", async () => {
    demo = await demoWorld();
    const number = { number: us, smsUrl: demo.hooks.url("/in"), optOut: "advanced" as const, optOutWords: ["alto"] };
    await demo.control.registerNumber(number);
    await reply("CANCEL");
    await reply("Alto");
    expect(demo.hooks.taken.map(({ form }) => form.get("OptOutType"))).toEqual([null, "STOP"]);
    expect((await demo.control.thread(patient)).filter((one) => one.automatic)).toHaveLength(1);
    expect(await demo.sms.send(text("x"))).toMatchObject({ code: "21610" });
    await reply("start");
    await reply("STOP");
    expect(demo.hooks.taken.slice(2).map(({ form }) => form.get("OptOutType"))).toEqual(["START", "STOP"]);
  });

  test("[OPS-02] an answer in the webhook's TwiML is texted back", async () => {
    demo = await demoWorld({ answer: () => ({ body: "<Response><Message>Thanks &amp; bye</Message></Response>" }) });
    await reply("hello");
    expect((await demo.control.thread(patient))[0]).toMatchObject({ direction: "in", body: "Thanks & bye" });
  });
});
