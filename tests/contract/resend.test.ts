import { afterEach, beforeEach, expect, test } from "vitest";
import { createResend } from "@/lib/carriers/resend";
import { demoResend, demoWorld, type DemoWorld } from "@/lib/carriers/simulator/testing";
import { z } from "zod";
import { contractProxy, describeContract, only } from "./validator";

/** A made-up path that takes what a schema describes. */
const pathFor = (schema: string) => ({
  post: {
    requestBody: { content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } } },
    responses: { 200: { description: "taken" } },
  },
});

describeContract("Resend's API description", "resend.json", (document) => {
  let demo: DemoWorld;
  let proxy: Awaited<ReturnType<typeof contractProxy>>;
  let email: ReturnType<typeof createResend>["email"];
  let probe: ReturnType<typeof createResend>["probe"];
  beforeEach(async () => {
    demo = await demoWorld();
    proxy = await contractProxy(only(document, ["/emails", "/emails/{email_id}", "/domains"]), demo.url, false);
    ({ email, probe } = createResend({ apiKey: demoResend.apiKey, baseUrl: proxy.url, timeoutMs: 5_000 }));
  });
  afterEach(async () => {
    await proxy.stop();
    await demo.stop();
  });

  test("[ADM-02] the test of an account: what we ask for and what the stand-in lists both fit", async () => {
    await demo.control.addAccount({ carrier: "resend", ...demoResend, webhookUrl: demo.hooks.url("/resend"), domains: ["clinic.example"] });
    expect(await probe(["hello@clinic.example"])).toEqual({ kind: "ok" });
    expect(await probe(["hello@other.example"])).toEqual({ kind: "unknown-senders", addresses: ["hello@other.example"] });
    expect(proxy.violations).toEqual([]);
    expect(proxy.seen).toHaveLength(2);
  });

  test("[RTY-03] e-mails: what we post and what the stand-in answers both fit, in every state", async () => {
    const content = {
      from: "Clinic <hello@clinic.example>",
      subject: "Your visit",
      html: "<p>Hi</p>",
      text: "Hi",
      attemptId: "0190-a_b",
    };
    const locals = ["ana", "bounced", "complained", "delayed", "failed", "suppressed"];
    const ids: string[] = [];
    for (const local of locals) {
      const to = `${local}@example.com`;
      const headers = { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
      const sent = await email.send({ ...content, to, idempotencyKey: local, replyTo: "desk@clinic.example", headers });
      ids.push(sent.kind === "accepted" ? sent.providerId : "");
      expect(await email.find(ids.at(-1) ?? "")).toMatchObject({ to });
    }
    await demo.hooks.take(14);
    const states = await Promise.all(ids.map(async (id) => (await email.find(id))?.status));
    expect(states).toEqual(["delivered", "bounced", "complained", "delivered", "failed", "suppressed"]);
    expect(proxy.violations).toEqual([]);
    expect(proxy.seen).toHaveLength(18);
  });

  test("[SEC-04] the events that the stand-in posts fit their descriptions", async () => {
    const names: Record<string, string> = {
      "email.sent": "EmailSentEvent",
      "email.delivered": "EmailDeliveredEvent",
      "email.delivery_delayed": "EmailDeliveryDelayedEvent",
      "email.bounced": "EmailBouncedEvent",
      "email.complained": "EmailComplainedEvent",
      "email.failed": "EmailFailedEvent",
      "email.suppressed": "EmailSuppressedEvent",
    };
    const paths = Object.fromEntries(Object.values(names).map((name) => [`/${name}`, pathFor(name)]));
    const checker = await contractProxy({ ...only(document, []), paths, security: [] }, demo.url, false);
    const content = { from: "c@example.com", subject: "s", html: "h", text: "h", attemptId: "a" };
    for (const local of ["ana", "bounced", "complained", "delayed", "failed", "suppressed"])
      await email.send({ ...content, to: `${local}@example.com`, idempotencyKey: local });
    const headers = { "content-type": "application/json" };
    const kinds = new Set<string>();
    for (const { body } of await demo.hooks.take(14)) {
      const { type } = z.object({ type: z.string() }).parse(JSON.parse(body));
      kinds.add(type);
      await fetch(new URL(`/${names[type]}`, checker.url), { method: "POST", headers, body });
    }
    await fetch(new URL("/EmailSentEvent", checker.url), { method: "POST", headers, body: '{"type":"email.sent"}' });
    await checker.stop();
    expect([...kinds].toSorted()).toEqual(Object.keys(names).toSorted());
    expect(checker.violations).toMatchObject([{ path: "/EmailSentEvent", status: 400 }]);
  });

  test("[RTY-03] the check would notice: a request without a subject", async () => {
    const headers = { authorization: `Bearer ${demoResend.apiKey}`, "content-type": "application/json" };
    const body = JSON.stringify({ from: "a@example.com", to: ["b@example.com"], text: "x" });
    await fetch(new URL("/emails", proxy.url), { method: "POST", headers, body });
    expect(proxy.violations.map(({ status }) => status)).toEqual([400]);
  });
});
