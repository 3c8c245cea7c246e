import { serve } from "inngest/edge";
import twilio from "twilio";
import { afterAll, expect, test } from "vitest";
import { closeDatabase } from "@/db/client";
import type { Engine } from "@/inngest/engine";
import { newId } from "@/lib/ids";
import { REQUEST_ID_HEADER } from "@/lib/auth/header-names";
import { startRelay } from "@/lib/outbox/relay";
import { makeContact, makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { receiveTwilio } from "@/lib/inbound/webhooks";

const database = useTestDatabase();
const product = useProduct(database);
const ends: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
  await closeDatabase();
});

test("[OPS-04] a webhook's request id goes along: stored event, workflow, and what the workflow writes in the audit log", async () => {
  const org = await makeOrganization(database.urls);
  const { sms, twilioAccount } = await product.connect(org);
  const { address } = await makeContact(org, await makePatient(org));

  // The product's own client and workflow; they read the environment when they are loaded.
  const { inngest, useEmbeddedEngine } = await import("@/inngest/client");
  const { processStoredReceipt } = await import("@/inngest/functions/process-receipt");
  const { createEngine } = await import("@/inngest/engine");
  const engine: Engine = createEngine({
    connectionString: database.urls.engine,
    appId: "luma",
    subjectKey: "organizationId",
    concurrency: 2,
  });
  useEmbeddedEngine(engine);
  await engine.start(serve({ client: inngest, functions: [processStoredReceipt] }));
  ends.push(() => engine.stop());
  ends.push(await startRelay((events) => engine.send(events)));

  const requestId = newId();
  const url = `${product.url}/api/webhooks/twilio/${twilioAccount}/sms`;
  const form = {
    MessageSid: `SM${"a".repeat(32)}`,
    AccountSid: `AC${"1".repeat(32)}`,
    From: address,
    To: sms,
    Body: "STOP",
    NumMedia: "0",
  };
  const answer = await receiveTwilio(
    new Request(url, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": twilio.getExpectedTwilioSignature("test-auth-token-of-the-simulator", url, form),
        [REQUEST_ID_HEADER]: requestId,
      },
      body: new URLSearchParams(form).toString(),
    }),
    twilioAccount,
    "sms",
  );
  expect(answer.status).toBe(200);
  const about = (): Promise<Record<string, unknown>[]> =>
    database.query("select action, actor_kind from audit_entry where organization_id = $1 and request_id = $2", [
      org.organizationId,
      requestId,
    ]);
  await expect.poll(about, { timeout: 20_000 }).not.toEqual([]);
  expect((await about()).every((entry) => entry.actor_kind === "workflow" || entry.actor_kind === "webhook")).toBe(true);
  const events = await database.query("select data->>'requestId' as id from outbox_event where organization_id = $1", [org.organizationId]);
  expect(new Set(events.map((event) => event.id))).toEqual(new Set([requestId]));
  // The run is listed for this organization and no other.
  expect((await engine.runs({ subject: org.organizationId })).map((run) => run.functionId)).toEqual(["luma-process-receipt"]);
});
