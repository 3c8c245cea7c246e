import { closeDatabase } from "@/db/client";
import { EnvError, env, publishForNextAuth } from "@/lib/env";
import { watchEventLoop } from "@/lib/health/process-stats";
import { startTracing } from "@/lib/health/tracing";
import { installShutdown, onShutdown } from "@/lib/live/shutdown";
import { log } from "@/lib/log";
import { guardConsole } from "@/lib/security/guard-console";

/**
 * Checks the environment and hooks the shutdown of open streams. Exits with 1 and a message where a variable is wrong. Where Inngest runs the
 * workflows, no worker process exists: this process then tells it about the functions and hands the outbox over (on serverless hosts Inngest's integration
 * and a cron function do, see inngest/functions/relay-outbox.ts).
 */
export function startServer(): void {
  try {
    env();
    publishForNextAuth();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`\n${error.message}\n\n`);
    process.exit(1);
  }
  if (env().NODE_ENV === "production") guardConsole();
  installShutdown();
  watchEventLoop();
  void startTracing("luma-web").then((stop) => stop && onShutdown(() => void stop().catch(() => undefined)));
  if (env().engine === "inngest" && !env().serverless) void relayToInngest();
}

async function relayToInngest(): Promise<void> {
  try {
    const [{ startRelay }, { inngest }, { registerFunctions }] = await Promise.all([
      import("@/lib/outbox/relay"),
      import("@/inngest/client"),
      import("@/inngest/register"),
    ]);
    onShutdown(registerFunctions());
    const stop = await startRelay((events) => inngest.send(events));
    onShutdown(() => void stop().then(closeDatabase));
  } catch (error) {
    log().error({ error: error instanceof Error ? error.message : "unknown" }, "outbox-relay-not-started");
  }
}
