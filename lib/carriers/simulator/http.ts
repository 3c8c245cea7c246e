/** The little HTTP that the stand-in needs: bodies, JSON answers, errors of its own. */
import type { IncomingMessage, ServerResponse } from "node:http";

const MAX_BODY = 2_000_000;

/** An answer that is not the normal one; `body` is sent as JSON. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Record<string, string> = {},
  ) {
    super(`HTTP ${status}`);
  }
}

/** Reads a request's body as UTF-8. Throws `HttpError` 413 above 2 MB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes: Buffer = part;
    size += bytes.length;
    if (size > MAX_BODY) throw new HttpError(413, { message: "body too large" });
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  if (response.destroyed || response.headersSent) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}
