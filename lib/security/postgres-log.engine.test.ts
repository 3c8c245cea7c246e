import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { Plants } from "@/tests/support/traces";

type Server = { superUrl: () => string; logFile: string; stop: () => Promise<void> };
type Module = { startPostgres: (options: { dataDir: string }) => Promise<Server> };

test("[SEC-05] our own Postgres writes no row, value or statement into its log, whatever goes wrong", async () => {
  const { startPostgres } = (await import(path.resolve("scripts/lib/pg.mjs"))) as Module;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "luma-pg-log-"));
  fs.chmodSync(folder, 0o777);
  const server = await startPostgres({ dataDir: path.join(folder, "postgres") });
  const client = new pg.Client({ connectionString: server.superUrl() });
  await client.connect();
  try {
    await client.query("create table p (name text unique, born date check (born > '1900-01-01'))");
    await client.query("insert into p values ($1, $2)", ["Rosa Delgado", "1961-04-07"]);
    const failures: [string, unknown[]?][] = [
      ["insert into p values ($1, $2)", ["Rosa Delgado", "1961-04-07"]],
      ["insert into p values ('Rosa Delgado', '1961-04-07')"],
      ["select $1::date", ["Rosa Delgado"]],
      ["insert into p values ('Rosa Delgado', '1861-04-07')"],
      ["select 'Rosa Delgado' from nowhere"],
      ["do $$ begin raise exception 'Rosa Delgado, +12125550100'; end $$"],
    ];
    for (const [text, values] of failures) await expect(client.query(text, values)).rejects.toThrow();
  } finally {
    await client.end();
    await server.stop();
  }
  const text = fs.readFileSync(server.logFile, "utf8");
  expect(text).toMatch(/database system is ready/);
  const plants = new Plants().add(
    { firstName: "Rosa", lastName: "Delgado", phone: "+12125550100", birthDate: "1961-04-07" },
    { rare: true },
  );
  expect(plants.find(text)).toEqual([]);
  fs.rmSync(folder, { recursive: true, force: true });
});
