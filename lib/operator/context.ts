import type pg from "pg";
import { pool } from "@/db/client";
import { isId, newId } from "@/lib/ids";

/**
 * A transaction of an operator. It works for no organization, so every tenant policy hides everything from it: what an operator may
 * reach are the operator_… functions, which look at the session themselves.
 */
export type OperatorCtx = {
  operatorId: string;
  requestId: string;
  sql: <T extends pg.QueryResultRow = pg.QueryResultRow>(text: string, params?: unknown[]) => Promise<T[]>;
};

export type OperatorScope = { operatorId: string; sessionId: string; requestId?: string };

/** Runs `work` in one short transaction as an operator. Never hold it across a network call. */
export async function withOperator<T>(scope: OperatorScope, work: (ctx: OperatorCtx) => Promise<T>): Promise<T> {
  if (!isId(scope.sessionId)) throw new RangeError("withOperator needs a session id");
  const client = await pool("app").connect();
  let broken: Error | undefined;
  try {
    await client.query(
      `begin; select set_config('app.organization_id', '', true), set_config('app.operator_session', '${scope.sessionId}', true)`,
    );
    const result = await work({
      operatorId: scope.operatorId,
      requestId: scope.requestId ?? newId(),
      sql: async (text, params) => (await client.query(text, params)).rows as never,
    });
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

/** One entry in the operators' own audit, in the transaction of the change. Never a patient's data; there is none in reach. */
export async function noteOperator(
  ctx: OperatorCtx,
  entry: { action: string; organizationId?: string; detail?: Record<string, string | number | boolean | null | string[]> },
): Promise<void> {
  await ctx.sql("select operator_note($1, $2, $3, $4, $5)", [
    newId(),
    entry.action,
    entry.organizationId ?? null,
    JSON.stringify(entry.detail ?? {}),
    ctx.requestId,
  ]);
}
