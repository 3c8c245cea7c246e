// The throw-away Postgres of the tests, and the migrated template database that every test file clones.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { hashOf, isAlive, Problem, ROOT, withLock } from "./files.mjs";
import { startPostgres, stopPostgres, THROWAWAY } from "./pg.mjs";
import { connect, ensureRoles, ROLES } from "./roles.mjs";

/** What decides how the template looks. */
const TEMPLATE_SOURCES = ["db/migrations", "db/migrate.ts", "inngest/engine", "scripts/db-migrate.ts"];

/** Starts (or adopts) a throw-away server in `dataDir`; fsync is off unless `settings` say otherwise. */
export function startTestServer(dataDir, settings = {}) {
  return startPostgres({ dataDir, settings: { ...THROWAWAY, ...settings } });
}

/**
 * Makes sure the roles and the migrated template exist on a server given by its superuser URL.
 * The template's name carries the hash of the migrations, so changed migrations make a new one.
 * Gives back the template's name.
 */
export async function ensureTemplate(superUrl) {
  const name = `luma_template_${hashOf(TEMPLATE_SOURCES, { keep: (file) => /\.(sql|json)$|migrat[^/]*\.ts$/.test(file) }).slice(0, 12)}`;
  const client = await connect(superUrl);
  try {
    await client.query("select pg_advisory_lock(727001)");
    if ((await client.query("select 1 from pg_database where datname = $1", [name])).rowCount) return name;
    const password = decodeURIComponent(new URL(superUrl).password);
    await ensureRoles(superUrl, () => password);
    const building = `${name}_building`;
    await client.query(`drop database if exists ${building} with (force)`);
    await client.query(`create database ${building}`);
    await migrate(withDatabase(superUrl, building));
    await client.query(`alter database ${building} rename to ${name}`);
    await dropOldTemplates(client, name);
    return name;
  } finally {
    await client.end();
  }
}

/** Runs all migrations on one database in a process of its own. Throws a Problem with what it said. */
export function migrate(url) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/db-migrate.ts"], {
      cwd: ROOT,
      env: { ...process.env, LUMA_MIGRATE_URL: url, DATABASE_ENGINE_URL: withRole(url, ROLES.engine) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve(said) : reject(new Problem(`The migrations failed:\n${said.trim()}`))));
  });
}

/** The same URL for another role; on a test server all have the superuser's password. */
function withRole(url, role) {
  const next = new URL(url);
  next.username = role;
  return next.href;
}

/** The same URL with another database. */
export function withDatabase(url, database) {
  const next = new URL(url);
  next.pathname = `/${database}`;
  return next.href;
}

/** Removes what a killed test run left behind: servers and folders `test-postgres-<pid>` whose run has ended. */
export async function sweepTestServers(dataRoot) {
  for (const entry of fs.existsSync(dataRoot) ? fs.readdirSync(dataRoot) : []) {
    const pid = /^test-postgres-(\d+)$/.exec(entry)?.[1];
    if (pid && !isAlive(Number(pid))) await removeTestServer(path.join(dataRoot, entry));
  }
}

/** Stops a throw-away server and deletes its folder, log and lock. */
export async function removeTestServer(dataDir) {
  await stopPostgres(dataDir, 1_500);
  for (const suffix of ["", ".log", ".lock", ".new", ".pw"])
    fs.rmSync(`${dataDir}${suffix}`, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * The server that single test files share (`npx vitest run --project db FILE`): started by the first run, stopped by the last.
 * @returns {Promise<{ superUrl: string, template: string, release: () => Promise<void> }>}
 */
export async function shareTestServer(dataDir) {
  const lock = `${dataDir}.share`;
  fs.mkdirSync(path.dirname(dataDir), { recursive: true });
  return withLock(lock, async () => {
    const server = await startTestServer(dataDir);
    const session = await connect(`${server.superUrl()}?application_name=luma-test-session`);
    const template = await ensureTemplate(server.superUrl()).catch(async (error) => {
      await session.end();
      throw error;
    });
    return {
      superUrl: server.superUrl(),
      template,
      release: () =>
        withLock(lock, async () => {
          const others = await session
            .query("select 1 from pg_stat_activity where application_name = 'luma-test-session' and pid <> pg_backend_pid()")
            .catch(() => ({ rowCount: 0 }));
          await session.end().catch(() => undefined);
          if (!others.rowCount) await server.stop();
        }),
    };
  });
}

/** A run of another state of the code may be cloning its own template, so the latest few stay. */
async function dropOldTemplates(client, current) {
  const { rows } = await client.query(
    "select datname from pg_database where datname like 'luma\\_template\\_%' and datname <> $1 order by oid desc offset 8",
    [current],
  );
  for (const { datname } of rows) await client.query(`drop database if exists ${client.escapeIdentifier(datname)}`).catch(() => undefined);
}
