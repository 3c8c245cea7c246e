import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "@/db/migrate";
import { seedDemo } from "@/db/seed";
import { closeDatabase } from "@/db/client";
import { sealAllAudits } from "@/lib/audit/seal";
import { testDatabase, type TestDatabase } from "@/tests/support/db";
import { testEnvironment } from "@/tests/support/environment";
import { makePatient, makeOrganization, useDatabase, useTestDatabase } from "@/tests/support/factories";

const root = fileURLToPath(new URL("../../", import.meta.url));
const database = useTestDatabase();
const others: TestDatabase[] = [];
let folder: string;
let file: string;

const fresh = async (): Promise<TestDatabase> => {
  const made = await testDatabase({ empty: true });
  others.push(made);
  return made;
};

/** `npm run backup` or `restore` as an operator calls it. */
function run(
  command: "backup" | "restore",
  on: TestDatabase,
  at: string,
  over: Record<string, string> = {},
): { code: number | null; said: string } {
  const env = {
    ...process.env,
    DATABASE_URL: on.urls.app,
    DATABASE_WORKER_URL: on.urls.worker,
    DATABASE_ENGINE_URL: on.urls.engine,
    DATABASE_OWNER_URL: on.url,
    ...over,
  };
  const done = spawnSync(process.execPath, [`scripts/${command}.mjs`, at], { cwd: root, env, encoding: "utf8" });
  return { code: done.status, said: done.stdout + done.stderr };
}

async function tables(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1",
    );
    const seen: Record<string, string> = {};
    for (const { name } of rows) {
      const { rows: sums } = await client.query<{ sum: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as sum from public.${client.escapeIdentifier(name)} t`,
      );
      seen[name] = sums[0]!.sum;
    }
    return seen;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "luma-backup-"));
  file = path.join(folder, "demo.backup");
  await seedDemo({ ownerUrl: database.url, now: new Date() });
  useDatabase(database);
  await sealAllAudits();
  await closeDatabase();
});
afterAll(async () => {
  fs.rmSync(folder, { recursive: true, force: true });
  for (const other of others) await other.drop();
});

test("[OPS-04] the demo clinic backed up and restored into an empty database: every table equal, the audit log's seals whole", async () => {
  const saved = run("backup", database, file);
  expect(saved, saved.said).toMatchObject({ code: 0 });
  const target = await fresh();
  const restored = run("restore", target, file);
  expect(restored, restored.said).toMatchObject({ code: 0 });
  process.stdout.write(`\n${saved.said}${restored.said}\n`);
  const [before, after] = [await tables(database.url), await tables(target.url)];
  expect(Object.keys(before).length).toBeGreaterThan(40);
  expect(after).toEqual(before);
  expect(Number(before.patient?.split(" ")[0])).toBeGreaterThan(50);
  expect(Number(before.audit_seal?.split(" ")[0])).toBeGreaterThan(0);
  expect(restored.said).toMatch(/1 checked, nothing broken/);
});

test("[SEC-05] [OPS-04] the file is encrypted, only its owner may read it, and it is not overwritten", async () => {
  const bytes = fs.readFileSync(file);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  const [patient] = await database.query("select last_name from patient where length(last_name) > 5 limit 1");
  for (const word of [String(patient!.last_name), "patient", "harbor"]) expect(bytes.includes(word), word).toBe(false);
  expect(JSON.parse(bytes.subarray(0, bytes.indexOf(10)).toString())).toMatchObject({ format: "luma-backup", key: "test" });
  const again = run("backup", database, file);
  expect([again.code, again.said]).toEqual([1, expect.stringContaining("exists already")]);
  expect(fs.readFileSync(file).equals(bytes)).toBe(true);
});

test("[SEC-05] [OPS-04] a file that was changed, cut off, or is another key's is refused, and nothing of it is kept", async () => {
  const bytes = fs.readFileSync(file);
  const spoilt = (name: string, content: Buffer): string => {
    const at = path.join(folder, name);
    fs.writeFileSync(at, content);
    return at;
  };
  const flipped = Buffer.from(bytes);
  flipped[bytes.length - 1_000]! ^= 1;
  const moved = Buffer.from(bytes.toString("latin1").replace(/"at":"20/, '"at":"21'), "latin1");
  const target = await fresh();
  for (const [name, content] of [
    ["flipped", flipped],
    ["cut", bytes.subarray(0, bytes.length - 2_000)],
    ["header", moved],
  ] as const) {
    const refused = run("restore", target, spoilt(name, content));
    expect(refused.code, name).toBe(1);
    expect(refused.said, name).toMatch(/damaged, was changed, or is not whole|is not whole/);
  }
  const wrongKey = run("restore", target, file, { ENCRYPTION_KEYS: `test:${Buffer.alloc(32, "x").toString("base64")}` });
  expect([wrongKey.code, wrongKey.said]).toEqual([1, expect.stringContaining("damaged, was changed")]);
  const noKey = run("restore", target, file, { ENCRYPTION_KEYS: `other:${Buffer.alloc(32, "x").toString("base64")}` });
  expect([noKey.code, noKey.said]).toEqual([1, expect.stringContaining('key "test"')]);
  expect(run("restore", target, spoilt("other", Buffer.from("hello\n"))).said).toContain("no backup of Luma");
  expect(await tables(target.url)).toEqual({});
});

test("[OPS-04] a database with anything in it is not restored into", async () => {
  const before = await tables(database.url);
  const refused = run("restore", database, file);
  expect([refused.code, refused.said]).toEqual([1, expect.stringContaining("not empty")]);
  expect(await tables(database.url)).toEqual(before);
});

test("[OPS-04] nor into one that holds nothing but a platform operator's account", async () => {
  const target = await testDatabase();
  others.push(target);
  const client = new pg.Client({ connectionString: target.url });
  await client.connect();
  await client.query(
    "insert into operator_account (id, email, name, password_hash) values (gen_random_uuid(), 'op@lighthouse.example', 'Op', 'none')",
  );
  await client.end();
  const refused = run("restore", target, file);
  expect([refused.code, refused.said]).toEqual([1, expect.stringContaining("not empty")]);
});

test("[OPS-04] [SEC-02] a role from which policies hide rows cannot write a backup that looks whole", async () => {
  const refused = run("backup", database, path.join(folder, "hidden"), { DATABASE_OWNER_URL: database.urls.app });
  expect([refused.code, refused.said]).toEqual([1, expect.stringContaining("does not see every row")]);
  expect(fs.existsSync(path.join(folder, "hidden"))).toBe(false);
});

test("[OPS-04] a backup taken while rows are written is one moment: no child without its parent", async () => {
  testEnvironment(database);
  useDatabase(database);
  const org = await makeOrganization(database.urls);
  let writing = true;
  const writer = (async () => {
    while (writing) await makePatient(org, { first_name: "During" });
  })();
  const { writeBackup, loadBackup } = (await import(path.join(root, "scripts/lib/backup.mjs"))) as {
    writeBackup: (o: object) => Promise<{ rows: number }>;
    loadBackup: (o: object) => Promise<{ rows: number }>;
  };
  const keys = [["k", Buffer.alloc(32, "k")]];
  const at = path.join(folder, "busy.backup");
  const saved = await writeBackup({ url: database.url, file: at, keys });
  writing = false;
  await writer;
  const target = await fresh();
  await migrate(target.url);
  expect((await loadBackup({ url: target.url, file: at, keys })).rows).toBe(saved.rows);
  await closeDatabase();
});

test("[OPS-04] [OPS-05] what an older version saved is restored by this one, and then brought up to date", async () => {
  const old = await fresh();
  const journal = JSON.parse(fs.readFileSync(path.join(root, "db/migrations/meta/_journal.json"), "utf8")) as {
    entries: { when: number }[];
  };
  const then = journal.entries[11]!.when;
  await migrate(old.url, then);
  const client = new pg.Client({ connectionString: old.url });
  await client.connect();
  await client.query("insert into organization (id, name, slug, zone) values (gen_random_uuid(), 'Old Clinic', 'old', 'America/New_York')");
  await client.end();
  const at = path.join(folder, "old.backup");
  expect(run("backup", old, at)).toMatchObject({ code: 0 });
  const target = await fresh();
  const restored = run("restore", target, at);
  expect(restored, restored.said).toMatchObject({ code: 0 });
  const now = new pg.Client({ connectionString: target.url });
  await now.connect();
  expect((await now.query("select name from organization")).rows).toEqual([{ name: "Old Clinic" }]);
  expect(Number((await now.query("select max(created_at) as head from drizzle.__drizzle_migrations")).rows[0].head)).toBe(
    journal.entries.at(-1)!.when,
  );
  await now.end();
});
