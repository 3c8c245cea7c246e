import { describe, expect, test } from "vitest";
import { withContext } from "@/lib/context";
import { insertRow, makeOrganization, type TestOrganization, useTestDatabase } from "@/tests/support/factories";
import { cancelImport, checkImport, remapImport, rereadImport, runImport } from "./change-run";
import { errorFile } from "./error-file";
import { importer } from "./import.fixture";
import { getImport, listImports } from "./queries";
import { startImport } from "./start-import";

const database = useTestDatabase();
const HEAD = "MRN,First Name,Last Name,DOB,Language,Mobile,Home Phone,Email\n";

async function collect(lines: AsyncIterable<string>): Promise<string> {
  let all = "";
  for await (const part of lines) all += part;
  return all;
}

const contactsOf = (org: TestOrganization) =>
  database.query(
    `select e.address, c.channel, c.source, c.archived_reason as why, c.preferred from patient_contact c join endpoint e on e.id = c.endpoint_id
     where c.organization_id = $1 order by 1, 2`,
    [org.organizationId],
  );

async function importAll(org: TestOrganization, file: string, now?: Date) {
  const imports = importer(org, now);
  const runId = await imports.upload("patients", file);
  await imports.check(runId);
  return imports.run(runId);
}

describe("[EHR-03] patients from CSV", () => {
  test("[BRD-02] upload, guess, check, import; the same file again changes nothing", async () => {
    const org = await makeOrganization(database.urls);
    const imports = importer(org);
    const file = `${HEAD}7,José,Álvarez,3/17/1980,Spanish,(212) 555-0123,212-555-0124,JOSE@example.com\n8,Ann,Lee,1990-02-03,,,,\n`;
    const first = await imports.upload("patients", file);
    expect(await imports.check(first)).toMatchObject({ state: "checked", created: 2, updated: 0, rejected: 0, problems: { kinds: [] } });
    expect(await database.query("select 1 from patient where organization_id = $1", [org.organizationId])).toEqual([]);
    expect(await imports.run(first)).toMatchObject({
      state: "done",
      created: 2,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      progress: { fraction: 1, rows: 2 },
    });
    expect(
      await database.query(
        `select first_name, last_name, last_norm, birth_date::text, language, search_text from patient where organization_id = $1 order by birth_date`,
        [org.organizationId],
      ),
    ).toEqual([
      {
        first_name: "José", last_name: "Álvarez", last_norm: "alvarez", birth_date: "1980-03-17", language: "es",
        search_text: " jose alvarez 12125550123 12125550124 19800317 03171980 7",
      },
      { first_name: "Ann", last_name: "Lee", last_norm: "lee", birth_date: "1990-02-03", language: "en", search_text: " ann lee 19900203 02031990 8" },
    ]); // prettier-ignore
    expect(await contactsOf(org)).toMatchObject([
      { address: "+12125550123", channel: "sms", source: "import", why: null },
      { address: "+12125550123", channel: "voice", source: "import", why: null },
      { address: "+12125550124", channel: "voice", source: "import", why: null },
      { address: "jose@example.com", channel: "email", source: "import", why: null },
    ]);
    expect(await importAll(org, file)).toMatchObject({ state: "done", created: 0, updated: 0, unchanged: 2, rejected: 0 });
    const actions = await database.query(
      "select action, coalesce(array_length(ids, 1), 0) as n from audit_entry where organization_id = $1 and action = 'import-patients'",
      [org.organizationId],
    );
    expect(actions).toEqual([{ action: "import-patients", n: 2 }]);
  });

  test("a changed number replaces the old one; what staff entered or archived stays as it is", async () => {
    const org = await makeOrganization(database.urls);
    await importAll(org, `${HEAD}7,Ana,Silva,,,212-555-0101,,old@example.com\n`);
    await database.query(
      `update patient_contact c set archived_at = now(), archived_reason = 'wrong-number' from endpoint e where e.id = c.endpoint_id and e.address = 'old@example.com' and c.organization_id = $1`,
      [org.organizationId],
    );
    const [patient] = await database.query("select id from patient where organization_id = $1", [org.organizationId]);
    const endpoint = crypto.randomUUID();
    await insertRow(org, "endpoint", { id: endpoint, kind: "phone", address: "+12125550199" });
    await insertRow(org, "patient_contact", {
      id: crypto.randomUUID(),
      patient_id: patient!.id,
      endpoint_id: endpoint,
      channel: "sms",
      source: "staff",
    });

    expect(await importAll(org, `${HEAD}7,Ana,Silva,,,212-555-0102,,old@example.com\n`)).toMatchObject({ updated: 1, unchanged: 0 });
    expect(await contactsOf(org)).toMatchObject([
      { address: "+12125550101", channel: "sms", why: "replaced" },
      { address: "+12125550101", channel: "voice", why: "replaced" },
      { address: "+12125550102", channel: "sms", why: null },
      { address: "+12125550102", channel: "voice", why: null },
      { address: "+12125550199", channel: "sms", source: "staff", why: null },
      { address: "old@example.com", channel: "email", why: "wrong-number" },
    ]);
    const [found] = await database.query("select search_text from patient where organization_id = $1", [org.organizationId]);
    expect(found!.search_text).toBe(" ana silva 12125550199 12125550102 7");

    expect(await importAll(org, `${HEAD}7,Ana,Silva,,,212-555-0101,,old@example.com\n`)).toMatchObject({ updated: 1 });
    expect((await contactsOf(org)).filter((c) => c.why === null).map((c) => `${c.address as string} ${c.channel as string}`)).toEqual([
      "+12125550101 sms",
      "+12125550101 voice",
      "+12125550199 sms",
    ]);
  });

  test("a column that the file lacks, and a number that cannot be read, leave what is stored", async () => {
    const org = await makeOrganization(database.urls);
    await importAll(org, `${HEAD}7,Ana,Silva,1980-01-02,Spanish,212-555-0101,,ana@example.com\n`);
    expect(await importAll(org, "MRN,Last Name\n7,Silva\n")).toMatchObject({ updated: 0, unchanged: 1 });
    expect(await importAll(org, `${HEAD}7,Ana,Silva,1980-01-02,Spanish,555-1212,,ana@example.com\n`)).toMatchObject({
      unchanged: 1,
      rejected: 0,
    });
    expect((await contactsOf(org)).map((c) => c.why)).toEqual([null, null, null]);
  });

  test("deceased and inactive are taken over, and staff's word is not undone", async () => {
    const org = await makeOrganization(database.urls);
    const head = "MRN,Last Name,Status\n";
    await importAll(org, `${head}1,Ang,active\n2,Bel,active\n3,Coe,inactive\n`);
    await database.query(
      "update patient set status = 'deceased', status_source = 'staff' where organization_id = $1 and last_name = 'Bel'",
      [org.organizationId],
    );
    expect(await importAll(org, `${head}1,Ang,deceased\n2,Bel,active\n3,Coe,active\n`)).toMatchObject({ updated: 2, unchanged: 1 });
    expect(
      await database.query("select last_name, status from patient where organization_id = $1 order by 1", [org.organizationId]),
    ).toEqual([
      { last_name: "Ang", status: "deceased" },
      { last_name: "Bel", status: "deceased" },
      { last_name: "Coe", status: "active" },
    ]);
  });

  test("the ID of a merged patient leads to the one that was kept", async () => {
    const org = await makeOrganization(database.urls);
    await importAll(org, "MRN,Last Name,Email\n1,Kept,a@example.com\n2,Gone,b@example.com\n");
    await database.query(
      `update patient set merged_into = (select id from patient where organization_id = $1 and last_name = 'Kept') where organization_id = $1 and last_name = 'Gone'`,
      [org.organizationId],
    );
    await importAll(org, "MRN,Last Name,Email\n2,Newname,c@example.com\n");
    expect(
      await database.query("select last_name, merged_into is null as kept from patient where organization_id = $1 order by 1", [
        org.organizationId,
      ]),
    ).toEqual([
      { last_name: "Gone", kept: false },
      { last_name: "Newname", kept: true },
    ]);
  });

  test("[BRD-02] the error file names row, column, problem and remedy, keeps the row, and no cell of it is a formula", async () => {
    const org = await makeOrganization(database.urls);
    const imports = importer(org);
    const runId = await imports.upload(
      "patients",
      `${HEAD}\n7,=HYPERLINK("x"),"Sil\nva",31/31/1980,Klingon,12,,@mail\n7,Ana,Dup,,,,,\n8,+Bo,Ba,,\n9,"open,Lee,,,,,\n10,Ok,Fine,,,,,\n`,
    );
    expect(await imports.check(runId)).toMatchObject({ created: 2, rejected: 3 });
    expect(await imports.run(runId)).toMatchObject({ created: 2, rejected: 3, unchanged: 0 });
    const file = await collect(errorFile(imports.manager, runId));
    expect(file.charCodeAt(0)).toBe(0xfeff);
    expect(file).toContain("Row,Column,Left out,Problem,What to do,MRN,First Name,Last Name,DOB,Language,Mobile,Home Phone,Email\r\n");
    expect(file).toContain("3,DOB,no,“31/31/1980” is not a date of birth.,");
    expect(file).toContain(`'=HYPERLINK(""x"")`);
    expect(file).toContain(",'@mail");
    expect(file).toContain("4,MRN,yes,The same ID is already in row 3.,");
    expect(file).toMatch(/5,,yes,The row has 5 cells, other than the header\.|5,,yes,"The row has 5 cells, other than the header\."/);
    expect(file).toContain(",'+Bo,Ba");
    expect(file).toMatch(/6,,yes,"?The row has a quotation mark/);
    expect(file).not.toMatch(/(^|,)"?[=+\-@]/m);
  });

  test("[BRD-02] a mapping is remembered for the next file with the same header", async () => {
    const org = await makeOrganization(database.urls);
    const imports = importer(org);
    const first = await imports.upload("patients", "Nr,Who,When\n1,Lee Ann,5/6/1980\n");
    await expect(imports.check(first)).rejects.toMatchObject({
      code: "invalid",
      fields: { patientId: expect.any(String), lastName: expect.any(String) },
    });
    await imports.check(first, { columns: { patientId: 0, fullName: 1, birthDate: 2 }, dateOrder: "dmy" });
    const second = await imports.upload("patients", "NR,who,when\n2,Bo,7/8/1980\n");
    expect((await imports.detail(second)).mapping).toMatchObject({
      columns: { patientId: 0, fullName: 1, birthDate: 2 },
      dateOrder: "dmy",
    });
    await imports.check(second);
    await imports.run(second);
    expect(await database.query("select birth_date::text as d from patient where organization_id = $1", [org.organizationId])).toEqual([
      { d: "1980-08-07" },
    ]);
  });

  test("a file in Windows-1252 is read as such; another encoding can be chosen before the check", async () => {
    const org = await makeOrganization(database.urls);
    const imports = importer(org);
    const runId = await imports.upload("patients", Buffer.from("MRN;Last Name\r\n1;Mu\xf1oz\r\n", "latin1"));
    expect(await imports.detail(runId)).toMatchObject({ encoding: "windows-1252", delimiter: ";" });
    await expect(org.asManager((ctx) => rereadImport(ctx, { runId, encoding: "utf-8", delimiter: ";" }))).rejects.toMatchObject({
      code: "invalid",
    });
    await org.asManager((ctx) => rereadImport(ctx, { runId, encoding: "windows-1251", delimiter: ";" }));
    await imports.check(runId);
    await imports.run(runId);
    expect(await database.query("select last_name from patient where organization_id = $1", [org.organizationId])).toEqual([
      { last_name: "Muсoz" },
    ]);
  });

  test.each([
    ["", "empty"],
    [" \n\n", "empty"],
    ["MRN,Last Name\n", "no rows"],
    ["PK\u0003\u0004\0\0\0\0rest of a spreadsheet", "not a text file"],
  ])("%j is refused at once: %s", async (content, why) => {
    const org = await makeOrganization(database.urls);
    await expect(importer(org).upload("patients", content)).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining(why),
    });
    expect(await database.query("select 1 from file where organization_id = $1", [org.organizationId])).toEqual([]);
  });

  test("a file above the limit is refused while it arrives, and nothing of it stays", async () => {
    const org = await makeOrganization(database.urls);
    const { manager } = importer(org);
    let sent = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (; ; sent++) yield Buffer.alloc(100_000, "a,b\n");
    }
    const start = startImport(manager, { kind: "patients", name: "big.csv", mediaType: "text/csv" }, endless(), 2_000_000);
    await expect(start).rejects.toMatchObject({ code: "invalid", message: expect.stringContaining("larger than 2 MB") });
    expect(sent).toBeLessThan(25);
    expect(await database.query("select 1 from file_chunk where organization_id = $1", [org.organizationId])).toEqual([]);
  });
});

describe("[EHR-03] the run", () => {
  const many = (from: number, to: number): string =>
    `MRN,Last Name,Mobile\n${Array.from({ length: to - from }, (_, i) => `${from + i},Name${from + i},212-555-${1000 + ((from + i) % 9000)}`).join("\n")}\n`;

  test("[BRD-02] works in slices and goes on where the last one stopped; repeats are found across slices", async () => {
    const org = await makeOrganization(database.urls);
    const imports = importer(org);
    const runId = await imports.upload("patients", `${many(1, 5_501)}3,Again,\n`);
    const { mapping } = await imports.detail(runId);
    await withContext(imports.manager, (ctx) => checkImport(ctx, { runId, mapping }));
    expect(await imports.work(runId, 0)).toBe(2);
    expect(await imports.detail(runId)).toMatchObject({ state: "checked", created: 5_500, rejected: 1 });
    expect((await imports.detail(runId)).problems.examples).toMatchObject([{ rowNumber: 5_502, text: "The same ID is already in row 4." }]);
    await withContext(imports.manager, (ctx) => runImport(ctx, { runId }));
    expect(await imports.work(runId, 0)).toBe(6);
    expect(await imports.detail(runId)).toMatchObject({
      state: "done",
      created: 5_500,
      rejected: 1,
      progress: { fraction: 1, rows: 5_501 },
    });
  });

  test("two workers on one run: each row is imported once, and the late one stops", async () => {
    const org = await makeOrganization(database.urls);
    const imports = importer(org);
    const runId = await imports.upload("patients", many(1, 3_001));
    await imports.check(runId);
    await withContext(imports.manager, (ctx) => runImport(ctx, { runId }));
    await Promise.all([imports.work(runId), imports.work(runId)]);
    expect(await imports.detail(runId)).toMatchObject({ state: "done", created: 3_000, updated: 0, unchanged: 0 });
  });

  test("cancelling stops it; what was imported stays, and nothing more follows", async () => {
    const org = await makeOrganization(database.urls);
    const imports = importer(org);
    const runId = await imports.upload("patients", many(1, 3_001));
    await imports.check(runId);
    await withContext(imports.manager, (ctx) => runImport(ctx, { runId }));
    const { runImportSlice } = await import("./run-slice");
    await runImportSlice(imports.workflow, runId, 0);
    await withContext(imports.manager, (ctx) => cancelImport(ctx, { runId }));
    await imports.work(runId);
    expect(await imports.detail(runId)).toMatchObject({ state: "cancelled", created: 1_000 });
    await expect(withContext(imports.manager, (ctx) => runImport(ctx, { runId }))).rejects.toMatchObject({ code: "conflict" });
  });

  test("back to the columns and checked again: counts and problems start afresh", async () => {
    const org = await makeOrganization(database.urls);
    const imports = importer(org);
    const runId = await imports.upload("patients", "MRN,Last Name,DOB\n1,Lee,24/12/1980\n");
    expect((await imports.check(runId)).problems.kinds).toMatchObject([{ code: "birth-unreadable", count: 1, severity: "note" }]);
    await withContext(imports.manager, (ctx) => remapImport(ctx, { runId }));
    expect(await imports.check(runId, { dateOrder: "dmy" })).toMatchObject({ created: 1, problems: { kinds: [], examples: [] } });
  });

  test("[SEC-02] staff may look, managers import, and another organization sees nothing", async () => {
    const org = await makeOrganization(database.urls);
    const other = await makeOrganization(database.urls);
    const imports = importer(org);
    const runId = await imports.upload("patients", "MRN,Last Name\n1,Lee\n");
    const { mapping } = await imports.detail(runId);
    expect(await org.asStaff((ctx) => listImports(ctx))).toMatchObject([
      { id: runId, fileName: "list.csv", createdBy: `manager of ${org.slug}` },
    ]);
    await expect(org.asStaff((ctx) => checkImport(ctx, { runId, mapping }))).rejects.toMatchObject({ code: "forbidden" });
    expect(await other.asManager((ctx) => listImports(ctx))).toEqual([]);
    await expect(other.asManager((ctx) => getImport(ctx, runId))).rejects.toMatchObject({ code: "not-found" });
    await expect(other.asManager((ctx) => checkImport(ctx, { runId, mapping }))).rejects.toMatchObject({ code: "not-found" });
    await expect(collect(errorFile(importer(other).manager, runId))).rejects.toMatchObject({ code: "not-found" });
  });
});
