import { describe, expect, test } from "vitest";
import { makeFacility, makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { errorFile } from "./error-file";
import { importer } from "./import.fixture";

const database = useTestDatabase();
const HEAD = "MRN,First Name,Last Name,DOB,Language,Mobile,Home Phone,Email\n";

async function text(lines: AsyncIterable<string>): Promise<string> {
  let all = "";
  for await (const part of lines) all += part;
  return all;
}

describe("[EHR-03] patients from CSV", () => {
  test("[BRD-02] upload, guess, check, import; the same file again changes nothing", async () => {
    const org = await makeOrganization(database.urls);
    const imports = importer(org);
    const file = `${HEAD}7,José,Álvarez,3/17/1980,Spanish,(212) 555-0123,212-555-0124,JOSE@example.com\n8,Ann,Lee,1990-02-03,,,,\n`;
    const first = await imports.upload("patients", file);
    const checked = await imports.check(first);
    expect(checked).toMatchObject({ state: "checked", created: 2, updated: 0, rejected: 0, problems: { kinds: [] } });
    expect(await database.query("select 1 from patient where organization_id = $1", [org.organizationId])).toEqual([]);
    expect(await imports.run(first)).toMatchObject({ state: "done", created: 2, updated: 0, unchanged: 0, rejected: 0 });
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
    expect(
      await database.query(
        `select e.address, c.channel, c.role, c.source from patient_contact c join endpoint e on e.id = c.endpoint_id where c.organization_id = $1 order by 1, 2`,
        [org.organizationId],
      ),
    ).toEqual([
      { address: "+12125550123", channel: "sms", role: "self", source: "import" },
      { address: "+12125550123", channel: "voice", role: "self", source: "import" },
      { address: "+12125550124", channel: "voice", role: "home", source: "import" },
      { address: "jose@example.com", channel: "email", role: "self", source: "import" },
    ]);
    const again = await imports.upload("patients", file);
    await imports.check(again);
    expect(await imports.run(again)).toMatchObject({ state: "done", created: 0, updated: 0, unchanged: 2, rejected: 0 });
  });
});
