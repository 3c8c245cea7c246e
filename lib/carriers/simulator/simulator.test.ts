import { afterEach, describe, expect, test } from "vitest";
import { attemptOf } from "@/lib/carriers/twilio/attempt";
import { demoWorld, type DemoWorld } from "@/lib/carriers/simulator/testing";

let demo: DemoWorld;
afterEach(() => demo.stop());

const us = "+12065550100";
const patient = "+12065550123";
const text = (body: string, attemptId: string, to = patient) => ({
  to,
  from: us,
  body,
  statusCallback: demo.hooks.url("/status"),
  attemptId,
});

describe("texts over the stand-in", () => {
  test("[OPS-02] a text is accepted, shown on the phone and reported sent, then delivered", async () => {
    demo = await demoWorld();
    const outcome = await demo.sms.send(text("Hello", "a-1"));
    expect(outcome).toMatchObject({ kind: "accepted", segments: 1 });
    const receipts = await demo.hooks.take(2);
    expect(receipts.map(({ form }) => form.get("MessageStatus"))).toEqual(["sent", "delivered"]);
    expect(receipts.map(({ url }) => attemptOf(url))).toEqual(["a-1", "a-1"]);
    expect(await demo.control.thread(patient)).toMatchObject([{ direction: "in", body: "Hello", status: "delivered" }]);
  });
});
