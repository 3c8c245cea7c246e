import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import pg from "pg";

/**
 * Brings the schemas `graphile_worker` and `engine` up to date: forward only, each file once, in one transaction each,
 * and safe when several processes do it at once. Rejects with the database's error.
 */
export async function migrateEngine(connectionString: string): Promise<void> {
  const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "migrations");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtextextended('engine-migrations', 0))");
    await runMigrations({ connectionString });
    // Asked first: "if not exists" needs the right to create schemas even where the schema is there.
    const [found] = (await client.query<{ there: boolean }>("select to_regnamespace('engine') is not null as there")).rows;
    if (!found?.there) await client.query("create schema engine");
    await client.query(
      "create table if not exists engine.migration (name text primary key, applied_at timestamptz not null default clock_timestamp())",
    );
    const applied = new Set((await client.query<{ name: string }>("select name from engine.migration")).rows.map((row) => row.name));
    for (const name of files.filter((file) => !applied.has(file))) {
      await client.query("begin");
      await client.query(await readFile(path.join(folder, name), "utf8"));
      await client.query("insert into engine.migration (name) values ($1)", [name]);
      await client.query("commit");
    }
  } finally {
    await client.end();
  }
}
