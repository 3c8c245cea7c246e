import { parse } from "csv-parse/sync";
import { unzipSync, strFromU8 } from "fflate";
import { expect, test } from "vitest";
import type { Scope } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { MessageFilter } from "@/lib/messages/types";
import {
  insertRow,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  useTestDatabase,
  type TestOrganization,
} from "@/tests/support/factories";
import { exportActivity } from "./export-activity";
import { messagesCsv, messagesWorkbook } from "./export-messages";

const database = useTestDatabase();
const NOON = new Date("2027-03-10T17:00:00Z");
const nothing: MessageFilter = { q: "", channels: [], facilities: [], templates: [], states: [] };
const march = { from: "2027-03-01", to: "2027-03-31", channels: [], facilities: [], templates: [] };
const scope = (org: TestOrganization, role: "manager" | "staff" = "manager"): Scope => ({
  organizationId: org.organizationId,
  actor: { kind: "user", id: org.users[role], role },
  now: NOON,
});

async function clinic(messages: number, over: Record<string, unknown> = {}) {
  const org = await makeOrganization(database.urls);
  const facilityId = await makeFacility(org, { name: "=North" });
  const patientId = await makePatient(org, { first_name: "=1+1", last_name: "Delgado" });
  const { endpointId, address } = await makeContact(org, patientId);
  for (let i = 0; i < messages; i++)
    await insertRow(org, "message", {
      id: newId(),
      direction: "out",
      channel: "sms",
      kind: "reminder",
      endpoint_id: endpointId,
      patient_id: patientId,
      facility_id: facilityId,
      template_key: "reminder",
      body: "@SUM(A1) is a text",
      status: "delivered",
      at: new Date(NOON.getTime() + i * 1_000),
      local_date: "2027-03-10",
      local_hour: 12,
      ...over,
    });
  return { org, address };
}

async function csvOf(org: TestOrganization, filter: MessageFilter = nothing, role: "manager" | "staff" = "manager"): Promise<string[][]> {
  let text = "";
  for await (const part of messagesCsv(scope(org, role), "sent", filter)) text += part;
  return parse(text, { bom: true }) as string[][];
}

/** Every part of the workbook's zip, as text. */
const partsOf = (file: Buffer): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(new Uint8Array(file))).map(([name, bytes]) => [name, strFromU8(bytes)]));

test("[RTY-09] a list is downloaded as CSV with its filters; formulas are defused; the audit names filters, not values", async () => {
  const { org, address } = await clinic(3);
  const rows = await csvOf(org);
  expect(rows).toHaveLength(4);
  expect(rows[0]!.slice(0, 6)).toEqual(["Time", "Zone", "Time (UTC)", "Patient", "Number or address", "Channel"]);
  expect(rows[1]!.slice(1)).toEqual([
    "EST",
    "2027-03-10T17:00:02.000Z",
    "'=1+1 Delgado",
    `'${address}`,
    "Text",
    "Delivered",
    expect.any(String),
    "'@SUM(A1) is a text",
    "'=North",
    "",
  ]);
  expect(await csvOf(org, { ...nothing, channels: ["voice"] })).toHaveLength(1);
  const audited = await database.query(
    "select actor_id, detail from audit_entry where organization_id = $1 and action = 'export-messages' order by id",
    [org.organizationId],
  );
  expect(audited).toEqual([
    { actor_id: org.users.manager, detail: { list: "sent", format: "csv", filters: [] } },
    { actor_id: org.users.manager, detail: { list: "sent", format: "csv", filters: ["channels"] } },
  ]);
});

test("[RTY-09] [SEC-02] staff download no list, and nothing is audited as taken", async () => {
  const { org } = await clinic(1);
  await expect(csvOf(org, nothing, "staff")).rejects.toMatchObject({ code: "forbidden" });
  await expect(messagesWorkbook(scope(org, "staff"), "sent", nothing)).rejects.toMatchObject({ code: "forbidden" });
  expect(
    await database.query("select 1 from audit_entry where organization_id = $1 and action = 'export-messages'", [org.organizationId]),
  ).toEqual([]);
});

test("[RTY-09] pages of the CSV leave no gap and repeat nothing", async () => {
  const { org } = await clinic(1);
  await database.query(
    `insert into message (organization_id, id, direction, channel, kind, endpoint_id, body, status, at, local_date, local_hour)
     select organization_id, gen_random_uuid(), 'out', 'sms', 'reminder', endpoint_id, 'n' || i, 'sent', at + make_interval(secs => i / 7), local_date, local_hour
     from message, generate_series(1, 2300) i where organization_id = $1`,
    [org.organizationId],
  );
  const texts = (await csvOf(org)).slice(1).map((row) => row[8]);
  expect(texts).toHaveLength(2301);
  expect(new Set(texts).size).toBe(2301);
});

test("[RTY-09] a workbook holds texts as texts, whatever they begin with, and no formula", async () => {
  const { org } = await clinic(2);
  const parts = partsOf(await messagesWorkbook(scope(org), "sent", nothing));
  const all = Object.values(parts).join("\n");
  expect(all).toContain("=1+1 Delgado");
  expect(all).toContain("@SUM(A1) is a text");
  expect(all).not.toMatch(/<f[ >]/);
});

test("[RTY-09] the activity report is downloaded as CSV and as a workbook, with definitions, without anything of patients, and audited", async () => {
  const { org, address } = await clinic(2);
  const file = await org.asStaff((ctx) => exportActivity(ctx, march, "csv"), { now: NOON });
  const rows = parse(file.toString(), { bom: true, relax_column_count: true }) as string[][];
  expect(rows).toContainEqual(["Summary", "Sent", "2", "Messages that a carrier accepted, whatever became of them."]);
  expect(rows).toContainEqual(["By day", "2027-03-10", "2", "2", "0", "0", "0", "0", "0"]);
  expect(rows).toContainEqual(["By facility", "'=North", "2", "2", "0", "0", "0", "0", "0"]);
  const parts = partsOf(await org.asStaff((ctx) => exportActivity(ctx, march, "xlsx"), { now: NOON }));
  const all = Object.values(parts).join("\n");
  expect(all).toContain("By facility");
  expect(all).toContain("=North");
  for (const text of [file.toString(), all]) {
    expect(text).not.toContain("Delgado");
    expect(text).not.toContain(address);
  }
  const audited = await database.query(
    "select detail from audit_entry where organization_id = $1 and action = 'export-activity' order by id",
    [org.organizationId],
  );
  expect(audited.map((one) => one.detail)).toMatchObject([{ format: "csv" }, { format: "xlsx" }]);
});
