import type pg from "pg";
import { listenClient } from "@/db/client";
import { CLOCK_CHANNEL } from "./clock";

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 5_000;

/**
 * Calls `moved` whenever the demo's clock was moved, and once after each time the connection was away, because what was told meanwhile was not
 * heard. Connects again by itself (after a restart of the database), waiting longer each time. Resolves once it listens, or rejects where the
 * first connection fails. Gives the way to stop.
 */
export async function listenToClock(moved: () => void, connect: () => pg.Client = listenClient): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let failures = 0;
  let stopped = false;
  const open = async (): Promise<void> => {
    const next = connect();
    let listening = false;
    next.on("error", () => {});
    next.on("notification", moved);
    next.once("end", () => {
      if (listening) again();
    });
    try {
      await next.connect();
      await next.query(`listen ${CLOCK_CHANNEL}`);
    } catch (error) {
      await next.end().catch(() => {});
      throw error;
    }
    listening = true;
    failures = 0;
    client = next;
    if (stopped) await next.end();
  };
  const again = (): void => {
    if (stopped) return;
    retry = setTimeout(() => void open().then(moved, again), Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures));
    failures += 1;
  };
  await open();
  return async () => {
    stopped = true;
    clearTimeout(retry);
    await client?.end().catch(() => {});
  };
}
