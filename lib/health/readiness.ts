import journal from "@/db/migrations/meta/_journal.json";
import { schemaHead } from "@/lib/tenancy/operations";
import { readHealth, type Health } from "./heartbeat";

/** The newest migration that this code knows. */
export const CODE_HEAD = Math.max(...journal.entries.map((entry) => entry.when));

export type Readiness = Health & {
  ready: boolean;
  /** `behind`: the database lacks migrations of this code; `ahead`: it has newer ones, which old code works with. */
  schema: "current" | "behind" | "ahead" | "unknown";
};

/**
 * Whether this process may be sent requests: the database answers and has every migration this code needs. A silent worker is told, but does not take
 * the web out of service: pages and webhooks still work, and what is due waits in its rows. Never throws.
 */
export async function readReadiness(codeHead: number = CODE_HEAD): Promise<Readiness> {
  const [health, head] = await Promise.all([readHealth(), schemaHead().catch(() => undefined)]);
  const schema = head === undefined ? "unknown" : head < codeHead ? "behind" : head > codeHead ? "ahead" : "current";
  return { ...health, schema, ready: health.database.ok && (schema === "current" || schema === "ahead") };
}
