import type pg from "pg";
import { type Db, orm, pool } from "@/db/client";
import { env } from "@/lib/env";
import { isId, newId } from "@/lib/ids";

export type Role = "admin" | "manager" | "staff";

/** Who acts. Verbs authorise by it and the audit names it. */
export type Actor =
  | { kind: "user"; id: string; role: Role; sessionId?: string }
  | { kind: "patient"; linkId: string }
  | { kind: "webhook"; carrier: string }
  | { kind: "workflow"; name: string };

/** One transaction's view: who, for which organization, at which product time. */
export type Ctx = {
  organizationId: string;
  actor: Actor;
  /** Product time: the real clock plus the demo's offset. Leases, sessions, codes and audit use the database's clock instead. */
  now: Date;
  requestId: string;
  db: Db;
  /** Raw parameterised SQL inside the transaction, for hot and bulk paths. */
  sql: <T extends pg.QueryResultRow = pg.QueryResultRow>(text: string, params?: unknown[]) => Promise<T[]>;
};

export type Scope = { organizationId: string; actor: Actor; requestId?: string; now?: Date };

/** Product time in milliseconds: the database's clock, and in demo mode what its clock was moved ahead by; a live product never counts that. */
export function productClock(): string {
  return `select (extract(epoch from clock_timestamp()) * 1000)::bigint + ${env().mode === "demo" ? "offset_ms" : "0"} as now from product_clock`;
}

/**
 * Runs `work` in one short transaction for one organization. Begin, the policy's organization and the product clock
 * take one round trip. Never hold it across a network call: `work` runs again, up to three times,
 * when Postgres breaks a deadlock. Throws RangeError for an organization id that is none.
 */
export async function withContext<T>(scope: Scope, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  if (!isId(scope.organizationId)) throw new RangeError("withContext needs an organization id");
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(scope, work);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isDeadlock(error)) throw error;
    }
  }
}

const MOST_ATTEMPTS = 3;

/** Postgres ended one of two transactions that waited for each other; nothing of it was kept, so it may simply run again. */
function isDeadlock(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "40P01";
}

async function runOnce<T>(scope: Scope, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const client = await pool(scope.actor.kind === "workflow" ? "worker" : "app").connect();
  let broken: Error | undefined;
  try {
    // The id is validated above; several statements in one message need the simple protocol, which has no parameters.
    const results = (await client.query(
      `begin; select set_config('app.organization_id', '${scope.organizationId}', true); ${productClock()}`,
    )) as unknown as pg.QueryResult<{ now: number }>[];
    const ctx: Ctx = {
      organizationId: scope.organizationId,
      actor: scope.actor,
      now: scope.now ?? new Date(Number(results[2]!.rows[0]!.now)),
      requestId: scope.requestId ?? newId(),
      db: orm(client),
      sql: async (text, params) => (await client.query(text, params)).rows as never,
    };
    const result = await work(ctx);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((e: Error) => {
      broken = e;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The id that audit entries name for an actor. */
export function actorId(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return actor.id;
    case "patient":
      return actor.linkId;
    case "webhook":
      return actor.carrier;
    case "workflow":
      return actor.name;
  }
}
