import pg from "pg";
import { expect, test } from "vitest";
import { withContext } from "@/lib/context";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { type PatientRow, upsertPatients } from "./upsert-patients";

const database = useTestDatabase();

const row = (externalId: string, lastName: string): PatientRow => ({ system: "mrn", externalId, lastName, contacts: [], slots: [] });

test("[EHR-03] patients that a list does not change are neither locked nor written; one that changes waits for its turn and is read again", async () => {
  const org = await makeOrganization(database.urls);
  const scope = { organizationId: org.organizationId, actor: { kind: "workflow", name: "test" } as const };
  const save = (...rows: PatientRow[]) => withContext(scope, (ctx) => upsertPatients(ctx, rows));
  await save(row("1", "Silva"), row("2", "Lee"));
  const versions = () =>
    database.query("select p.xmin::text, p.xmax::text, p.last_name from patient p where organization_id = $1 order by p.last_name desc", [
      org.organizationId,
    ]);
  const before = await versions();

  const someone = new pg.Client({ connectionString: database.urls.owner });
  await someone.connect();
  try {
    await someone.query("begin");
    await someone.query("select 1 from patient where organization_id = $1 and last_name = 'Silva' for update", [org.organizationId]);
    // Would wait until the test times out if unchanged patients were locked.
    expect((await save(row("1", "Silva"), row("2", "Lee"))).map((r) => r.outcome)).toEqual(["unchanged", "unchanged"]);

    const waiting = save(row("1", "Souza"), row("2", "Lee"));
    await someone.query("update patient set language = 'pt', zip = '10001' where organization_id = $1 and last_name = 'Silva'", [
      org.organizationId,
    ]);
    await someone.query("commit");
    expect((await waiting).map((r) => r.outcome)).toEqual(["updated", "unchanged"]);
  } finally {
    await someone.end();
  }
  const [changed] = await database.query("select last_name, language, zip from patient where organization_id = $1 and last_name <> 'Lee'", [
    org.organizationId,
  ]);
  expect(changed).toEqual({ last_name: "Souza", language: "pt", zip: "10001" });
  expect((await versions()).find((v) => v.last_name === "Lee")).toEqual(before.find((v) => v.last_name === "Lee"));
});
