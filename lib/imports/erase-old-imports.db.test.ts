import { describe, expect, test } from "vitest";
import { withContext } from "@/lib/context";
import { makeOrganization, type TestOrganization, useTestDatabase } from "@/tests/support/factories";
import { checkImport, runImport } from "./change-run";
import { eraseOldImports, IMPORT_DAYS } from "./erase-old-imports";
import { errorFile } from "./error-file";
import { importer } from "./import.fixture";

const database = useTestDatabase();
const FILE = "MRN,Last Name,Mobile\n1,Silva,212-555-0101\n2,,\n3,Lee,555\n";

const left = async (org: TestOrganization): Promise<{ chunks: number; problems: number; patients: number }> => {
  const [row] = await database.query(
    `select (select count(*)::int from file_chunk where organization_id = $1) as chunks, (select count(*)::int from import_problem where organization_id = $1) as problems,
       (select count(*)::int from patient where organization_id = $1) as patients`,
    [org.organizationId],
  );
  return row as never;
};
const age = (org: TestOrganization, days: number) =>
  database.query("update import_run set updated_at = clock_timestamp() - make_interval(days => $2) where organization_id = $1", [
    org.organizationId,
    days,
  ]);
const eraseAll = async (org: TestOrganization): Promise<number> => {
  for (let erased = 0; ;) {
    const step = await eraseOldImports(org.organizationId);
    if (step === 0) return erased;
    erased += step;
  }
};

async function imported(org: TestOrganization, file = FILE): Promise<string> {
  const imports = importer(org);
  const runId = await imports.upload("patients", file);
  await imports.check(runId);
  await imports.run(runId);
  return runId;
}

describe("[EHR-03] [SEC-05] uploaded files are not kept for ever", () => {
  test("the bytes and the rows with problems go 30 days after the import ended; figures, patients and the audit stay", async () => {
    const org = await makeOrganization(database.urls);
    const other = await makeOrganization(database.urls);
    const runId = await imported(org);
    await imported(other);
    await age(other, IMPORT_DAYS + 1);

    await age(org, IMPORT_DAYS - 1);
    expect(await eraseAll(org)).toBe(0);
    expect(await left(org)).toEqual({ chunks: 1, problems: 2, patients: 2 });
    const kept = await importer(org).detail(runId);
    expect(kept.erasedAt).toBeNull();
    expect(Math.round((kept.keptUntil.getTime() - Date.now()) / 86_400_000)).toBe(1);

    await age(org, IMPORT_DAYS + 1);
    expect(await eraseAll(org)).toBe(3);
    expect(await left(org)).toEqual({ chunks: 0, problems: 0, patients: 2 });
    expect(await importer(org).detail(runId)).toMatchObject({
      state: "done",
      created: 2,
      rejected: 1,
      problems: { kinds: [], examples: [] },
      erasedAt: expect.any(Date),
    });
    await expect(errorFile(importer(org).manager, runId).next()).rejects.toMatchObject({ code: "not-found" });
    const actions = await database.query("select action from audit_entry where organization_id = $1 order by id desc limit 2", [
      org.organizationId,
    ]);
    expect(actions.map((row) => row.action)).toEqual(["erase-import", "erase-file"]);
    expect(await left(other)).toEqual({ chunks: 1, problems: 2, patients: 2 });
    expect(await eraseAll(org)).toBe(0);
  });

  test("an import that nobody finished is cancelled with it, and cannot be taken up again", async () => {
    const org = await makeOrganization(database.urls);
    const imports = importer(org);
    const runId = await imports.upload("patients", FILE);
    await imports.check(runId);
    await age(org, IMPORT_DAYS + 1);
    await eraseAll(org);
    const run = await imports.detail(runId);
    expect(run).toMatchObject({ state: "cancelled", dryRun: true });
    await expect(withContext(imports.manager, (ctx) => runImport(ctx, { runId }))).rejects.toMatchObject({ code: "conflict" });
    await expect(withContext(imports.manager, (ctx) => checkImport(ctx, { runId, mapping: run.mapping }))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("thousands of rows with problems go in several short steps", async () => {
    const org = await makeOrganization(database.urls);
    const runId = await importer(org).upload("patients", FILE);
    await database.query(
      "insert into import_problem (organization_id, run_id, row_number, field, problem, raw) select $1, $2, n, 'row', 'row-ragged|2', 'a,b' from generate_series(2, 6001) n",
      [org.organizationId, runId],
    );
    await age(org, IMPORT_DAYS + 1);
    expect(await eraseOldImports(org.organizationId)).toBe(5_000);
    expect(await left(org)).toMatchObject({ chunks: 1, problems: 1_000 });
    expect(await eraseOldImports(org.organizationId)).toBe(1_001);
    expect(await left(org)).toMatchObject({ chunks: 0, problems: 0 });
  });

  test("what is left of an upload that broke off goes after a day", async () => {
    const org = await makeOrganization(database.urls);
    const runId = await imported(org);
    const [file] = await database.query("select id from file where organization_id = $1", [org.organizationId]);
    const brokenOff = crypto.randomUUID();
    const arriving = crypto.randomUUID();
    for (const [id, hours] of [
      [brokenOff, 25],
      [arriving, 1],
    ] as const) {
      await database.query(
        "insert into file (organization_id, id, name, media_type, created_at) values ($1, $2, 'list.csv', 'text/csv', clock_timestamp() - make_interval(hours => $3))",
        [org.organizationId, id, hours],
      );
      await database.query("insert into file_chunk (organization_id, file_id, seq, data) values ($1, $2, 0, 'x')", [
        org.organizationId,
        id,
      ]);
    }
    expect(await eraseAll(org)).toBe(1);
    const files = await database.query("select id from file where organization_id = $1", [org.organizationId]);
    expect(new Set(files.map((f) => f.id as string))).toEqual(new Set([file!.id as string, arriving]));
    expect((await importer(org).detail(runId)).erasedAt).toBeNull();
  });
});
