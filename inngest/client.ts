import { Inngest } from "inngest";
import { env } from "@/lib/env";
import { RequestIds } from "./request-ids";

type EngineHolder = { fetch?: typeof fetch };
// Set by the worker before it serves: in embedded mode every call of the SDK goes to the engine in this process.
const holder: EngineHolder = ((globalThis as { __lumaEngine?: EngineHolder }).__lumaEngine ??= {});

/** Gives the SDK its engine. Called once, by the worker, before any function runs. */
export function useEmbeddedEngine(engine: { fetch: typeof fetch }): void {
  holder.fetch = engine.fetch;
}

const embedded = env().engine === "embedded";

/** The one Inngest client. With INNGEST_… set it talks to Inngest; otherwise to the embedded engine of the worker process. */
export const inngest = new Inngest({
  id: "luma",
  checkpointing: true,
  middleware: [RequestIds],
  ...(embedded
    ? {
        isDev: true,
        baseUrl: "http://engine.local",
        fetch: ((input: RequestInfo | URL, init?: RequestInit) => {
          if (!holder.fetch) throw new Error("The embedded engine runs in the worker process only; use the outbox to send events");
          return holder.fetch(input as never, init);
        }) as typeof fetch,
      }
    : {}),
});
