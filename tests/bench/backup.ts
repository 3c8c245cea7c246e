import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { closeDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { seedDemo } from "@/db/seed";
import { testDatabase } from "../support/db";
import { testEnvironment } from "../support/environment";
import { useDatabase } from "../support/factories";

/* `npm run bench backup [patients]`: how long a backup and its restoring take, for the demo clinic and for one of so many patients (100,000). */

const PATIENTS = Number(process.argv[2] ?? 100_000);
const root = fileURLToPath(new URL("../../", import.meta.url));
type Done = { rows: number; bytes?: number; tables: unknown[] };
const say = (name: string, value: string): void => void process.stdout.write(`${name.padEnd(44)} ${value}\n`);

/** Copies rows of a table over and over, with new ids; `over` says what else must differ. */
async function multiply(owner: pg.Client, table: string, times: number, over: Record<string, string> = {}): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    "select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum",
    [table],
  );
  const names = rows.map((row) => row.name);
  const values = names.map((name) => over[name] ?? (name === "id" ? "gen_random_uuid()" : `t.${name}`));
  await owner.query(`insert into ${table} (${names.join(", ")}) select ${values.join(", ")} from ${table} t, generate_series(1, $1::int)`, [
    times,
  ]);
}

async function round(name: string, url: string, folder: string): Promise<void> {
  const { writeBackup, loadBackup, checkBackup } = (await import(path.join(root, "scripts/lib/backup.mjs"))) as Record<
    "writeBackup" | "loadBackup" | "checkBackup",
    (options: object) => Promise<Done>
  >;
  const file = path.join(folder, `${name}.backup`);
  const keys = [["bench", Buffer.alloc(32, "b")]];
  const target = await testDatabase({ empty: true });
  try {
    let began = performance.now();
    const saved = await writeBackup({ url, file, keys });
    const seconds = (performance.now() - began) / 1_000;
    say(`${name}: rows, file`, `${saved.rows.toLocaleString("en")} rows, ${((saved.bytes ?? 0) / 1e6).toFixed(1)} MB`);
    say(`${name}: backup`, `${seconds.toFixed(1)} s (${Math.round(saved.rows / seconds).toLocaleString("en")} rows/s)`);
    began = performance.now();
    await checkBackup({ file, keys });
    say(`${name}: file checked`, `${((performance.now() - began) / 1_000).toFixed(1)} s`);
    began = performance.now();
    await migrate(target.url);
    say(`${name}: empty schema`, `${((performance.now() - began) / 1_000).toFixed(1)} s`);
    began = performance.now();
    const loaded = await loadBackup({ url: target.url, file, keys });
    const loading = (performance.now() - began) / 1_000;
    say(`${name}: rows restored`, `${loading.toFixed(1)} s (${Math.round(loaded.rows / loading).toLocaleString("en")} rows/s)`);
    if (loaded.rows !== saved.rows) throw new Error(`${loaded.rows} of ${saved.rows} rows came back`);
  } finally {
    await target.drop();
  }
}

async function main(): Promise<void> {
  const database = await testDatabase();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "luma-bench-backup-"));
  useDatabase(database);
  testEnvironment(database);
  try {
    await seedDemo({ ownerUrl: database.url, now: new Date() });
    await closeDatabase();
    await round("demo", database.url, folder);
    const owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    const { rows } = await owner.query<{ n: number }>("select count(*)::int as n from patient");
    const times = Math.ceil(PATIENTS / rows[0]!.n);
    await multiply(owner, "patient", times);
    await multiply(owner, "appointment", times, { external_id: "null" });
    await multiply(owner, "audit_entry", Math.ceil((PATIENTS * 3) / 100), { seal: "null" });
    await owner.query("analyze");
    await owner.end();
    await round("large", database.url, folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
    await closeDatabase();
    await database.drop();
  }
}

await main();
