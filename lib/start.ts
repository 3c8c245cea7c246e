import { EnvError, env, publishForNextAuth } from "@/lib/env";
import { installShutdown } from "@/lib/live/shutdown";

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
  installShutdown();
}
