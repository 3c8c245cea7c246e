import { createServer, type Server } from "node:http";
import { afterAll, beforeAll } from "vitest";
import { seal } from "@/lib/crypto/keyring";
import { simulatorControl } from "@/lib/carriers/simulator/control";
import { startSimulator } from "@/lib/carriers/simulator/server";
import type { SimulatorOptions } from "@/lib/carriers/simulator/server";
import { dispatchDue } from "@/lib/delivery/dispatch";
import { processReceipt } from "@/lib/inbound/process-receipt";
import { receiveCallTwilio, receiveResend, receiveTwilio, speakTwilio } from "@/lib/inbound/webhooks";
import { newId } from "@/lib/ids";
import type { TestDatabase } from "./db";
import { testEnvironment } from "./environment";
import { insertRow, type TestOrganization } from "./factories";

const TWILIO = { accountSid: `AC${"1".repeat(32)}`, authToken: "test-auth-token-of-the-simulator" };
const RESEND = { apiKey: "re_test_simulator", webhookSecret: `whsec_${Buffer.from("resend-webhook-secret-of-test").toString("base64")}` };

export type Product = {
  simulator: ReturnType<typeof simulatorControl>;
  simulatorUrl: string;
  url: string;
  /** Gives the organization accounts and one sender a channel at the simulator. */
  connect(
    org: TestOrganization,
    options?: { optOutWords?: string[] },
  ): Promise<{ sms: string; twilioAccount: string; resendAccount: string }>;
  /** Sends what is due and works on stored webhooks until nothing is left. */
  settle(org: TestOrganization): Promise<void>;
};

/**
 * The product's webhooks on a real loopback address and the simulator beside it, for one test file. Call after useTestDatabase(), whose
 * database it uses.
 */
export function useProduct(database: Pick<TestDatabase, "urls">, options: Partial<SimulatorOptions> = {}): Product {
  let server: Server;
  let sim: { url: string; stop(): Promise<void> };
  const product = {} as Product;
  let numbers = 0;
  beforeAll(async () => {
    server = createServer((req, res) => void serve(req, res));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    product.url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
    sim = await startSimulator({
      twilio: [TWILIO],
      resend: [{ apiKey: RESEND.apiKey }],
      delays: { sentMs: 5, deliveredMs: 10, answerMs: 0, ringMs: 5_000, gatherMs: 500 },
      seed: 7,
      ...options,
    });
    product.simulatorUrl = sim.url;
    product.simulator = simulatorControl(sim.url);
    testEnvironment(database, { APP_URL: product.url, SIMULATOR_URL: sim.url });
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await sim.stop();
  });
  product.connect = async (org, options = {}) => {
    const twilioAccount = newId();
    const resendAccount = newId();
    const secret = seal(TWILIO.authToken);
    const mail = seal(RESEND.apiKey);
    const hook = seal(RESEND.webhookSecret);
    await insertRow(org, "carrier_account", {
      id: twilioAccount,
      carrier: "twilio",
      account_ref: TWILIO.accountSid,
      secret_sealed: secret.sealed,
      secret_key_id: secret.keyId,
    });
    await insertRow(org, "carrier_account", {
      id: resendAccount,
      carrier: "resend",
      account_ref: "resend",
      secret_sealed: mail.sealed,
      webhook_secret_sealed: hook.sealed,
      secret_key_id: mail.keyId,
    });
    const sms = `+1833555${String(2000 + ++numbers)}`;
    for (const channel of ["sms", "voice"])
      await insertRow(org, "sender", { id: newId(), carrier_account_id: twilioAccount, channel, address: sms });
    await insertRow(org, "sender", {
      id: newId(),
      carrier_account_id: resendAccount,
      channel: "email",
      address: `clinic${numbers}@clinics.example`,
      kind: "email",
    });
    await product.simulator.registerNumber({
      number: sms,
      smsUrl: `${product.url}/api/webhooks/twilio/${twilioAccount}/sms`,
      voiceUrl: `${product.url}/api/webhooks/twilio/${twilioAccount}/incoming-call`,
      ...options,
    });
    return { sms, twilioAccount, resendAccount };
  };
  product.settle = async (org) => {
    for (let round = 0; round < 50; round++) {
      const dispatched = await dispatchDue(performance.now() + 30_000);
      await new Promise((resolve) => setTimeout(resolve, 40));
      const waiting = await org.asWorkflow((ctx) =>
        ctx.sql<{ id: string }>("select id from webhook_receipt where state = 'new' order by received_at, id"),
      );
      for (const { id } of waiting) await processReceipt(org.organizationId, id);
      if (!dispatched.claimed && !waiting.length) return;
    }
    throw new Error("the product does not come to rest");
  };
  return product;
}

async function serve(req: import("node:http").IncomingMessage, res: import("node:http").ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const request = new Request(`http://localhost${req.url}`, {
    method: "POST",
    headers: req.headers as Record<string, string>,
    body: Buffer.concat(chunks),
  });
  const [, , , carrier, account = "", kind = ""] = new URL(request.url).pathname.split("/");
  const response =
    carrier === "resend"
      ? await receiveResend(request, account)
      : kind === "incoming-call"
        ? await receiveCallTwilio(request, account)
        : kind === "voice" || kind === "gather"
          ? await speakTwilio(request, account, kind)
          : await receiveTwilio(request, account, kind as "sms" | "status" | "call-status");
  res.writeHead(response.status, Object.fromEntries(response.headers));
  res.end(await response.text());
}
