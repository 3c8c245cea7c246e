import type { CheckpointOutcome, Checkpoints } from "./checkpoints";
import { readCheckpointSteps } from "./checkpoints";
import { type Core, isRecord } from "./core";
import { seededEventId } from "./ids";
import { acceptEvents, EventRefused, normalizeEvents } from "./routing";

const answer = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

/** What the HTTP surface needs from the engine: whether functions run here, where checkpoints go, how to fail a run. */
export type Surface = {
  core: Core;
  started: () => boolean;
  checkpoints: () => Checkpoints | undefined;
  failRun: (runId: string, message: string) => Promise<void>;
};

/** A request without the cost of a `Request` where the SDK gives a URL and a text, which it always does. */
type Incoming = { method: string; path: string; header: (name: string) => string | null; json: () => Promise<unknown> };

function incoming(input: RequestInfo | URL, init: RequestInit | undefined): Incoming {
  if (input instanceof Request || typeof init?.body !== "string") {
    const request = new Request(input, init);
    return {
      method: request.method,
      path: new URL(request.url).pathname,
      header: (name) => request.headers.get(name),
      json: () => request.json(),
    };
  }
  const { body, headers, method } = init;
  return {
    method: method ?? "GET",
    path: new URL(input).pathname,
    header: (name) => new Headers(headers).get(name),
    json: async () => JSON.parse(body) as unknown,
  };
}

async function events(surface: Surface, request: Incoming): Promise<Response> {
  const body = await request.json();
  const seed = request.header("x-inngest-event-id-seed");
  try {
    const list = normalizeEvents(surface.core, Array.isArray(body) ? body : [body], (index) => seededEventId(seed, index));
    await acceptEvents(surface.core, list, surface.started());
    return answer(200, { ids: list.map((event) => event.id), status: 200 });
  } catch (error) {
    if (error instanceof EventRefused) return answer(error.status, { status: error.status, error: error.message });
    throw error;
  }
}

async function checkpoint(surface: Surface, request: Incoming, runId: string): Promise<Response> {
  const body = await request.json();
  const checkpoints = surface.checkpoints();
  if (!checkpoints || !isRecord(body)) return answer(400, { error: "no run is in flight here", status: 400 });
  const outcome: CheckpointOutcome = await checkpoints.save(runId, Number(body["generation_id"]), readCheckpointSteps(body["steps"]));
  if (outcome === "saved") return answer(200, { data: {} });
  if (outcome !== "stale") await surface.failRun(runId, outcome.overflow);
  // 409 tells the SDK to stop: another call has taken over, or the run is over.
  return answer(409, { error: "stale dispatch", status: 409 });
}

function register(surface: Surface, body: unknown): Response {
  try {
    surface.core.registry.register(isRecord(body) ? body["functions"] : undefined);
    return answer(200, { ok: true, modified: true });
  } catch (error) {
    return answer(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

/** The part of Inngest's HTTP API the SDK uses, without a network: give it to `new Inngest({ fetch })`. */
export function createFetch(surface: Surface): typeof fetch {
  return async (input, init) => {
    const request = incoming(input, init);
    const { path } = request;
    const run = /^\/v1\/checkpoint\/([^/]+)\/async$/.exec(path)?.[1];
    if (request.method !== "POST")
      return answer(404, { error: `${request.method} ${path} is not offered by the embedded engine`, status: 404 });
    if (path.startsWith("/e/")) return events(surface, request);
    if (run !== undefined) return checkpoint(surface, request, decodeURIComponent(run));
    if (path === "/fn/register") return register(surface, await request.json());
    return answer(404, { error: `${path} is not offered by the embedded engine`, status: 404 });
  };
}
