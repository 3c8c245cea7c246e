/** Once per server process, before the first request. A wrong environment ends the process with a message per variable. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ startServer }, { env }] = await Promise.all([import("./lib/start"), import("./lib/env")]);
  startServer();
  const { engine, serverless } = env();
  // Loaded only where it is needed: it brings every workflow along.
  if (engine === "inngest" && !serverless) void import("./inngest/connect").then(({ connectToInngest }) => connectToInngest());
}
