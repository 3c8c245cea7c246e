import { randomBytes } from "node:crypto";
import { Client } from "pg";

/** A database of a test's own. URLs connect directly (no pooler). */
export type TestDatabase = {
  name: string;
  /** Superuser, owner of the tables: for factories and look-ups that no policy may hide. */
  url: string;
  /** One URL per role (`owner` is `url`); what the product does must be tested through these. */
  urls: { owner: string; app: string; worker: string; engine: string; sim: string };
  drop(): Promise<void>;
};

const ROLES = { app: "luma_app", worker: "luma_worker", engine: "luma_engine", sim: "luma_sim" } as const;

/**
 * Clones the migrated template database (about 50 ms). `empty: true` gives a database without anything in it.
 * The server comes from LUMA_TEST_PG, set by `npm test` or by tests/support/global-setup.ts.
 */
export async function testDatabase({ empty = false }: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = process.env.LUMA_TEST_PG;
  const template = empty ? "template0" : process.env.LUMA_TEST_TEMPLATE;
  if (!server || !template) throw new Error("No test Postgres: run through `npm test`, or `npx vitest run --project db FILE`.");
  const name = `test_${process.pid}_${randomBytes(5).toString("hex")}`;
  await asSuperuser(server, async (client) => {
    await client.query(`create database ${name} template ${client.escapeIdentifier(template)}`);
    // Rights on the database itself are not cloned (db/migrations/0000_roles.sql gives them).
    await client.query(`grant create on database ${name} to ${ROLES.engine}, ${ROLES.sim}`);
  });
  const as = (role: string): string => {
    const url = new URL(server);
    url.username = role;
    url.pathname = `/${name}`;
    return url.href;
  };
  const owner = as(decodeURIComponent(new URL(server).username));
  return {
    name,
    url: owner,
    urls: { owner, app: as(ROLES.app), worker: as(ROLES.worker), engine: as(ROLES.engine), sim: as(ROLES.sim) },
    drop: () => asSuperuser(server, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

async function asSuperuser<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
