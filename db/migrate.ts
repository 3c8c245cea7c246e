import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as drizzleMigrate } from "drizzle-orm/node-postgres/migrator";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

const folder = fileURLToPath(new URL("./migrations", import.meta.url));
const LOCK = 7_310_226;
const LOCK_MS = 3_000;
const MOST_TRIES = 20;
/** The migration that brought message partitions (0005_messages). */
const PARTITIONED = 1_795_291_200_005;

export class SchemaAheadError extends Error {}

/**
 * Brings a database to the newest schema, forward only, once, whoever calls at the same time (advisory lock).
 * `url` connects as a role that may create roles and owns the tables. `upTo` stops after the migration of that number (`when` of the journal), for
 * restoring what an older version saved. Gives the number of migrations applied.
 * Throws SchemaAheadError when the database was migrated by a newer version of the code than this one.
 */
export async function migrate(url: string, upTo = Infinity): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: "luma-migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    const known = (JSON.parse(fs.readFileSync(`${folder}/meta/_journal.json`, "utf8")) as { entries: { when: number }[] }).entries;
    const before = await applied(client);
    const newest = known.at(-1)?.when ?? 0;
    if (before.last > newest)
      throw new SchemaAheadError(
        "This database was made by a newer version of Luma. Update the checkout (git pull) or point DATABASE_URL at another database. Nothing was changed.",
      );
    await patiently(client, () => runMigrations(client, upTo));
    if ((await applied(client)).last >= PARTITIONED)
      await client.query("call make_message_partitions(current_date, (current_date + interval '12 months')::date)");
    return (await applied(client)).count - before.count;
  } finally {
    await client.end();
  }
}

/**
 * A migration that waits for a table makes everyone behind it wait too: it gives up after LOCK_MS, is rolled back as a whole, and tried again a little later,
 * so that the running version is never held up for longer. Throws what the last try threw.
 */
async function patiently(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query(`set lock_timeout = ${LOCK_MS}`);
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      break;
    } catch (error) {
      if (attempt === MOST_TRIES || !isLockTimeout(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 500));
    }
  }
  await client.query("reset lock_timeout");
}

/** Drizzle wraps what Postgres said. */
function isLockTimeout(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "55P03";
}

/** Drizzle takes a folder: an older state is a copy of it with a shorter journal. */
async function runMigrations(client: pg.Client, upTo: number): Promise<void> {
  if (upTo === Infinity) return drizzleMigrate(drizzle(client), { migrationsFolder: folder });
  const journal = JSON.parse(fs.readFileSync(`${folder}/meta/_journal.json`, "utf8")) as { entries: { when: number }[] };
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), "luma-migrations-"));
  try {
    fs.cpSync(folder, copy, { recursive: true });
    const entries = journal.entries.filter((entry) => entry.when <= upTo);
    fs.writeFileSync(`${copy}/meta/_journal.json`, JSON.stringify({ ...journal, entries }));
    await drizzleMigrate(drizzle(client), { migrationsFolder: copy });
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
}

async function applied(client: pg.Client): Promise<{ count: number; last: number }> {
  const there = await client.query("select to_regclass('drizzle.__drizzle_migrations') as t");
  if (!there.rows[0].t) return { count: 0, last: 0 };
  const r = await client.query(
    "select count(*)::int as count, coalesce(max(created_at), 0)::bigint as last from drizzle.__drizzle_migrations",
  );
  return { count: r.rows[0].count, last: Number(r.rows[0].last) };
}
