/**
 * P8: patients from CSV against a bare COPY of the same file from Node into an unlogged table of text columns, in one run:
 * the check (validated, normalised, matched), the import (written with endpoints, contacts, search text, audit) and the
 * same import again (compared). Prints rows per second, ratios and peak memory; fails where the check is below the target.
 * Run: npm run bench import [rows]
 */
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { closeDatabase } from "@/db/client";
import { type Scope, withContext } from "@/lib/context";
import { checkImport, runImport } from "@/lib/imports/change-run";
import { getImport } from "@/lib/imports/queries";
import { runImportSlice } from "@/lib/imports/run-slice";
import { startImport } from "@/lib/imports/start-import";
import { testDatabase } from "../support/db";
import { testEnvironment } from "../support/environment";

const TARGET = 0.3;
const ROWS = Number(process.argv[2] ?? 200_000);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "luma-bench-import-"));

const HEADER = "mrn,first name,last name,date of birth,language,mobile phone,home phone,email,zip,state";
const FIRST = ["Ana", "Bea", "José", "Daniel", "Eva", "Fatima", "Grace", "Hiroshi", "Ivan", "Joan"];
const LAST = ["Silva", "Nguyễn", "O'Brien", "Smith-Jones", "García", "Kim", "Patel", "Müller", "Rossi", "Okafor"];

function makeFile(): string {
  const file = path.join(scratch, "patients.csv");
  const out = fs.openSync(file, "w");
  let text = `${HEADER}\n`;
  for (let i = 0; i < ROWS; i++) {
    const digits = String(2_000_000 + i).padStart(7, "0");
    text += `P${100_000 + i},${FIRST[i % 10]} ${i % 97},${LAST[(i * 7) % 10]},${1 + (i % 12)}/${1 + (i % 28)}/${1930 + (i % 90)},${i % 5 ? "English" : "Spanish"},`;
    text += `(212) ${digits.slice(0, 3)}-${digits.slice(3)},${i % 3 ? "" : `718-${digits.slice(0, 3)}-${digits.slice(3)}`},p${i}@example.com,${10_001 + (i % 300)},NY\n`;
    if (text.length > 1_000_000) {
      fs.writeSync(out, text);
      text = "";
    }
  }
  fs.writeSync(out, text);
  fs.closeSync(out);
  return file;
}

async function timed<T>(label: string, work: () => Promise<T>): Promise<{ rate: number; result: T }> {
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  const rate = ROWS / seconds;
  console.log(`${label.padEnd(44)} ${seconds.toFixed(1).padStart(6)} s ${Math.round(rate).toLocaleString("en-US").padStart(9)} rows/s`);
  return { rate, result };
}

async function main(): Promise<void> {
  const database = await testDatabase();
  const client = new pg.Client({ connectionString: database.urls.owner });
  try {
    testEnvironment(database);
    await client.connect();
    await bench(client);
  } finally {
    await client.end();
    await closeDatabase();
    await database.drop();
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

async function bench(client: pg.Client): Promise<void> {
  const organizationId = randomUUID();
  await client.query("insert into organization (id, name, slug, zone) values ($1, 'Bench', 'bench', 'America/New_York')", [organizationId]);
  const file = makeFile();
  console.log(`${ROWS.toLocaleString("en-US")} rows, ${(fs.statSync(file).size / 1e6).toFixed(1)} MB`);

  const columns = HEADER.split(",").map((name) => name.replaceAll(" ", "_"));
  await client.query(`create unlogged table raw_copy (${columns.map((name) => `${name} text`).join(", ")})`);
  const copy = await timed("COPY of the file, text columns, unlogged", () =>
    pipeline(fs.createReadStream(file), client.query(copyFrom("copy raw_copy from stdin with (format csv, header true)"))),
  );
  await client.query("drop table raw_copy");

  const manager: Scope = { organizationId, actor: { kind: "user", id: randomUUID(), role: "manager" } };
  const workflow: Scope = { organizationId, actor: { kind: "workflow", name: "bench" } };
  const baseline = process.memoryUsage().rss;
  const work = async (runId: string): Promise<void> => {
    while (!(await runImportSlice(workflow, runId)).finished);
  };
  const through = async (label: string): Promise<{ check: number; run: number }> => {
    const uploaded = await timed(`${label}: upload into the database`, () =>
      startImport(manager, { kind: "patients", name: "patients.csv", mediaType: "text/csv" }, fs.createReadStream(file)),
    );
    const { runId } = uploaded.result;
    const { mapping } = await withContext(manager, (ctx) => getImport(ctx, runId));
    await withContext(manager, (ctx) => checkImport(ctx, { runId, mapping: { ...mapping, dateOrder: "mdy" } }));
    const check = await timed(`${label}: check (validated, normalised, matched)`, () => work(runId));
    await withContext(manager, (ctx) => runImport(ctx, { runId }));
    const run = await timed(`${label}: import`, () => work(runId));
    const { created, updated, unchanged, rejected, state } = await withContext(manager, (ctx) => getImport(ctx, runId));
    console.log(`${label}: ${state}, ${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected`);
    return { check: check.rate, run: run.rate };
  };
  const first = await through("new");
  const second = await through("same file again");

  const ratio = (rate: number): string => (rate / copy.rate).toFixed(2);
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `import: check ${ratio(first.check)}× of COPY when all are new, ${ratio(second.check)}× when all are known (target ${TARGET}×); ` +
      `written ${ratio(first.run)}×, compared ${ratio(second.run)}×; peak memory ${peak.toFixed(0)} MB, ${(peak - baseline / 1048576).toFixed(0)} MB above the start`,
  );
  if (first.check < TARGET * copy.rate) process.exitCode = 1;
}

await main();
