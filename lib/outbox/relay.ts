import { listenClient } from "@/db/client";
import { log } from "@/lib/log";
import { type OutboxRow, relayOutbox } from "@/lib/tenancy/resolve";
import { OUTBOX_CHANNEL } from "./emit";

type Publish = (events: { id: string; name: string; data: Record<string, unknown> }[]) => Promise<unknown>;

/** Events of one batch as the engine takes them. Nudges say only "look now", so one is enough for all. */
export function toEvents(rows: readonly OutboxRow[]): { id: string; name: string; data: Record<string, unknown> }[] {
  const nudge = rows.findLast((r) => r.name === "luma/dispatch.nudged");
  return rows.filter((r) => r.name !== "luma/dispatch.nudged" || r === nudge).map((r) => ({ id: r.id, name: r.name, data: r.data }));
}

/**
 * Hands the outbox to the engine: at once when a transaction says so, and every two seconds in case a signal was lost. Gives a function that stops it
 * after the batch under way.
 */
export async function startRelay(publish: Publish): Promise<() => Promise<void>> {
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    do {
      again = false;
      let n = 0;
      do n = await relayOutbox((rows) => publish(toEvents(rows)).then(() => undefined));
      while (n > 0 && !stopped);
    } while (again && !stopped);
  };
  const kick = (): void => {
    if (stopped) return;
    again = true;
    running ??= drain()
      .catch((error: unknown) => log().error({ error: error instanceof Error ? error.message : "unknown" }, "outbox-relay"))
      .finally(() => {
        running = undefined;
      });
  };

  let client: ReturnType<typeof listenClient> | undefined;
  const listen = async (): Promise<void> => {
    if (stopped) return;
    const mine = listenClient();
    client = mine;
    mine.on("error", () => {});
    mine.on("end", () => {
      if (!stopped) setTimeout(() => void listen(), 1_000);
    });
    mine.on("notification", kick);
    try {
      await mine.connect();
      await mine.query(`listen ${OUTBOX_CHANNEL}`);
    } catch {
      await mine.end().catch(() => undefined);
    }
    kick();
  };
  await listen();
  const timer = setInterval(kick, 2_000);
  return async () => {
    stopped = true;
    clearInterval(timer);
    await client?.end().catch(() => undefined);
    await running;
  };
}
