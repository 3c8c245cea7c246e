import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoSecrets } from "./environment.mjs";
import { DATABASE, databaseVariables, startLocalDatabase } from "./local-database.mjs";
import { stopPostgres } from "./pg.mjs";
import { prepareDatabase } from "./prepare-database.mjs";
import { ensurePrograms } from "./programs.mjs";
import { connect, ROLES } from "./roles.mjs";

let folder;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "luma-programs-"));
  fs.chmodSync(folder, 0o755);
});
afterAll(async () => {
  await stopPostgres(path.join(folder, "postgres"));
  fs.rmSync(folder, { recursive: true, force: true });
});

test("[OPS-01] the programs are bundled once; the bundle fills an empty database like the sources do", { timeout: 120_000 }, async () => {
  const { commands } = await ensurePrograms();
  const again = await ensurePrograms();
  expect(again).toEqual({ commands, fresh: false });
  for (const [, file] of Object.values(commands)) expect(fs.existsSync(file)).toBe(true);

  const server = await startLocalDatabase({ LUMA_DATA_DIR: folder });
  const facts = await prepareDatabase(
    {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      APP_URL: "http://localhost:3000",
      ...databaseVariables(server),
      DATABASE_OWNER_URL: server.superUrl(DATABASE),
      SIMULATOR_DATABASE_URL: server.roleUrl(ROLES.sim, DATABASE),
      ...demoSecrets(folder),
    },
    commands.prepare,
  );
  expect(facts).toMatchObject({ mode: "demo", engine: "embedded" });
  const client = await connect(server.superUrl(DATABASE));
  try {
    const { rows } = await client.query(
      "select (select count(*)::int from organization) as organizations, (select count(*)::int from engine.migration) as engine",
    );
    expect(rows[0].organizations).toBeGreaterThan(0);
    expect(rows[0].engine).toBeGreaterThan(0);
  } finally {
    await client.end();
  }
});
