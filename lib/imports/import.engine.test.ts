import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { withContext } from "@/lib/context";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { runImport } from "./change-run";
import { importer } from "./import.fixture";

const database = useTestDatabase();

function start(...args: string[]): { child: ChildProcess; output: () => string; done: Promise<unknown> } {
  const child = spawn(
    process.execPath,
    ["--max-old-space-size=96", "--max-semi-space-size=8", "--import", "tsx", "lib/imports/import.child.ts", ...args],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (said += part.toString()));
  return { child, output: () => said, done: once(child, "close") };
}

test("[BRD-02] killed −9 again and again, an import ends with every row once", async () => {
  const org = await makeOrganization(database.urls);
  const imports = importer(org);
  const rows = 6_000;
  let file = "MRN,First Name,Last Name,Mobile,Email\n";
  for (let i = 1; i <= rows; i++) file += `${i},Ana ${i},Silva,212-555-${1000 + (i % 9000)},${i % 10 ? `p${i}@example.com` : "nobody"}\n`;
  const runId = await imports.upload("patients", file);
  await imports.check(runId);
  await withContext(imports.manager, (ctx) => runImport(ctx, { runId }));

  let kills = 0;
  let seed = 7;
  for (let attempt = 0; attempt < 30; attempt++) {
    const { child, output, done } = start("work", runId, org.organizationId, org.users.manager);
    // The process is up when it has saved a chunk; then a moment that no one chose.
    while (!/slice|finished/.test(output()) && child.exitCode === null) await new Promise((r) => setTimeout(r, 5));
    seed = (seed * 48_271) % 2_147_483_647;
    await new Promise((r) => setTimeout(r, seed % 120));
    const before = child.exitCode;
    child.kill("SIGKILL");
    await done;
    if (before === null) kills++;
    if (output().includes("finished")) break;
  }
  expect(kills).toBeGreaterThanOrEqual(2);
  const done = await imports.detail(runId);
  expect(done).toMatchObject({ state: "done", created: rows, updated: 0, unchanged: 0, rejected: 0 });
  expect(done.problems.kinds).toMatchObject([{ code: "email-invalid", count: rows / 10 }]);
  const [counts] = await database.query(
    `select (select count(*)::int from patient where organization_id = $1) as patients, (select count(*)::int from patient_identifier where organization_id = $1) as ids,
       (select count(*)::int from patient_contact where organization_id = $1) as contacts,
       (select sum(array_length(ids, 1))::int from audit_entry where organization_id = $1 and action = 'import-patients') as audited`,
    [org.organizationId],
  );
  expect(counts).toEqual({ patients: rows, ids: rows, contacts: rows * 2 + rows * 0.9, audited: rows });
});

test("[BRD-02] 50 MB are uploaded and checked in bounded memory", async () => {
  const org = await makeOrganization(database.urls);
  const { output, done } = start("big", "50", org.organizationId, org.users.manager);
  await done;
  const result = JSON.parse(output().trim().split("\n").at(-1) ?? "{}") as Record<string, number | string>;
  expect(result).toMatchObject({ state: "checked", rejected: 0 });
  expect(result.bytes).toBeGreaterThan(50_000_000);
  expect(result.created).toBeGreaterThan(200_000);
  // The heap of the process is held to 96 MB (start()): the rows of the file would be several times that.
  expect(result.grownMegabytes).toBeLessThan(100);
  console.log(`50 MB checked, memory rose by ${Number(result.grownMegabytes).toFixed(0)} MB`);
});
