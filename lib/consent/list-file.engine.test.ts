import { performance } from "node:perf_hooks";
import { expect, test } from "vitest";
import { exportSuppressions } from "@/lib/consent/export-list";
import { importer } from "@/lib/imports/import.fixture";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";

const database = useTestDatabase();

test("[CON-09] a list of 50,000 goes in and comes out", { timeout: 300_000 }, async () => {
  const org = await makeOrganization(database.urls);
  const rows = 50_000;
  let file = "Phone,Reason\n";
  for (let i = 0; i < rows; i++)
    file += i % 2 ? `p${i}@patients.example,\n` : `212-55${5 + ((i / 20_000) | 0)}-${String((i / 2) % 10_000).padStart(4, "0")},moved\n`;
  const began = performance.now();
  const imports = importer(org);
  const runId = await imports.upload("do-not-contact", file);
  const checked = await imports.check(runId);
  expect(checked).toMatchObject({ state: "checked", created: rows, rejected: 0 });
  expect(await imports.run(runId)).toMatchObject({ state: "done", created: rows, progress: { fraction: 1, rows } });
  const loaded = performance.now();
  let text = "";
  for await (const part of exportSuppressions(imports.manager)) text += part;
  expect(text.split("\r\n")).toHaveLength(rows + 2);
  console.info(
    `50,000 rows: checked and imported in ${Math.round((loaded - began) / 100) / 10} s, downloaded in ${Math.round((performance.now() - loaded) / 100) / 10} s`,
  );
});
