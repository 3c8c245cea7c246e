import type { LiveHub } from "./hub";
import { LIVE_TOPICS, type LiveTopic } from "./notify";
import { onShutdown } from "./shutdown";

export type StreamOptions = {
  hub: LiveHub;
  organizationId: string;
  topics: readonly LiveTopic[];
  /** Whether the session still stands; asked with every tick. */
  stillAllowed: () => Promise<boolean>;
  signal: AbortSignal;
  tickMs?: number;
  lifeMs?: number;
};

/** `?topics=a,b` → the known ones among them, each once. */
export function parseTopics(text: string | null): LiveTopic[] {
  const asked = new Set((text ?? "").split(","));
  return LIVE_TOPICS.filter((topic) => asked.has(topic));
}

/**
 * An event stream of `{"topic", "cursor"}`. Ends when the session no longer stands (checked every 15 s), after four
 * minutes (the browser comes back by itself, so that no stream outlives a deployment for long), when the reader leaves,
 * and when the process is asked to end.
 */
export function liveStream(options: StreamOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let finish = (): void => {};
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const cleanups: (() => void)[] = [];
      let done = false;
      finish = () => {
        if (done) return;
        done = true;
        for (const cleanup of cleanups) cleanup();
        try {
          controller.close();
        } catch {
          // The reader closed it first.
        }
      };
      const send = (text: string): void => {
        if (!done) controller.enqueue(encoder.encode(text));
      };
      const tick = async (): Promise<void> => {
        const allowed = await options.stillAllowed().catch(() => undefined);
        if (allowed) return send(": tick\n\n");
        // Whoever was signed out is told so; a question that could not be answered only ends the stream.
        if (allowed === false) send("event: signed-out\ndata: {}\n\n");
        finish();
      };
      options.signal.addEventListener("abort", finish, { once: true });
      cleanups.push(() => options.signal.removeEventListener("abort", finish));
      cleanups.push(onShutdown(() => finish()));
      const unsubscribe = await options.hub.subscribe(options.organizationId, options.topics, (topic, cursor) =>
        send(`data: ${JSON.stringify({ topic, cursor })}\n\n`),
      );
      const ticking = setInterval(() => void tick(), options.tickMs ?? 15_000);
      const ending = setTimeout(finish, options.lifeMs ?? 240_000);
      const release = (): void => {
        unsubscribe();
        clearInterval(ticking);
        clearTimeout(ending);
      };
      cleanups.push(release);
      if (done || options.signal.aborted) {
        finish();
        release();
        return;
      }
      send("retry: 2000\n\n");
    },
    cancel() {
      finish();
    },
  });
}
