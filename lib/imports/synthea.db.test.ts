import { expect, test } from "vitest";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { hasSynthea, patientsCsv, scheduleCsv, SYNTHEA } from "@/tests/support/synthea-csv";
import { importer } from "./import.fixture";

const database = useTestDatabase();
if (!hasSynthea && process.env.CI !== "true")
  console.warn(`SKIPPED: the import of files made from Synthea, because ${SYNTHEA} is not there`);

test.skipIf(!hasSynthea && process.env.CI !== "true")(
  "[EHR-03] patients and a schedule made from Synthea: every row arrives, and twice changes nothing",
  async () => {
    expect(hasSynthea, `${SYNTHEA} must be there in CI`).toBe(true);
    const org = await makeOrganization(database.urls);
    const imports = importer(org);
    const list = patientsCsv("10-patients");
    for (const expected of [
      { created: list.patients, unchanged: 0 },
      { created: 0, unchanged: list.patients },
    ]) {
      const runId = await imports.upload("patients", list.csv);
      const checked = await imports.check(runId);
      expect(checked).toMatchObject({ rejected: 0 });
      // Synthea's phones are 555 numbers that no one has: each is said, none is stored.
      expect(checked.problems.kinds).toEqual([expect.objectContaining({ code: "phone-invalid", severity: "note" })]);
      expect(await imports.run(runId)).toMatchObject({ state: "done", updated: 0, ...expected });
    }
    const [found] = await database.query(
      "select count(*) filter (where status = 'deceased')::int as deceased, count(*)::int as all from patient where organization_id = $1",
      [org.organizationId],
    );
    expect(found).toEqual({ deceased: list.deceased, all: list.patients });

    const schedule = scheduleCsv("10-patients");
    for (const expected of [
      { created: schedule.visits, unchanged: 0 },
      { created: 0, unchanged: schedule.visits },
    ]) {
      const runId = await imports.upload("appointments", schedule.csv);
      const checked = await imports.check(runId, { unknown: "create", newFacilityZone: "America/New_York" });
      expect(checked.problems.examples).toEqual([]);
      expect(await imports.run(runId)).toMatchObject({ state: "done", updated: 0, rejected: 0, ...expected });
    }
    const instants = await database.query("select count(*)::int as n from appointment where organization_id = $1 and source = 'import'", [
      org.organizationId,
    ]);
    expect(instants).toEqual([{ n: schedule.visits }]);
  },
);
