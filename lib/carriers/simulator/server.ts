/** The stand-ins for Twilio and Resend as an HTTP server of their own, on this machine only. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { ControlApi } from "@/lib/carriers/simulator/control-api";
import { fileStore } from "@/lib/carriers/simulator/file-store";
import { HttpError, sendJson } from "@/lib/carriers/simulator/http";
import { ResendApi } from "@/lib/carriers/simulator/resend/api";
import { resumeEmails } from "@/lib/carriers/simulator/resend/events";
import { TwilioApi } from "@/lib/carriers/simulator/twilio/api";
import { openWorld, type SimulatorOptions } from "@/lib/carriers/simulator/world";

export type { SimulatorOptions } from "@/lib/carriers/simulator/world";

export type Simulator = {
  /** Answers one request; for use in a server of the caller's own. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Stops timers and webhooks and closes the store. */
  close(): Promise<void>;
};

const LOCAL = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Pages from elsewhere, opened in a browser here, must not reach the control API (nor through a name that points here). */
function fromHere(request: IncomingMessage): boolean {
  const hosts = [`http://${request.headers.host ?? ""}`, request.headers.origin ?? "http://localhost"];
  return hosts.every((text) => URL.canParse(text) && LOCAL.has(new URL(text).hostname));
}

/** Reads the store and makes the stand-ins ready; nothing listens yet. Rejects where the store cannot be read. */
export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  const world = await openWorld(options);
  const twilio = new TwilioApi(world);
  const resend = new ResendApi(world);
  const control = new ControlApi(world, twilio);
  twilio.delivery.resume();
  twilio.calls.resume();
  resumeEmails(world);
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname.startsWith("/2010-04-01/") || url.pathname.startsWith("/v2/PhoneNumbers/"))
      return twilio.handle(request, response, url);
    if (url.pathname === "/domains" || url.pathname === "/emails" || url.pathname.startsWith("/emails/"))
      return resend.handle(request, response, url);
    if (url.pathname.startsWith("/_sim/") && fromHere(request)) return control.handle(request, response, url);
    throw new HttpError(404, { message: "not found" });
  };
  return {
    handle(request, response) {
      route(request, response).catch((error: unknown) => {
        if (error instanceof HttpError) return sendJson(response, error.status, error.body, error.headers);
        console.error("simulator:", error);
        sendJson(response, 500, { message: "the stand-in failed" });
      });
    },
    close: () => world.close(),
  };
}

/** `port` 0 takes a free one; `logFile` keeps the log in a file instead of a `store`, synced before an acceptance is answered unless `logSynced` is false. */
export type StartOptions = SimulatorOptions & { port?: number; logFile?: string; logSynced?: boolean };

/**
 * Starts the stand-ins on 127.0.0.1. Rejects where the port is taken or the store cannot be read.
 */
export async function startSimulator(options: StartOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const store = options.logFile === undefined ? options.store : await fileStore(options.logFile, options.logSynced);
  const simulator = await createSimulator(store === undefined ? options : { ...options, store });
  const server = createServer((request, response) => simulator.handle(request, response));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(options.port ?? 0, "127.0.0.1", resolve);
    });
  } catch (error) {
    await simulator.close();
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the stand-in has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await simulator.close();
    },
  };
}
