import type pg from "pg";
import { type Db, localLimits, orm, pool } from "@/db/client";
import { accessQuery, readAccess } from "@/lib/access/load-access";
import { type Access, EVERYWHERE } from "@/lib/access/rules";
import { env } from "@/lib/env";
import { withSpan } from "@/lib/health/tracing";
import { isId, newId } from "@/lib/ids";
import { currentRequestId, withRequestId } from "@/lib/request-id";
import { withoutRows } from "@/lib/security/without-rows";

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
  /** A user's role is the one that the transaction found, not the one that the caller brought. */
  actor: Actor;
  /** What the actor may see. Lists filter by it (lib/access/scope.ts), verbs ask it (lib/access/guard.ts); rules see everything. */
  access: Access;
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
 * Runs `work` in one short transaction for one organization. Begin, the policy's organization, the product clock and what a
 * user may see take one round trip. Throws signed-out for a user who is no active member of it. Never hold it across a network call: `work` runs again, up to three times,
 * when Postgres breaks a deadlock. Throws RangeError for an organization id that is none.
 */
export async function withContext<T>(scope: Scope, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  if (!isId(scope.organizationId)) throw new RangeError("withContext needs an organization id");
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(scope, work);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isDeadlock(error)) throw withoutRows(error);
    }
  }
}

const MOST_ATTEMPTS = 3;

/** Postgres ended one of two transactions that waited for each other; nothing of it was kept, so it may simply run again. */
function isDeadlock(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "40P01";
}

async function runOnce<T>(scope: Scope, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const requestId = scope.requestId ?? currentRequestId() ?? newId();
  const role = scope.actor.kind === "workflow" ? "worker" : "app";
  const client = await pool(role).connect();
  let broken: Error | undefined;
  try {
    // Ids are validated; several statements in one message need the simple protocol, which has no parameters.
    const user = scope.actor.kind === "user" ? scope.actor : undefined;
    const results = (await client.query(
      `begin; select set_config('app.organization_id', '${scope.organizationId}', true)${localLimits(role)}; ${productClock()}${user ? `; ${accessQuery(user.id)}` : ""}`,
    )) as unknown as pg.QueryResult<{ now: number }>[];
    const found = user ? readAccess(results[3]!) : undefined;
    const ctx: Ctx = {
      organizationId: scope.organizationId,
      actor: user && found ? { ...user, role: found.role } : scope.actor,
      access: found?.access ?? EVERYWHERE,
      now: scope.now ?? new Date(Number(results[2]!.rows[0]!.now)),
      requestId,
      db: orm(client),
      sql: async (text, params) => (await client.query(text, params)).rows as never,
    };
    const result = await withRequestId(requestId, () => withSpan("transaction", { "luma.actor": scope.actor.kind }, () => work(ctx)));
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
