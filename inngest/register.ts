import { serve } from "inngest/edge";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { inngest } from "./client";
import { functions } from "./functions";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Tells the Inngest server which functions this build has and that they are called at APP_URL (or INNGEST_SERVE_ORIGIN)/api/inngest, as a call from there to that address would;
 * tried again until it is taken. For servers that stay alive; serverless hosts are told about each release by Inngest's own integration. Gives a function
 * that stops trying.
 */
export function registerFunctions(): () => void {
  const handler = serve({ client: inngest, functions });
  const address = new URL("/api/inngest", env().INNGEST_SERVE_ORIGIN ?? env().APP_URL);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const attempt = async (wait: number): Promise<void> => {
    const problem = await register(handler, address).catch((error: unknown) => (error instanceof Error ? error.message : "unknown"));
    if (stopped) return;
    if (problem === undefined) return log().info({ functions: functions.length }, "inngest-functions-registered");
    log().warn({ problem }, "inngest-registration-refused");
    timer = setTimeout(() => void attempt(Math.min(wait * 2, LONGEST_WAIT_MS)), wait);
  };
  void attempt(FIRST_WAIT_MS);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Gives what the server said against it, or undefined. */
async function register(handler: (request: Request) => Promise<Response>, address: URL): Promise<string | undefined> {
  const answer = await handler(new Request(address, { method: "PUT", headers: { host: address.host } }));
  return answer.ok ? undefined : `${answer.status} ${(await answer.text()).slice(0, 300)}`;
}
