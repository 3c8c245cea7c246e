// The demo's own database: embedded Postgres in the data folder, the roles, and the addresses the processes get.
import path from "node:path";
import { Problem, ROOT } from "./files.mjs";
import { startPostgres } from "./pg.mjs";
import { connect, ensureRoles, ROLES } from "./roles.mjs";

export const DATABASE = "luma";

/** Where this checkout keeps its data: LUMA_DATA_DIR, else `.data`. */
export const dataRoot = (env = process.env) => path.resolve(ROOT, env.LUMA_DATA_DIR || ".data");

/** Starts or adopts the embedded Postgres, and makes the roles and the database where missing. */
export async function startLocalDatabase(env = process.env) {
  const server = await startPostgres({ dataDir: path.join(dataRoot(env), "postgres") });
  if (!server.adopted || !(await databaseExists(server))) await prepareCluster(server);
  return server;
}

/** The variables that name the embedded database, one role per purpose. */
export function databaseVariables(server) {
  return {
    DATABASE_URL: server.roleUrl(ROLES.app, DATABASE),
    DATABASE_DIRECT_URL: server.roleUrl(ROLES.app, DATABASE),
    DATABASE_WORKER_URL: server.roleUrl(ROLES.worker, DATABASE),
    DATABASE_ENGINE_URL: server.roleUrl(ROLES.engine, DATABASE),
  };
}

/** Deletes and recreates the database on the embedded server. */
export async function recreateDatabase(server) {
  const client = await connect(server.superUrl());
  try {
    await client.query(`drop database if exists ${DATABASE} with (force)`);
    await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** Throws a Problem unless the address names this machine. */
export function refuseRemote(url, what) {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  if (!["localhost", "127.0.0.1", "[::1]"].includes(host)) {
    throw new Problem(
      `${what} works only on a database of this machine, and this one is on ${host || "an unreadable address"}.`,
      "Nothing was changed.",
    );
  }
}

async function databaseExists(server) {
  const client = await connect(server.superUrl());
  try {
    return ((await client.query("select 1 from pg_database where datname = $1", [DATABASE])).rowCount ?? 0) > 0;
  } finally {
    await client.end();
  }
}

async function prepareCluster(server) {
  await ensureRoles(server.superUrl(), server.rolePassword);
  if (await databaseExists(server)) return;
  const client = await connect(server.superUrl());
  try {
    await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
