// Runs the workflow suite and then the product itself against a real Inngest server (its development server, or a self-hosted one):
//   npm run test:inngest -- --url http://127.0.0.1:8288 [--event-key KEY --signing-key KEY] [--suite | --product] [--only "part of a case's name"]
// The functions run on this machine; the server must be able to reach its loopback address. Keys for a server that wants signed calls.
import { parseArgs } from "node:util";
import { playProduct } from "../tests/support/inngest-product";
import { runSuite } from "../tests/support/inngest-suite";

const { values: args } = parseArgs({
  options: {
    url: { type: "string" },
    "event-key": { type: "string" },
    "signing-key": { type: "string" },
    suite: { type: "boolean", default: false },
    product: { type: "boolean", default: false },
    only: { type: "string", default: "" },
  },
});
const say = (text: string): void => void process.stdout.write(`${text}\n`);

if (!args.url) {
  say(
    "SKIPPED: no Inngest server was named, so nothing was tested. Start one and give its address: npm run test:inngest -- --url http://127.0.0.1:8288",
  );
  process.exit(0);
}
const [event, signing] = [args["event-key"], args["signing-key"]];
const options = { url: args.url, say, ...(event && signing ? { keys: { event, signing } } : {}) };
const total = { passed: 0, failed: 0 };
for (const [wanted, part] of [
  [args.suite || !args.product, () => runSuite({ ...options, only: args.only })],
  [args.product || !args.suite, () => playProduct(options)],
] as const) {
  if (!wanted) continue;
  const { passed, failed } = await part();
  total.passed += passed;
  total.failed += failed;
}
say(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
