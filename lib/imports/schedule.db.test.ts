import { describe, expect, test } from "vitest";
import {
  makeFacility,
  makeOrganization,
  makeProvider,
  makeSender,
  makeType,
  type TestOrganization,
  useTestDatabase,
} from "@/tests/support/factories";
import { importer } from "./import.fixture";
import type { Mapping } from "./mapping";

const database = useTestDatabase();
const NOW = new Date("2026-11-21T15:00:00Z");
const HEAD = "Appointment ID,MRN,First Name,Last Name,Mobile,Date,Time,Location,Provider,Type,Status\n";

async function clinic(): Promise<TestOrganization> {
  const org = await makeOrganization(database.urls);
  await makeFacility(org, { name: "Main Street" });
  await makeProvider(org, { first_name: "Jane", last_name: "Smith" });
  await makeType(org, { name: "Follow-up", minutes: 45 });
  await makeSender(org);
  return org;
}

async function importAll(org: TestOrganization, file: string, over: Partial<Mapping> = {}, now = NOW) {
  const imports = importer(org, now);
  const runId = await imports.upload("appointments", file, "schedule.csv");
  await imports.check(runId, over);
  return imports.run(runId);
}

const visits = (org: TestOrganization) =>
  database.query(
    `select external_id as id, starts_at as at, extract(epoch from ends_at - starts_at)::int / 60 as minutes, local_date::text as day, left(local_time::text, 5) as time, local_hour as hour, zone,
       lifecycle, confirmation, schedule_revision as revision, source, cancelled_channel as cancelled from appointment where organization_id = $1 order by 1`,
    [org.organizationId],
  );
const planned = (org: TestOrganization) =>
  database.query(
    `select a.external_id as id, p.schedule_revision as revision, p.state from planned_message p join appointment a on a.id = p.appointment_id
     where p.organization_id = $1 order by 1, 2, p.due_at`,
    [org.organizationId],
  );

describe("[EHR-03] a schedule from CSV", () => {
  test("[DLV-12] one file brings patients, visits and their planned reminders; again it changes nothing", async () => {
    const org = await clinic();
    const file = `${HEAD}A1,7,Ana,Silva,212-555-0101,12/14/2026,2:30 PM,Main Street,Dr. Jane Smith,Follow-up,Scheduled\nA2,8,Bo,Lee,,12/15/2026,09:00,main street,,,Confirmed\n`;
    expect(await importAll(org, file)).toMatchObject({ state: "done", created: 2, rejected: 0 });
    expect(await visits(org)).toEqual([
      {
        id: "A1", at: new Date("2026-12-14T19:30:00Z"), minutes: 45, day: "2026-12-14", time: "14:30", hour: 14, zone: "America/New_York",
        lifecycle: "booked", confirmation: "unconfirmed", revision: 1, source: "import", cancelled: null,
      },
      {
        id: "A2", at: new Date("2026-12-15T14:00:00Z"), minutes: 30, day: "2026-12-15", time: "09:00", hour: 9, zone: "America/New_York",
        lifecycle: "booked", confirmation: "confirmed", revision: 1, source: "import", cancelled: null,
      },
    ]); // prettier-ignore
    const plan = await planned(org);
    expect(plan.filter((p) => p.id === "A1" && p.state === "planned").length).toBeGreaterThan(0);
    expect(await importAll(org, file)).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await planned(org)).toEqual(plan);
  });

  test("[REM-07] a moved visit gets a new revision, loses its confirmation and is planned again; a cancelled one sends nothing more", async () => {
    const org = await clinic();
    const row = (id: string, date: string, status: string): string =>
      `${id},${id},Ana,Silva${id},212-555-010${id},${date},9:00 AM,Main Street,,,${status}\n`;
    await importAll(org, HEAD + row("1", "2026-12-14", "Confirmed") + row("2", "2026-12-14", "Booked") + row("3", "2026-12-14", "Booked"));
    await database.query(
      "update appointment set confirmation = 'confirmed', confirmed_channel = 'sms' where organization_id = $1 and external_id = '3'",
      [org.organizationId],
    );
    const changed = HEAD + row("1", "2026-12-16", "Booked") + row("2", "2026-12-14", "Canceled") + row("3", "2026-12-14", "Booked");
    expect(await importAll(org, changed)).toMatchObject({ created: 0, updated: 2, unchanged: 1 });
    expect(await visits(org)).toMatchObject([
      { id: "1", day: "2026-12-16", confirmation: "unconfirmed", revision: 2 },
      { id: "2", lifecycle: "cancelled", cancelled: "import", revision: 1 },
      { id: "3", confirmation: "confirmed", revision: 1 },
    ]);
    const open = (await planned(org)).filter((p) => p.state === "planned" || p.state === "held");
    expect(open.filter((p) => p.id === "1").every((p) => p.revision === 2)).toBe(true);
    expect(open.some((p) => p.id === "1")).toBe(true);
    expect(open.some((p) => p.id === "2")).toBe(false);
    await importAll(org, HEAD + row("2", "2026-12-14", "Booked"));
    expect((await visits(org))[1]).toMatchObject({ id: "2", lifecycle: "booked", revision: 2, cancelled: null });
  });

  test("a visit that the patient cancelled stays cancelled until the file moves it", async () => {
    const org = await clinic();
    const row = (date: string): string => `1,1,Ana,Silva,212-555-0101,${date},9:00 AM,Main Street,,,Booked\n`;
    await importAll(org, HEAD + row("2026-12-14"));
    await database.query(
      "update appointment set lifecycle = 'cancelled', cancelled_channel = 'sms', cancelled_at = now() where organization_id = $1",
      [org.organizationId],
    );
    expect(await importAll(org, HEAD + row("2026-12-14"))).toMatchObject({ unchanged: 1 });
    expect(await importAll(org, HEAD + row("2026-12-15"))).toMatchObject({ updated: 1 });
    expect(await visits(org)).toMatchObject([{ lifecycle: "booked", revision: 2, cancelled: null }]);
  });

  test("a visit moved fifty times by fifty files ends at the last time, planned once", async () => {
    const org = await clinic();
    for (let minute = 0; minute < 50; minute++)
      await importAll(org, `${HEAD}1,1,Ana,Silva,212-555-0101,2026-12-14,09:${String(minute).padStart(2, "0")},Main Street,,,Booked\n`);
    expect(await visits(org)).toMatchObject([{ time: "09:49", revision: 50 }]);
    const open = (await planned(org)).filter((p) => p.state === "planned" || p.state === "held");
    expect(new Set(open.map((p) => p.revision))).toEqual(new Set([50]));
  });

  test("a new number for a patient plans the upcoming visits again", async () => {
    const org = await clinic();
    await importAll(org, `${HEAD}1,1,Ana,Silva,,2026-12-14,09:00,Main Street,,,Booked\n`);
    expect((await planned(org)).filter((p) => p.state === "planned")).toEqual([]);
    const imports = importer(org, NOW);
    const runId = await imports.upload("patients", "MRN,Last Name,Mobile\n1,Silva,212-555-0101\n");
    await imports.check(runId);
    expect(await imports.run(runId)).toMatchObject({ updated: 1 });
    expect((await planned(org)).filter((p) => p.state === "planned").length).toBeGreaterThan(0);
  });

  test("unknown patients, facilities and a facility without a zone are refused with what to do", async () => {
    const org = await clinic();
    await makeFacility(org, { name: "New Wing", zone: null });
    const head = "Appointment ID,MRN,Date,Time,Location\n";
    const done = await importAll(
      org,
      `${head}1,99,2026-12-14,09:00,Main Street\n2,99,2026-12-14,09:00,New Wing\n3,99,2026-12-14,09:00,Nowhere\n`,
    );
    expect(done).toMatchObject({ created: 0, rejected: 3 });
    expect(done.problems.examples.map((p) => [p.rowNumber, p.text, p.todo.slice(0, 40)])).toEqual([
      [2, "There is no patient with the ID 99.", "Import the patients first, or choose the"],
      [
        3,
        "The facility “New Wing” has no time zone, so the start of the visit cannot be known.",
        "Set its time zone under Settings → Facil",
      ],
      [4, "There is no facility “Nowhere”.", "Add it under Settings → Facilities, corr"],
    ]);
  });

  test("with “make what is missing” the check lists the names and the import makes each once", async () => {
    const org = await clinic();
    const imports = importer(org, NOW);
    const file = `${HEAD}1,1,Ana,Silva,,2026-12-14,09:00,West Side,Dr. Li Wei,Physical,\n2,1,Ana,Silva,,2026-12-15,09:00,west side,Li Wei,physical,\n`;
    const runId = await imports.upload("appointments", file);
    const checked = await imports.check(runId, { unknown: "create", newFacilityZone: "America/Denver" });
    expect(checked).toMatchObject({
      created: 2,
      willCreate: { facilities: ["West Side"], providers: ["Dr. Li Wei"], types: ["Physical"] },
    });
    expect(await database.query("select 1 from facility where organization_id = $1", [org.organizationId])).toHaveLength(1);
    await imports.run(runId);
    expect(await database.query("select name, zone from facility where organization_id = $1 order by name", [org.organizationId])).toEqual([
      { name: "Main Street", zone: "America/New_York" },
      { name: "West Side", zone: "America/Denver" },
    ]);
    expect(
      await database.query("select 1 from provider where organization_id = $1 and last_name = 'Wei'", [org.organizationId]),
    ).toHaveLength(1);
    expect(await visits(org)).toMatchObject([{ zone: "America/Denver", at: new Date("2026-12-14T16:00:00Z") }, { zone: "America/Denver" }]);
  });

  test("[SEC-02] an ID of another organization's visit is a new visit here", async () => {
    const [one, two] = [await clinic(), await clinic()];
    const file = `${HEAD}1,1,Ana,Silva,,2026-12-14,09:00,Main Street,,,Booked\n`;
    await importAll(one, file);
    expect(await importAll(two, file)).toMatchObject({ created: 1, updated: 0 });
    expect(await visits(one)).toHaveLength(1);
  });
});
