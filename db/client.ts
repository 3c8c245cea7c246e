import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { env } from "@/lib/env";
import * as schema from "./schema";

// Calendar dates stay text (a Date would drag a zone in); bigints here are counts and offsets, all far below 2^53.
pg.types.setTypeParser(pg.types.builtins.DATE, (v) => v);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type Db = NodePgDatabase<typeof schema>;
export type DatabaseRole = "app" | "worker";
export type DatabaseUrls = Record<DatabaseRole, string> & { direct?: string };

type State = { urls?: DatabaseUrls; pools: Map<string, pg.Pool> };
// Next bundles routes and instrumentation apart: the pools are shared over globalThis.
const state: State = ((globalThis as { __lumaDb?: State }).__lumaDb ??= { pools: new Map() });

/** Tests and scripts name their database here; without, the environment does. */
export function configureDatabase(urls: DatabaseUrls | undefined): void {
  state.urls = urls;
}

function urls(): DatabaseUrls {
  if (state.urls) return state.urls;
  const e = env();
  return { app: e.DATABASE_URL, worker: e.DATABASE_WORKER_URL ?? e.DATABASE_URL, direct: e.DATABASE_DIRECT_URL ?? e.DATABASE_URL };
}

const STATEMENT_MS: Record<DatabaseRole, number> = { app: 15_000, worker: 60_000 };
const IDLE_MS = 30_000;

/** True where a role's address leads through a pooler (PgBouncer, Neon, Supabase …): it is another host or port than the direct one. */
function isPooled(role: DatabaseRole): boolean {
  const { [role]: own, direct } = urls();
  if (direct === undefined || !URL.canParse(own) || !URL.canParse(direct)) return false;
  const [a, b] = [new URL(own), new URL(direct)];
  return a.hostname !== b.hostname || (a.port || "5432") !== (b.port || "5432");
}

/**
 * What a transaction adds to its first select: behind a pooler in transaction mode nothing may be set for a session (PgBouncer refuses such start-up
 * parameters), so the limits are set for the transaction. Empty on direct connections, where the pool sets them once.
 */
export function localLimits(role: DatabaseRole): string {
  if (!isPooled(role)) return "";
  return `, set_config('statement_timeout', '${STATEMENT_MS[role]}', true), set_config('idle_in_transaction_session_timeout', '${IDLE_MS}', true)`;
}

/** The pool of a role. Statements are bounded, and a transaction left open is ended by the server. */
export function pool(role: DatabaseRole): pg.Pool {
  const connectionString = urls()[role];
  let p = state.pools.get(connectionString);
  if (!p) {
    p = new pg.Pool({
      connectionString,
      max: role === "worker" ? 12 : 10,
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: 10_000,
      ...(isPooled(role) ? {} : { statement_timeout: STATEMENT_MS[role], idle_in_transaction_session_timeout: IDLE_MS }),
      application_name: `luma-${role}`,
    });
    // A connection that the server ends is replaced; without these handlers it would end the process.
    p.on("error", () => {});
    p.on("connect", (client) => void client.on("error", () => {}));
    state.pools.set(connectionString, p);
  }
  return p;
}

export type PoolUse = { pool: string; total: number; idle: number; waiting: number };

/** How many connections of each pool of this process exist, are idle, and how many callers wait for one. */
export function poolUse(): PoolUse[] {
  return [...state.pools.values()].map((p) => ({
    pool: p.options.application_name ?? "luma",
    total: p.totalCount,
    idle: p.idleCount,
    waiting: p.waitingCount,
  }));
}

/** A connection of one's own for LISTEN: the direct address, never the pooled one. */
export function listenClient(): pg.Client {
  return new pg.Client({ connectionString: urls().direct ?? urls().app, keepAlive: true, application_name: "luma-listen" });
}

const orms = new WeakMap<pg.PoolClient | pg.Pool, Db>();

/** Drizzle over one client; made once for each, because making one reads the whole schema. */
export function orm(client: pg.PoolClient | pg.Pool): Db {
  let db = orms.get(client);
  if (!db) orms.set(client, (db = drizzle(client as pg.PoolClient, { schema })));
  return db;
}

/** Ends every pool; a later call opens new ones. */
export async function closeDatabase(): Promise<void> {
  const all = [...state.pools.values()];
  state.pools.clear();
  await Promise.all(all.map((p) => p.end()));
}
