/** Puts a vendor's own API description between an adapter and the stand-in: both sides of every exchange are checked. */
import { existsSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import express from "express";
import * as OpenApiValidator from "express-openapi-validator";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const folder = new URL("../../../shared/data/contracts/", import.meta.url);

/**
 * Declares tests that need the vendor's description. Without the file they are skipped, and said to be;
 * in CI (CI=true) a missing file is a failure.
 */
export function describeContract(title: string, file: string, body: (document: Document) => void): void {
  const url = new URL(file, folder);
  if (existsSync(url)) {
    describe(title, { timeout: 30_000 }, () => body(documentShape.parse(JSON.parse(readFileSync(url, "utf8")))));
    return;
  }
  if (process.env["CI"] === "true") {
    test(`${title}: the vendor's API description is there`, () => expect.fail(`${file} is missing in CI`));
    return;
  }
  console.warn(`SKIPPED ${title}: ${url.pathname} is missing`);
  describe.skip(title, () => test("needs the vendor's API description", () => {}));
}

export const documentShape = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.looseObject({})),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});
export type Document = z.output<typeof documentShape>;

/** Only these paths: the whole description takes long to compile. */
export function only(document: Document, paths: string[]): Document {
  const kept = Object.fromEntries(paths.map((path) => [path, document.paths[path] ?? {}]));
  return { ...document, paths: kept, servers: [{ url: "/" }] };
}

type Violation = { method: string; path: string; status: number; message: string };

/**
 * A server that checks each request, passes it to `target`, and checks a successful answer.
 * `seen` lists what passed; `violations` what did not fit (also answered with 500, so that nothing goes unnoticed).
 */
export async function contractProxy(document: Document, target: string, coerceTypes: "array" | false) {
  const violations: Violation[] = [];
  const seen: string[] = [];
  const app = express();
  app.use(express.raw({ type: () => true, limit: "2mb" }), (request, _response, next) => {
    const raw: unknown = request.body;
    const text = Buffer.isBuffer(raw) ? raw.toString("utf8") : "";
    request.headers["x-raw-body"] = Buffer.from(text).toString("base64");
    const type = request.headers["content-type"] ?? "";
    if (text === "") request.body = undefined;
    else request.body = type.includes("json") ? JSON.parse(text) : formOf(text);
    next();
  });
  app.use(
    OpenApiValidator.middleware({
      // The library's own type for a document is narrower than any document read from a file.
      apiSpec: document as unknown as Parameters<typeof OpenApiValidator.middleware>[0]["apiSpec"],
      validateRequests: { coerceTypes, allowUnknownQueryParameters: false },
      validateResponses: { coerceTypes: false },
      // Twilio's paging addresses are relative although the description calls them URIs; dates are checked by the tests.
      validateFormats: false,
    }),
  );
  app.use(async (request, response, next) => {
    try {
      await forward(request, response, target, seen);
    } catch (error) {
      next(error);
    }
  });
  app.use((error: unknown, request: express.Request, response: express.Response, _next: express.NextFunction) => {
    const { status = 500, message } = z.looseObject({ status: z.number().optional(), message: z.string() }).parse(error);
    violations.push({ method: request.method, path: request.path, status, message });
    response.status(500).end();
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    violations,
    seen,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Repeated fields become lists, as the validator expects them. */
function formOf(text: string): Record<string, string | string[]> {
  const form = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? "")];
    }),
  );
}

async function forward(request: express.Request, response: express.Response, target: string, seen: string[]): Promise<void> {
  const headers: Record<string, string> = {};
  for (const name of ["authorization", "content-type", "idempotency-key"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers[name] = value;
  }
  const body = Buffer.from(String(request.headers["x-raw-body"] ?? ""), "base64").toString("utf8");
  const init: RequestInit = { method: request.method, headers, ...(body === "" ? {} : { body }) };
  const answer = await fetch(new URL(request.originalUrl, target), init);
  const text = await answer.text();
  seen.push(`${request.method} ${request.path} ${answer.status}`);
  // The descriptions know successes only.
  if (answer.ok) response.status(answer.status).json(JSON.parse(text));
  else response.status(answer.status).type("application/json").end(text);
}
