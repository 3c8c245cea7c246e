/** For tests: a stand-in, adapters on it, and a server that takes its webhooks. */
import { createServer } from "node:http";
import { createResend } from "@/lib/carriers/resend";
import { simulatorControl } from "@/lib/carriers/simulator/control";
import { startSimulator, type StartOptions } from "@/lib/carriers/simulator/server";
import { createTwilio } from "@/lib/carriers/twilio";

export const demoTwilio = { accountSid: `AC${"0".repeat(31)}1`, authToken: "token-for-tests" };
export const demoResend = { apiKey: "re_tests", webhookSecret: `whsec_${Buffer.from("secret-for-tests").toString("base64")}` };

export type Hook = { url: string; path: string; form: URLSearchParams; body: string; headers: Record<string, string> };
export type Answer = { status?: number; body?: string };

/** A server on this machine that keeps what is posted to it and answers as told. */
export async function hookServer(answer: (hook: Hook) => Answer = () => ({})) {
  const taken: Hook[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts).toString("utf8");
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
      const hook = { url: base + (request.url ?? "/"), path: request.url ?? "/", form: new URLSearchParams(body), body, headers };
      taken.push(hook);
      const { status = 200, body: text = "" } = answer(hook);
      response.writeHead(status, { "content-type": "text/xml" }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    taken,
    url: (path: string) => base + path,
    /** Waits until at least so many have come; throws after 15 seconds. */
    async take(count: number): Promise<Hook[]> {
      const end = performance.now() + 15_000;
      while (taken.length < count) {
        if (performance.now() > end) throw new Error(`${taken.length} of ${count} webhooks came`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return taken;
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type DemoWorld = Awaited<ReturnType<typeof demoWorld>>;

/** Starts everything; steps that take seconds in the demo take milliseconds here. */
export async function demoWorld(options: Partial<StartOptions> & { timeoutMs?: number; answer?: (hook: Hook) => Answer } = {}) {
  const hooks = await hookServer(options.answer);
  const simulator = await startSimulator({
    twilio: [demoTwilio],
    resend: [{ ...demoResend, webhookUrl: hooks.url("/resend") }],
    twilioWebhookBase: hooks.url("/twilio"),
    seed: 1,
    ...options,
    delays: { sentMs: 5, deliveredMs: 15, answerMs: 10, ringMs: 50, gatherMs: 500, ...options.delays },
  });
  const timeoutMs = options.timeoutMs ?? 2_000;
  const twilio = createTwilio({ ...demoTwilio, baseUrl: simulator.url, timeoutMs });
  const { email } = createResend({ apiKey: demoResend.apiKey, baseUrl: simulator.url, timeoutMs });
  return {
    ...twilio,
    email,
    hooks,
    url: simulator.url,
    control: simulatorControl(simulator.url),
    async stop(): Promise<void> {
      twilio.close();
      await simulator.stop();
      await hooks.stop();
    },
  };
}
