import { expect, test } from "@playwright/test";
import path from "node:path";
import { PATIENT_COLUMNS } from "@/lib/security/patient-columns";
import { filesBelow, Plants, tracesInFile, tracesInTables } from "../support/traces";
import { localLuma } from "./support/local-luma";

/*
 * After every other file: whatever the tests did with patients left nothing of them in a log or a table of the machinery.
 */
test.skip(!process.env.LUMA_DATA_DIR, "needs the data folder of the Luma under test (LUMA_DATA_DIR)");

type Row = { first: string; last: string; birth: string | null; addresses: string[] };

test("[SEC-05] after the whole run no log, queue, event, plan, trail or audit entry holds a patient's name, phone, e-mail or birth date", async () => {
  test.setTimeout(300_000);
  const { owner } = await localLuma();
  const query = async (sql: string, params?: unknown[]) => (await owner.query(sql, params)).rows;
  try {
    const people = (await query(
      `select p.first_name as first, p.last_name as last, p.birth_date::text as birth, coalesce(array_agg(e.address) filter (where e.id is not null), '{}') as addresses
       from patient p left join patient_contact c on c.organization_id = p.organization_id and c.patient_id = p.id
       left join endpoint e on e.organization_id = c.organization_id and e.id = c.endpoint_id group by p.organization_id, p.id`,
    )) as Row[];
    const plants = new Plants();
    for (const { first, last, birth, addresses } of people) {
      const rare = ["Quillfeather", "Marlowe"].includes(last);
      plants.add({ firstName: first, lastName: last, birthDate: birth ?? undefined }, { rare });
      for (const address of addresses)
        plants.add({ firstName: "", lastName: "", ...(address.includes("@") ? { email: address } : { phone: address }) });
    }
    expect(people.length).toBeGreaterThan(50);

    // The search finds them where they are, so an empty answer elsewhere means something.
    expect((await tracesInTables(query, plants, {})).some((place) => place.startsWith("public.patient."))).toBe(true);
    expect(await tracesInTables(query, plants, PATIENT_COLUMNS)).toEqual([]);

    const files = filesBelow(path.resolve(process.env.LUMA_DATA_DIR!), ["postgres"]);
    expect(files.map((file) => path.basename(file))).toEqual(expect.arrayContaining(["web.log", "worker.log", "postgres.log"]));
    expect(files.flatMap((file) => tracesInFile(file, plants))).toEqual([]);
  } finally {
    await owner.end();
  }
});
