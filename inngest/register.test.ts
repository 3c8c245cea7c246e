import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { testEnvironment } from "@/tests/support/environment";

type Registration = { url: string; functions: { id: string }[] };

/** Stands for an Inngest server: refuses the first registration, takes the next. */
const asked: Registration[] = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const registers = request.url?.startsWith("/fn/register") === true;
  if (registers) asked.push(JSON.parse(body) as Registration);
  const early = registers && asked.length === 1;
  response.writeHead(early ? 503 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(early ? { error: "not yet", status: 503 } : { ok: true, modified: true }));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
testEnvironment(undefined, {
  INNGEST_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  INNGEST_DEV: "1",
  APP_URL: "https://clinic.example",
});
// The client reads the environment when it is loaded.
const [{ registerFunctions }, { functions }] = await Promise.all([import("./register"), import("./functions")]);
const stop = registerFunctions();
afterAll(() => {
  stop();
  server.closeAllConnections();
  server.close();
});

const title =
  "[OPS-03] with Inngest's variables set, the functions are registered under our own address, again until the server takes them";
test(title, { timeout: 30_000 }, async () => {
  await expect.poll(() => asked.length, { timeout: 20_000 }).toBe(2);
  const [, taken] = asked;
  expect(new URL(taken!.url).origin + new URL(taken!.url).pathname).toBe("https://clinic.example/api/inngest");
  for (const fn of functions) expect(taken!.functions.map((f) => f.id)).toContain(`luma-${fn.id()}`);
  // Taken is taken: nothing more is asked.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(asked.length).toBe(2);
});
