import { Client } from "pg";
import { expect, test } from "vitest";
import { testDatabase } from "./db";

async function query(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

test("[OPS-01] two test databases do not see each other, and dropping one removes it", async () => {
  const first = await testDatabase();
  const second = await testDatabase();
  await query(first.url, "create table only_here (id int)");
  expect(await query(second.url, "select to_regclass('only_here') as found")).toEqual([{ found: null }]);
  await first.drop();
  expect(await query(second.url, `select 1 from pg_database where datname = '${first.name}'`)).toEqual([]);
  await second.drop();
});

test("[SEC-02] every role connects as itself and is no superuser", async () => {
  const database = await testDatabase();
  for (const [purpose, url] of Object.entries(database.urls)) {
    if (purpose === "owner") continue;
    const rows = await query(
      url,
      "select current_user as who, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as mighty",
    );
    expect(rows).toEqual([{ who: `luma_${purpose}`, mighty: false }]);
  }
  await database.drop();
});

test("[OPS-01] a clone gives the engine's and the simulator's role the right to keep their own schemas", async () => {
  const database = await testDatabase();
  await query(database.urls.sim, "create schema own");
  await query(database.urls.engine, "create schema own2");
  await expect(query(database.urls.app, "create schema own3")).rejects.toThrow("permission denied");
  await database.drop();
});
