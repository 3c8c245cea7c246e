/** The one place that makes a Twilio client: keys, time-out, no retries of its own, and the stand-in's address. */
import { AsyncLocalStorage } from "node:async_hooks";
import http from "node:http";
import https from "node:https";
import { Socket } from "node:net";
import twilio from "twilio";
import type RequestClient from "twilio/lib/base/RequestClient";
import { z } from "zod";

export type TwilioOptions = {
  accountSid: string;
  authToken: string;
  /** Address of a stand-in (`http://127.0.0.1:…`); without it Twilio itself. */
  baseUrl?: string;
  /** How long one request may take in all, in milliseconds. */
  timeoutMs: number;
};

/** Idle connections are dropped early: a send over one that the other end just closed would be "uncertain". */
const IDLE_MS = 2_000;
const MAX_SOCKETS = 50;

/** Sockets that have not finished connecting (with TLS: the handshake): nothing was written to them yet. */
const unconnected = new WeakSet<Socket>();

class PlainAgent extends http.Agent {
  override createConnection(...args: Parameters<http.Agent["createConnection"]>) {
    const stream = super.createConnection(...args);
    if (stream instanceof Socket) remember(stream, "connect");
    return stream;
  }
}

class SecureAgent extends https.Agent {
  override createConnection(...args: Parameters<https.Agent["createConnection"]>) {
    const stream = super.createConnection(...args);
    if (stream instanceof Socket) remember(stream, "secureConnect");
    return stream;
  }
}

function remember(socket: Socket, ready: "connect" | "secureConnect"): void {
  unconnected.add(socket);
  socket.once(ready, () => unconnected.delete(socket));
}

/** True where the failed request never got a socket, or one that never got through: nothing was written. */
export function neverWritten(error: unknown): boolean {
  if (!(error instanceof Error) || !("request" in error)) return false;
  const { request } = error;
  if (!(request instanceof http.ClientRequest)) return false;
  return request.socket === null || unconnected.has(request.socket);
}

/** What the SDK's transport really gives (its types leave the headers out). */
const headersShape = z.object({ headers: z.object({ "retry-after": z.string() }) });
type Seen = { retryAfter?: string | undefined };
const seenBy = new AsyncLocalStorage<Seen>();

/**
 * Runs one request; where it throws, gives the error with the answer's `Retry-After`, which the SDK's errors leave out
 * (its `lastResponse` is shared by all requests in flight).
 */
export async function attempted<T>(run: () => Promise<T>): Promise<{ value: T } | ({ error: unknown } & Seen)> {
  const seen: Seen = {};
  try {
    return { value: await seenBy.run(seen, run) };
  } catch (error) {
    return { error, ...seen };
  }
}

/** The SDK's client, able to talk to a stand-in (the SDK's edge and region cannot reach a local host). */
class Client extends twilio.RequestClient {
  private readonly origin: URL | undefined;
  constructor(options: TwilioOptions) {
    super({ timeout: options.timeoutMs });
    // The SDK's own time-out restarts with every byte and does not run while a request waits for a connection.
    this.axios.interceptors.request.use((config) => ({ ...config, signal: AbortSignal.timeout(options.timeoutMs) }));
    this.origin = options.baseUrl === undefined ? undefined : new URL(options.baseUrl);
  }
  override async request<T>(options: RequestClient.RequestOptions<T>) {
    const answer = await super.request<T>({ ...options, uri: this.target(options.uri) });
    const seen = seenBy.getStore();
    if (seen) seen.retryAfter = headersShape.safeParse(answer).data?.headers["retry-after"];
    return answer;
  }
  private target(uri: string): string {
    if (!this.origin) return uri;
    const { pathname, search } = new URL(uri);
    return new URL(pathname + search, this.origin).href;
  }
}

export type TwilioClient = { api: ReturnType<typeof twilio>; close(): void };

/** Makes a client; `close` drops its idle connections. Throws where the account SID is not one. */
export function twilioClient(options: TwilioOptions): TwilioClient {
  const httpClient = new Client(options);
  const limits = { keepAlive: true, maxSockets: MAX_SOCKETS, timeout: IDLE_MS };
  const plain = new PlainAgent(limits);
  const secure = new SecureAgent(limits);
  httpClient.axios.defaults.httpAgent = plain;
  // Behind a configured proxy the SDK brings an agent of its own: keep that one.
  if (httpClient.axios.defaults.httpsAgent instanceof https.Agent) httpClient.axios.defaults.httpsAgent = secure;
  return {
    api: twilio(options.accountSid, options.authToken, { httpClient }),
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}
