/** Once per server process, before the first request. A wrong environment ends the process with a message per variable. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startServer } = await import("./lib/start");
  startServer();
}
