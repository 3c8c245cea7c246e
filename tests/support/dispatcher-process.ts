/*
 * A dispatcher in a process of its own, for tests that kill it: says "ready", waits for a line, then sends what is due until it is
 * killed. Takes its environment (database, stand-in) from the process that starts it.
 */
import { dispatchDue } from "@/lib/delivery/dispatch";
import { productNow } from "@/lib/tenancy/resolve";

// The end of whoever started it is its end too.
process.stdin.once("end", () => process.exit(0));
await productNow("worker");
process.stdout.write("ready\n");
await new Promise((resolve) => process.stdin.once("data", resolve));
for (;;) {
  const { claimed } = await dispatchDue(performance.now() + 10_000);
  if (!claimed) {
    process.stdout.write("idle\n");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
