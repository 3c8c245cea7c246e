import { createServer, type Server } from "node:http";
import { trace } from "@opentelemetry/api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTracing, withSpan } from "@/lib/health/tracing";
import { withRequestId } from "@/lib/request-id";
import { testEnvironment } from "@/tests/support/environment";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";

const database = useTestDatabase();
const received: string[] = [];
let collector: Server;
let endpoint: string;

beforeAll(async () => {
  collector = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push(`${request.url} ${Buffer.concat(parts).toString("latin1")}`);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(collector.address() as { port: number }).port}`;
});
afterAll(() => new Promise((resolve) => collector.close(resolve)));

test("[OPS-04] without a collector in the environment nothing is started", async () => {
  testEnvironment(database);
  expect(await startTracing("luma-test")).toBeUndefined();
});

test("[OPS-04] [SEC-05] with one, spans of transactions reach it with the request's id, and without addresses, error texts or other attributes", async () => {
  testEnvironment(database, { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  const org = await makeOrganization(database.urls);
  const stop = await startTracing("luma-test");
  await org.asStaff((ctx) => ctx.sql("select 1"), { requestId: "request-of-the-test" });
  await withRequestId("other-request", () =>
    withSpan("workflow step", { "luma.workflow": "dispatch-due" }, async () => {
      throw new TypeError("Rosa Delgado");
    }),
  ).catch(() => undefined);
  // As Next itself names a page's span.
  trace
    .getTracer("next.js")
    .startSpan("GET /p/token-of-a-patient", {
      attributes: { "next.span_type": "BaseServer.handleRequest", "next.route": "/p/[token]", "http.target": "/p/token-of-a-patient" },
    })
    .end();
  await stop!();
  testEnvironment(database);
  const all = received.join("\n");
  expect(all).toMatch(/^\/v1\/traces /);
  for (const told of [
    "luma-test",
    "transaction",
    "request-of-the-test",
    "workflow step",
    "dispatch-due",
    "TypeError",
    "BaseServer.handleRequest /p/[token]",
  ])
    expect(all).toContain(told);
  for (const kept of ["Rosa", "token-of-a-patient"]) expect(all).not.toContain(kept);
});
