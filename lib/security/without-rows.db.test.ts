import { inspect } from "node:util";
import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { Plants } from "@/tests/support/traces";
import { withoutRows } from "./without-rows";

const database = useTestDatabase();
const plants = new Plants().add(
  { firstName: "Rosa", lastName: "Delgado", email: "rosa@mail.example", birthDate: "1961-04-07" },
  { rare: true },
);

test("[SEC-05] what fails in the database leaves a verb without the row: no detail, no value, also when the whole error is printed", async () => {
  const org = await makeOrganization(database.urls);
  const id = newId();
  const insert =
    "insert into patient (organization_id, id, first_name, last_name, birth_date) values ($1, $2, 'Rosa', 'Delgado', '1961-04-07')";
  await org.asWorkflow((ctx) => ctx.sql(insert, [ctx.organizationId, id]));
  const failures: [string, unknown[], string][] = [
    [insert, [org.organizationId, id], "23505"],
    ["update patient set status = 'Rosa Delgado' where id = $1", [id], "23514"],
    ["select $1::uuid", ["Rosa Delgado"], "22P02"],
    ["select $1::date", ["rosa@mail.example"], "22007"],
    ["select $1::int", ["Delgado"], "22P02"],
  ];
  for (const [text, values, code] of failures) {
    const error: unknown = await org.asStaff((ctx) => ctx.sql(text, values)).catch((e: unknown) => e);
    expect(error).toMatchObject({ code });
    expect(plants.find(inspect(error, { depth: 6 }))).toEqual([]);
  }
});

test("[SEC-05] other errors stay as they are", () => {
  const error = Object.assign(new Error("Rosa"), { code: "ECONNREFUSED", detail: "x" });
  expect(withoutRows(error)).toMatchObject({ message: "Rosa", detail: "x" });
  expect(withoutRows("text")).toBe("text");
});
