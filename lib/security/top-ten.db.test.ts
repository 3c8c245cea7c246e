import { expect, test } from "vitest";
import { listAuditEntries } from "@/lib/audit/list-entries";
import { listSuppressions } from "@/lib/consent/list-suppressions";
import { listPatients } from "@/lib/patients/list-patients";
import { searchPatients } from "@/lib/patients/queries";
import { listFacilities } from "@/lib/practice/queries";
import { makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";

const database = useTestDatabase();

const NASTY = [
  "'; drop table patient; --",
  "' or '1'='1",
  "\\'; select pg_sleep(5); --",
  "$1",
  "%' or organization_id is not null or first_name like '%",
  "{}",
  "$$; select set_config('app.organization_id', '', true); $$",
  "a".repeat(5_000),
  "%_\\%",
  "Robert'); DROP TABLE students;--",
  "٠'\u202e",
];

test.each(NASTY.map((text) => [text.slice(0, 40), text]))(
  "[OPS-08] [SEC-02] A03: %j typed into every search finds nobody else and changes nothing",
  async (_, text) => {
    const org = await makeOrganization(database.urls);
    const other = await makeOrganization(database.urls);
    await makePatient(org, { first_name: "Rosa", last_name: "Delgado" });
    await makePatient(other, { first_name: "Robert", last_name: "Other" });
    const before = await database.query("select count(*) as n from patient");
    const began = performance.now();
    const found = await org.asAdmin(async (ctx) => [
      ...(await listPatients(ctx, { q: text, statuses: [text], languages: [text], after: text })).rows,
      ...(await listPatients(ctx, { q: text })).rows,
      ...(await searchPatients(ctx, text)),
      ...(await listSuppressions(ctx, { q: text, sources: [text], channels: [text], after: text })).rows,
      ...(await listAuditEntries(ctx, { q: text })).rows,
      ...(await listAuditEntries(ctx, { q: "", action: text, kind: text, after: text })).rows,
      ...(await listFacilities(ctx, { q: text, archived: false })),
    ]);
    expect(found).toEqual([]);
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(await database.query("select count(*) as n from patient")).toEqual(before);
  },
);

test("[OPS-08] [SEC-02] A01: setting the organization by hand inside a statement does not outlive its transaction", async () => {
  const org = await makeOrganization(database.urls);
  const other = await makeOrganization(database.urls);
  await makePatient(other);
  await org.asAdmin((ctx) => ctx.sql("select set_config('app.organization_id', $1, true)", [other.organizationId]));
  expect(await org.asAdmin((ctx) => ctx.sql("select 1 from patient"))).toEqual([]);
});
