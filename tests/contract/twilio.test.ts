import { afterEach, beforeEach, expect, test } from "vitest";
import { demoTwilio, demoWorld, hookServer, type DemoWorld } from "@/lib/carriers/simulator/testing";
import { createTwilio } from "@/lib/carriers/twilio";
import { z } from "zod";
import { patched } from "./twilio-quirks";
import { contractProxy, describeContract, documentShape, only } from "./validator";

const accounts = "/2010-04-01/Accounts/{AccountSid}";
const used = ["Messages.json", "Messages/{Sid}.json", "Calls.json", "Calls/{Sid}.json", "IncomingPhoneNumbers.json"].map(
  (end) => `${accounts}/${end}`,
);

const pageShape = z.object({ next_page_uri: z.string().nullable(), messages: z.array(z.object({ date_created: z.string() })) });
const pair = { to: "+12065550123", from: "+12065550100" };
const rfc2822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/;

describeContract("Twilio's API description", "twilio_api_v2010.json", (document) => {
  const spec = documentShape.parse(patched(only(document, used)));
  let demo: DemoWorld;
  let proxy: Awaited<ReturnType<typeof contractProxy>>;
  let twilio: ReturnType<typeof createTwilio>;
  beforeEach(async () => {
    demo = await demoWorld({ delays: { sentMs: 5, deliveredMs: 10, answerMs: 10 } });
    proxy = await contractProxy(spec, demo.url, "array");
    twilio = createTwilio({ ...demoTwilio, baseUrl: proxy.url, timeoutMs: 5_000 });
  });
  afterEach(async () => {
    twilio.close();
    await proxy.stop();
    await demo.stop();
  });
  const callback = () => demo.hooks.url("/s");

  test("[ADM-02] the test of an account: what we ask for and what the stand-in lists both fit", async () => {
    await demo.control.registerNumber({ number: "+12065550100", accountSid: demoTwilio.accountSid });
    const first = await twilio.probe(["+12065550100", "12345"]);
    expect(proxy.violations).toEqual([]);
    expect(first).toEqual({ kind: "ok" });
    expect(await twilio.probe(["+12065550100", "+12065550199"])).toEqual({ kind: "unknown-senders", addresses: ["+12065550199"] });
    expect(proxy.violations).toEqual([]);
    expect(proxy.seen).toHaveLength(2);
  });

  test("[RTY-03] texts: what we post and what the stand-in answers both fit", async () => {
    const text = { ...pair, body: "Hello ’", statusCallback: callback(), attemptId: "a-1" };
    const sent = await twilio.sms.send({ ...text, validitySeconds: 3_600 });
    expect(sent).toMatchObject({ kind: "accepted", segments: 1 });
    await twilio.sms.send({ ...text, to: "+12065530003" });
    await demo.hooks.take(4);
    expect(await twilio.sms.findByRecipient(pair)).toHaveLength(1);
    expect(await twilio.sms.findByRecipient({ ...pair, to: "+12065530003" })).toMatchObject([{ errorCode: "30003" }]);
    const found = await twilio.sms.find(sent.kind === "accepted" ? sent.providerId : "");
    expect(found).toMatchObject({ status: "delivered" });
    expect(proxy.violations).toEqual([]);
    expect(proxy.seen).toHaveLength(5);
  });

  test("[RTY-03] a messaging service as the sender", async () => {
    const text = { to: pair.to, from: `MG${"a".repeat(32)}`, body: "x", statusCallback: callback(), attemptId: "a" };
    expect((await twilio.sms.send(text)).kind).toBe("accepted");
    expect(await twilio.sms.findByRecipient(text)).toHaveLength(1);
    expect(proxy.violations).toEqual([]);
  });

  test("[RTY-03] listings over several pages", async () => {
    const text = { ...pair, body: "x", statusCallback: callback(), attemptId: "a" };
    for (let count = 0; count < 5; count += 1) await twilio.sms.send(text);
    const authorization = `Basic ${btoa(`${demoTwilio.accountSid}:${demoTwilio.authToken}`)}`;
    let path = `/2010-04-01/Accounts/${demoTwilio.accountSid}/Messages.json?PageSize=2`;
    const sizes: number[] = [];
    while (path !== "") {
      const answer = await fetch(new URL(path, proxy.url), { headers: { authorization } });
      const page = pageShape.parse(await answer.json());
      for (const { date_created } of page.messages) expect(date_created).toMatch(rfc2822);
      sizes.push(page.messages.length);
      path = page.next_page_uri ?? "";
    }
    expect(sizes).toEqual([2, 2, 1]);
    expect(proxy.violations).toEqual([]);
  });

  test("[REM-02] calls: with a script's address and with the script itself, in every state", async () => {
    const call = { ...pair, statusCallback: callback(), attemptId: "c-1" };
    const first = await twilio.voice.call({ ...call, url: demo.hooks.url("/voice"), machineDetection: true });
    await twilio.voice.call({ ...call, twiml: "<Response><Say>Hi</Say></Response>", machineDetection: false });
    await twilio.voice.call({ ...call, to: "+12065530486", twiml: "<Response/>", machineDetection: false });
    const sid = first.kind === "accepted" ? first.providerId : "";
    for (let tries = 0; tries < 200 && (await demo.control.call(sid)).status !== "completed"; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await twilio.voice.find(sid)).toMatchObject({ status: "completed" });
    expect(await twilio.voice.findByRecipient(pair)).toHaveLength(2);
    expect(await twilio.voice.findByRecipient({ ...pair, to: "+12065530486" })).toHaveLength(1);
    expect(proxy.violations).toEqual([]);
  });

  test("[RTY-03] the check would notice: a field that Twilio does not know, a value of the wrong kind", async () => {
    const form = new URLSearchParams({ To: pair.to, From: pair.from, Body: "x", ValidityPeriod: "soon" });
    const path = `/2010-04-01/Accounts/${demoTwilio.accountSid}/Messages.json`;
    const authorization = `Basic ${btoa(`${demoTwilio.accountSid}:${demoTwilio.authToken}`)}`;
    const headers = { authorization, "content-type": "application/x-www-form-urlencoded" };
    await fetch(new URL(path, proxy.url), { method: "POST", headers, body: form });
    await fetch(new URL(`${path}?Since=1`, proxy.url), { headers });
    expect(proxy.violations.map(({ status }) => status)).toEqual([400, 400]);
  });

  test("[RTY-03] the check would notice: an answer that Twilio would not give", async () => {
    const careless = await hookServer(() => ({ status: 201, body: JSON.stringify({ sid: `SM${"a".repeat(32)}`, num_segments: 1 }) }));
    const watched = await contractProxy(spec, careless.url("/"), "array");
    const other = createTwilio({ ...demoTwilio, baseUrl: watched.url, timeoutMs: 5_000 });
    await other.sms.send({ ...pair, body: "x", statusCallback: callback(), attemptId: "a" });
    expect(watched.violations).toMatchObject([{ status: 500, message: expect.stringContaining("num_segments") }]);
    other.close();
    await watched.stop();
    await careless.stop();
  });
});
