import { closeDatabase } from "@/db/client";
import { onShutdown } from "@/lib/live/shutdown";
import { log } from "@/lib/log";
import { startRelay } from "@/lib/outbox/relay";
import { inngest } from "./client";
import { registerFunctions } from "./register";

/**
 * Where Inngest runs the workflows, no worker process exists: the web process then tells it about the functions and hands the outbox over, until it ends.
 * On serverless hosts Inngest's integration and a function of ours do that (relay-outbox.ts).
 */
export async function connectToInngest(): Promise<void> {
  onShutdown(registerFunctions());
  try {
    const stop = await startRelay((events) => inngest.send(events));
    onShutdown(() => void stop().then(closeDatabase));
  } catch (error) {
    log().error({ error: error instanceof Error ? error.message : "unknown" }, "outbox-relay-not-started");
  }
}
