// Runs the workflow suite against a real Inngest server (its dev server, or a self-hosted one in dev mode):
//   npx tsx scripts/test-inngest.ts --url http://127.0.0.1:8288 [--only "part of a name"]
// The functions run in this process; the server must be able to reach this machine's loopback address.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { Inngest } from "inngest";
import { serve } from "inngest/node";
import { Recorder, runCase, SUITE, suiteFunctions } from "../tests/support/engine-suite";

const { values: args } = parseArgs({ options: { url: { type: "string" }, only: { type: "string", default: "" } } });
if (!args.url) {
  process.stderr.write("Which server? npx tsx scripts/test-inngest.ts --url http://127.0.0.1:8288\n");
  process.exit(2);
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
const client = new Inngest({
  id: "suite",
  isDev: true,
  baseUrl: args.url,
  checkpointing: { bufferedSteps: 1 },
  eventKey: "suite",
  logger: quiet,
});
const recorder = new Recorder();
const server = createServer((request, response) => handler(request, response));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const handler = serve({ client, functions: suiteFunctions(client, recorder), serveOrigin: origin });

const registered = await fetch(`${origin}/api/inngest`, { method: "PUT" });
if (!registered.ok) {
  process.stderr.write(`The server at ${args.url} did not take the functions: ${await registered.text()}\n`);
  process.exit(1);
}

const waiting = SUITE.filter((suiteCase) => suiteCase.name.includes(args.only));
const failed: string[] = [];
let passed = 0;
const worker = async (): Promise<void> => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    try {
      await runCase(next, client, recorder);
      passed++;
      process.stdout.write(`ok      ${next.name}\n`);
    } catch (error) {
      failed.push(next.name);
      process.stdout.write(`FAILED  ${next.name}\n        ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
};
await Promise.all([worker(), worker(), worker(), worker()]);
server.closeAllConnections();
server.close();
process.stdout.write(`${passed} passed, ${failed.length} failed\n`);
process.exit(failed.length > 0 ? 1 : 0);
