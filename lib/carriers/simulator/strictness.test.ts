import { afterEach, describe, expect, test } from "vitest";
import { CarrierUnavailable } from "@/lib/carriers/types";
import { demoWorld, type DemoWorld } from "@/lib/carriers/simulator/testing";

let demo: DemoWorld;
afterEach(() => demo.stop());

const us = "+12065550100";
const patient = "+12065550123";
const pair = { to: patient, from: us };
const text = (body: string, attemptId = "a-1") => ({
  ...pair,
  body,
  statusCallback: demo.hooks.url("/status"),
  attemptId,
});
const acceptedIn = async () => (await demo.control.log()).entries.filter(({ kind }) => kind === "sms.accepted").length;

describe("limits", () => {
  test("[RTY-01] above the rate: 429 with 20429 and a wait, and nothing is accepted for it", async () => {
    let now = new Date("2026-01-01T00:00:00Z");
    demo = await demoWorld({ limits: { requestsPerSecond: 3 }, clock: () => now });
    const outcomes = [];
    for (let count = 0; count < 8; count += 1) outcomes.push(await demo.sms.send(text(String(count))));
    const refused = outcomes.filter(({ kind }) => kind === "refused");
    expect(refused).toHaveLength(5);
    for (const one of refused) expect(one).toMatchObject({ failure: "rate", code: "20429", retryAfterSeconds: 1 });
    expect(await acceptedIn()).toBe(3);
    now = new Date("2026-01-01T00:00:01Z");
    expect((await demo.sms.send(text("a second later"))).kind).toBe("accepted");
  });
  test("[RTY-01] a sender's full queue refuses with 21611", async () => {
    demo = await demoWorld({ limits: { queuePerSender: 2 }, delays: { sentMs: 60_000, deliveredMs: 60_000 } });
    const outcomes = [];
    for (let count = 0; count < 5; count += 1) outcomes.push(await demo.sms.send(text(String(count))));
    expect(outcomes.map(({ kind }) => kind)).toEqual(["accepted", "accepted", "refused", "refused", "refused"]);
    expect(outcomes.at(-1)).toMatchObject({ failure: "rate", code: "21611" });
    expect((await demo.sms.send({ ...text("other"), from: "+12065550199" })).kind).toBe("accepted");
  });
});

test("[RTY-01] a text whose time is over before its turn comes fails with 30036 and is not sent", async () => {
  demo = await demoWorld({ limits: { segmentsPerSecond: 0.1 } });
  await demo.sms.send(text("now", "first"));
  expect((await demo.sms.send({ ...text("later", "second"), validitySeconds: 1 })).kind).toBe("accepted");
  const [last] = (await demo.hooks.take(3)).filter(({ url }) => url.endsWith("attempt=second"));
  expect(Object.fromEntries(last?.form ?? [])).toMatchObject({ MessageStatus: "failed", ErrorCode: "30036" });
  expect(await demo.sms.send({ ...text("x"), validitySeconds: 36_001 })).toMatchObject({ kind: "refused", code: "21624" });
});

describe("listings", () => {
  test("[RTY-03] a lost answer is found by recipient, newest first, whatever the sent date", async () => {
    demo = await demoWorld({ delays: { sentMs: 60_000, deliveredMs: 60_000 }, timeoutMs: 600 });
    await demo.sms.send(text("first"));
    await demo.control.behave("twilio", { timeoutAfterAcceptRate: 1 });
    expect(await demo.sms.send(text("second"))).toEqual({ kind: "uncertain", reason: "timeout" });
    await demo.control.behave("twilio");
    const found = await demo.sms.findByRecipient(pair);
    expect(found.map(({ body, status }) => [body, status])).toEqual([
      ["second", "queued"],
      ["first", "queued"],
    ]);
    expect(found[0]?.createdAt).toBeInstanceOf(Date);
    expect(await demo.sms.findByRecipient({ ...pair, from: "+12065550199" })).toEqual([]);
    expect(await demo.sms.find(found[0]?.providerId ?? "")).toEqual(found[0]);
    expect(await demo.sms.find(`SM${"0".repeat(32)}`)).toBeUndefined();
  });
  test("[RTY-03] the date filter is on the sent date: it hides what is still in the queue", async () => {
    demo = await demoWorld({ delays: { sentMs: 60_000, deliveredMs: 60_000 } });
    await demo.sms.send(text("queued"));
    const query = `To=${encodeURIComponent(patient)}&DateSent%3E=2000-01-01`;
    const path = `/2010-04-01/Accounts/AC${"0".repeat(31)}1/Messages.json?${query}`;
    const authorization = `Basic ${btoa(`AC${"0".repeat(31)}1:token-for-tests`)}`;
    const answer = await fetch(new URL(path, demo.url), { headers: { authorization } });
    expect(await answer.json()).toMatchObject({ messages: [] });
    expect(await demo.sms.findByRecipient(pair)).toHaveLength(1);
  });
  test("[RTY-03] a listing lags and may come without texts", async () => {
    demo = await demoWorld();
    await demo.control.behave("twilio", { listingLagMs: 150, redactBodies: true });
    await demo.sms.send(text("secret"));
    expect(await demo.sms.findByRecipient(pair)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 170));
    const found = await demo.sms.findByRecipient(pair);
    expect(found).toHaveLength(1);
    expect(found[0]).not.toHaveProperty("body");
  });
  test("[RTY-03] inbound texts are not taken for ours", async () => {
    demo = await demoWorld();
    await demo.control.reply({ from: patient, to: us, body: "hello" });
    expect(await demo.sms.findByRecipient({ to: us, from: patient })).toEqual([]);
  });
});

describe("behaviour on order", () => {
  test("[RTY-03] down: refused with 503, broken or silent – and each is told apart", async () => {
    demo = await demoWorld({ timeoutMs: 600 });
    await demo.control.behave("twilio", { down: true });
    expect(await demo.sms.send(text("x"))).toMatchObject({ kind: "refused", failure: "passing", code: "http-503" });
    await expect(demo.sms.findByRecipient(pair)).rejects.toBeInstanceOf(CarrierUnavailable);
    await demo.control.behave("twilio", { down: true, downMode: "reset" });
    expect(await demo.sms.send(text("x"))).toEqual({ kind: "uncertain", reason: "connection-lost" });
    await demo.control.behave("twilio", { down: true, downMode: "hang" });
    expect(await demo.sms.send(text("x"))).toEqual({ kind: "uncertain", reason: "timeout" });
    await demo.control.behave("twilio");
    expect((await demo.sms.send(text("x"))).kind).toBe("accepted");
    expect(await acceptedIn()).toBe(1);
  });
  test("[RTY-01] failing: with an API code, a delivery code, or without any", async () => {
    demo = await demoWorld();
    await demo.control.behave("twilio", { failRate: 1, code: "30007" });
    expect((await demo.sms.send(text("x"))).kind).toBe("accepted");
    const [, last] = await demo.hooks.take(2);
    expect(last?.form.get("ErrorCode")).toBe("30007");
    await demo.control.behave("twilio", { code: "30034" });
    await demo.control.behave("twilio", { code: "21408" });
    expect(await demo.sms.send(text("x"))).toMatchObject({ kind: "refused", failure: "config", code: "21408" });
    await demo.control.behave("twilio");
    await demo.control.behave("twilio", { failRate: 1 });
    expect(await demo.sms.send(text("x"))).toEqual({ kind: "uncertain", reason: "bad-answer" });
    expect(await acceptedIn()).toBe(1);
  });
  test("[RTY-10] receipts are lost, repeated or late on order", async () => {
    demo = await demoWorld();
    const statuses = () => demo.hooks.taken.map(({ form }) => form.get("MessageStatus"));
    await demo.control.behave("twilio", { receiptLossRate: 1 });
    await demo.sms.send(text("lost"));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(statuses()).toEqual([]);
    await demo.control.behave("twilio");
    await demo.control.behave("twilio", { receiptTwiceRate: 1 });
    await demo.sms.send(text("twice"));
    await demo.hooks.take(4);
    for (const status of ["sent", "delivered"]) expect(statuses().filter((one) => one === status)).toHaveLength(2);
    await demo.control.behave("twilio");
    await demo.control.behave("twilio", { receiptLateRate: 0.5 });
    const orders = new Set<string>();
    for (let count = 0; count < 40; count += 1) await demo.sms.send(text("late", `late-${count}`));
    const receipts = (await demo.hooks.take(84)).slice(4);
    for (let count = 0; count < 40; count += 1) {
      const mine = receipts.filter(({ url }) => url.endsWith(`attempt=late-${count}`));
      orders.add(mine.map(({ form }) => form.get("MessageStatus")).join(" "));
    }
    expect(orders).toEqual(new Set(["sent delivered", "delivered sent"]));
  });
  test("[OPS-02] unusable orders are refused by name", async () => {
    demo = await demoWorld();
    await expect(demo.control.behave("twilio", { failRate: 2 })).rejects.toMatchObject({ status: 422 });
    const answer = await fetch(new URL("/_sim/behaviour", demo.url), {
      method: "POST",
      body: JSON.stringify({ carrier: "twilio", typo: 1 }),
    });
    expect(answer.status).toBe(422);
  });
});

describe("who may use the control API", () => {
  test("[SEC-04] not a page from elsewhere, nor a name that was pointed here", async () => {
    demo = await demoWorld();
    const url = new URL("/_sim/phones", demo.url);
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url, { headers: { origin: "https://evil.example" } })).status).toBe(404);
    const { request } = await import("node:http");
    const status = await new Promise((resolve, reject) => {
      request(url, { headers: { host: "evil.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(404);
  });
});
