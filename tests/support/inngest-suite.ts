import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest } from "inngest";
import { serve } from "inngest/node";
import { Recorder, runCase, SUITE, suiteFunctions } from "./engine-suite";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
const CASES_AT_A_TIME = 4;

/** Plays the workflow suite on a real Inngest server, its functions in this process. Gives how many cases passed and failed. */
export async function runSuite(options: {
  url: string;
  keys?: { event: string; signing: string };
  /** Part of the names of the cases wanted; empty for all. */
  only: string;
  say: (text: string) => void;
}): Promise<{ passed: number; failed: number }> {
  const { keys, say } = options;
  const client = new Inngest({
    id: "suite",
    baseUrl: options.url,
    checkpointing: { bufferedSteps: 1 },
    logger: quiet,
    isDev: !keys,
    eventKey: keys?.event ?? "suite",
    ...(keys && { signingKey: keys.signing }),
  });
  const recorder = new Recorder();
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const handler = serve({ client, functions: suiteFunctions(client, recorder), serveOrigin: origin });
  try {
    const registered = await fetch(`${origin}/api/inngest`, { method: "PUT" });
    if (!registered.ok) {
      say(`FAILED  the server at ${options.url} did not take the functions: ${await registered.text()}`);
      return { passed: 0, failed: 1 };
    }
    const waiting = SUITE.filter((suiteCase) => suiteCase.name.includes(options.only));
    const count = { passed: 0, failed: 0 };
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        try {
          await runCase(next, client, recorder);
          count.passed++;
          say(`ok      ${next.name}`);
        } catch (error) {
          count.failed++;
          say(`FAILED  ${next.name}\n        ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: CASES_AT_A_TIME }, lane));
    return count;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
