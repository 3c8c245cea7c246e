import pg from "pg";
import { expect, test } from "vitest";
import { migrate } from "@/db/migrate";
import journal from "@/db/migrations/meta/_journal.json";
import { testDatabase } from "@/tests/support/db";

const last = journal.entries.length - 1;

test("[OPS-05] several that migrate at the same time: each migration runs once; again, nothing happens", async () => {
  const database = await testDatabase({ empty: true });
  try {
    const counts = await Promise.all([1, 2, 3].map(() => migrate(database.url)));
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, 0, journal.entries.length]);
    expect(await migrate(database.url)).toBe(0);
  } finally {
    await database.drop();
  }
});

test("[OPS-05] a migration stops where it is told, and goes on from there", async () => {
  const database = await testDatabase({ empty: true });
  try {
    expect(await migrate(database.url, journal.entries[8]!.when)).toBe(9);
    expect(await migrate(database.url)).toBe(last - 8);
  } finally {
    await database.drop();
  }
});

test("[OPS-05] a table that somebody holds does not make the migration hold up everyone behind it: it lets go and tries again", async () => {
  const database = await testDatabase({ empty: true });
  const client = (): pg.Client => new pg.Client({ connectionString: database.url, statement_timeout: 20_000 });
  const [holder, other] = [client(), client()];
  try {
    // 0010 adds a column to endpoint.
    await migrate(database.url, journal.entries[9]!.when);
    await Promise.all([holder.connect(), other.connect()]);
    await holder.query("begin; lock table endpoint in access share mode");
    const migrated = migrate(database.url, journal.entries[10]!.when);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const began = performance.now();
    await other.query("select count(*) from endpoint");
    expect(performance.now() - began).toBeLessThan(8_000);
    await holder.query("commit");
    expect(await migrated).toBe(1);
  } finally {
    await Promise.all([holder.end(), other.end()]);
    await database.drop();
  }
});
