// The database roles of Luma: web, workflows, engine and simulator each get only what they need (db/migrations/0000_roles.sql).
import { createRequire } from "node:module";
import path from "node:path";
import { ROOT } from "./files.mjs";

/** purpose → role name. */
export const ROLES = { app: "luma_app", worker: "luma_worker", engine: "luma_engine", sim: "luma_sim" };

/** A connected `pg` client (loaded late: this file is also read before anything is installed). Call `end()`. */
export async function connect(connectionString, { connectionTimeoutMillis = 10_000 } = {}) {
  const { default: pg } = await import(createRequire(path.join(ROOT, "package.json")).resolve("pg"));
  const client = new pg.Client({ connectionString, connectionTimeoutMillis });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/**
 * Creates the roles where missing and sets their passwords. Needs a superuser connection.
 * @param {(role: string) => string} passwordOf
 */
export async function ensureRoles(superUrl, passwordOf) {
  const client = await connect(superUrl);
  try {
    for (const role of Object.values(ROLES)) {
      const name = client.escapeIdentifier(role);
      const password = client.escapeLiteral(passwordOf(role));
      await client.query(`do $$ begin create role ${name} login; exception when duplicate_object or unique_violation then null; end $$`);
      await client.query(`alter role ${name} login password ${password}`);
    }
  } finally {
    await client.end();
  }
}
