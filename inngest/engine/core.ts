import type { Pool, PoolClient, QueryResultRow } from "pg";
import type { Registry } from "./registry";
import type { Log } from "./types";

export type Client = PoolClient;

/** What the engine's modules share: one per `createEngine`. */
export type Core = {
  readonly pool: Pool;
  readonly appId: string;
  readonly registry: Registry;
  readonly subjectKey?: string;
  /** Product time. */
  readonly now: () => Date;
  readonly log: Log;
  /** Wakes the timer loop if it would otherwise sleep past `at`. */
  hint: (at: Date) => void;
  /** Expression shapes known to be committed in `engine.wait_shape`. */
  readonly shapes: Set<string>;
  readonly counters: { steps: number; runs: number };
};

const RETRYABLE = new Set(["40001", "40P01"]);

/** Does `work` again (up to five times in all) after a deadlock or serialisation failure; any other error is thrown. */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= 5 || !RETRYABLE.has(String((error as { code?: unknown }).code))) throw error;
    }
  }
}

/** Runs `work` in one short transaction and gives its result; it may run again (see `retrying`), so it must only use the client. */
export function transaction<T>(pool: Pool, work: (client: Client) => Promise<T>): Promise<T> {
  return retrying(async () => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query("begin");
      const result = await work(client);
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch((failed: unknown) => {
        broken = failed instanceof Error ? failed : new Error(String(failed));
      });
      throw error;
    } finally {
      client.release(broken);
    }
  });
}

/** Runs a named (prepared once per connection) statement and gives its rows. */
export async function rows<R extends QueryResultRow>(db: Pool | Client, name: string, text: string, values: unknown[]): Promise<R[]> {
  return (await db.query<R>({ name: `engine_${name}`, text, values })).rows;
}

/** JSON text of any value; undefined becomes null, as the SDK does. */
export const json = (value: unknown): string => JSON.stringify(value) ?? "null";

/** A value from the wire as text; anything but a text becomes "". */
export const asText = (value: unknown): string => (typeof value === "string" ? value : "");

/** Type guard for plain objects from the wire. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
