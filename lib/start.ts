import { EnvError, env, publishForNextAuth } from "@/lib/env";
import { watchEventLoop } from "@/lib/health/process-stats";
import { startTracing } from "@/lib/health/tracing";
import { installShutdown, onShutdown } from "@/lib/live/shutdown";
import { guardConsole } from "@/lib/security/guard-console";

/** Checks the environment and hooks the shutdown of open streams. Exits with 1 and a message where a variable is wrong. */
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
}
