import { expect, test } from "vitest";
import { addSuppression } from "@/lib/consent/add-suppression";
import { exportSuppressions } from "@/lib/consent/export-list";
import { liftByPatient, liftByStaff } from "@/lib/consent/lift";
import { replanAppointments } from "@/lib/delivery/plan";
import { importer } from "@/lib/imports/import.fixture";
import { errorFile } from "@/lib/imports/error-file";
import {
  makeAppointment,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeSender,
  type TestOrganization,
  useTestDatabase,
} from "@/tests/support/factories";
import { suppress } from "./suppress";

const database = useTestDatabase();
const NOW = new Date("2027-03-01T15:00:00Z");

async function collect(lines: AsyncIterable<string>): Promise<string> {
  let all = "";
  for await (const part of lines) all += part;
  return all;
}
const upload = async (org: TestOrganization, file: string) => {
  const imports = importer(org, NOW);
  const runId = await imports.upload("do-not-contact", file);
  return { ...imports, runId, checked: await imports.check(runId) };
};
const byText = (a: string, b: string): number => (a < b ? -1 : 1);
const listed = (org: TestOrganization) =>
  database.query(
    `select e.address, s.channel, s.source, s.note, s.created_by as by from suppression s join endpoint e on e.id = s.endpoint_id
     where s.organization_id = $1 and s.lifted_at is null order by 1, 2`,
    [org.organizationId],
  );
const download = (org: TestOrganization, role: "staff" | "manager" = "manager") =>
  collect(exportSuppressions({ organizationId: org.organizationId, actor: { kind: "user", id: org.users[role], role }, now: NOW }));

test("[CON-09] an uploaded list is checked first, holds at once, plans again, and changes nothing the second time", async () => {
  const org = await makeOrganization(database.urls);
  const facilityId = await makeFacility(org);
  await makeSender(org);
  const patientId = await makePatient(org);
  const { address } = await makeContact(org, patientId, { contact: { preferred: true } });
  const appointmentId = await makeAppointment(org, {
    facilityId,
    patientId,
    startsAt: new Date("2027-03-10T18:00:00Z"),
  });
  await org.asWorkflow((ctx) => replanAppointments(ctx, [appointmentId]), { now: NOW });
  const states = () =>
    database.query("select distinct state, reason from planned_message where organization_id = $1 order by 1", [org.organizationId]);
  expect(await states()).toEqual([{ state: "planned", reason: null }]);

  const file = `Phone,Email,Reason,Source\n${address},,asked to stop,Old system\n(212) 555-0142,ANN@example.com,,\n2125550142,,again,\n12,,,\n`;
  const first = await upload(org, file);
  expect(first.checked).toMatchObject({ state: "checked", created: 2, updated: 1, rejected: 1 });
  expect(await listed(org)).toEqual([]);
  expect(await states()).toEqual([{ state: "planned", reason: null }]);
  expect(await collect(errorFile(first.manager, first.runId))).toContain("“12” is neither a phone number nor an e-mail address.");

  expect(await first.run(first.runId)).toMatchObject({ state: "done", created: 2, unchanged: 1, rejected: 1 });
  const by = org.users.manager;
  const entries = [
    { address: "+12125550142", channel: null, source: "import", note: null, by },
    { address: "ann@example.com", channel: null, source: "import", note: null, by },
    { address, channel: null, source: "import", note: "asked to stop · Source: Old system", by },
  ];
  expect(await listed(org)).toEqual(entries.toSorted((a, b) => (a.address < b.address ? -1 : 1)));
  expect((await states()).map((row) => row.reason)).toEqual(["do-not-contact"]);
  expect(await database.query("select kind, source from consent_event where organization_id = $1", [org.organizationId])).toEqual(
    Array(3).fill({ kind: "opt-out", source: "import" }),
  );

  const second = await upload(org, file);
  expect(second.checked).toMatchObject({ created: 0, updated: 3, rejected: 1 });
  expect(await second.run(second.runId)).toMatchObject({ state: "done", created: 0, unchanged: 3, rejected: 1 });
  expect(await listed(org)).toHaveLength(3);
  const audits = await database.query(
    "select action, detail->>'created' as created from audit_entry where organization_id = $1 and action in ('finish-import', 'suppress-endpoint') order by at",
    [org.organizationId],
  );
  expect(audits).toEqual([
    { action: "finish-import", created: "2" },
    { action: "finish-import", created: "0" },
  ]);
});

test("[CON-09] a list that repeats a patient's STOP is the clinic's own word beside it: START lifts the one, staff the other", async () => {
  const org = await makeOrganization(database.urls);
  const { endpointId, address } = await makeContact(org, await makePatient(org));
  await org.asWorkflow((ctx) => suppress(ctx, { endpointId, channel: "sms", source: "patient", how: "sms exact" }));
  const file = `Phone,Not wanted\n${address},Texts\n2125550142,Calls\n`;
  const { run, runId, checked } = await upload(org, file);
  expect(checked).toMatchObject({ created: 2, updated: 0 });
  await run(runId);
  const words = async () =>
    (await listed(org)).map((row) => `${String(row.address)} ${String(row.channel)} ${String(row.source)}`).toSorted(byText);
  expect(await words()).toEqual([`+12125550142 voice import`, `${address} sms import`, `${address} sms patient`].toSorted(byText));
  const again = await upload(org, file);
  expect(again.checked).toMatchObject({ created: 0, updated: 2 });

  await org.asWorkflow((ctx) => liftByPatient(ctx, { endpointId, channel: "sms", how: "sms exact" }));
  expect(await words()).toEqual([`+12125550142 voice import`, `${address} sms import`].toSorted(byText));
  const [row] = await database.query("select id from suppression where organization_id = $1 and endpoint_id = $2 and source = 'import'", [
    org.organizationId,
    endpointId,
  ]);
  await org.asStaff((ctx) => liftByStaff(ctx, { suppressionId: row!.id as string }));
  expect(await words()).toEqual([`+12125550142 voice import`]);
});

test("[CON-09] the list as downloaded, uploaded again where it came from, adds nothing to what patients said", async () => {
  const org = await makeOrganization(database.urls);
  const { endpointId } = await makeContact(org, await makePatient(org));
  await org.asWorkflow((ctx) => suppress(ctx, { endpointId, channel: "sms", source: "patient", how: "sms exact" }));
  await org.asStaff((ctx) => addSuppression(ctx, { address: "ann@example.com" }));
  const before = await listed(org);
  const back = await upload(org, await download(org));
  expect(back.checked).toMatchObject({ created: 0, updated: 2, rejected: 0 });
  await back.run(back.runId);
  expect(await listed(org)).toEqual(before);
});

test("[CON-09] [SEC-02] the downloaded list: for managers, recorded, no formula, none of another organization, and it can be uploaded again", async () => {
  const org = await makeOrganization(database.urls);
  const other = await makeOrganization(database.urls);
  await other.asStaff((ctx) => addSuppression(ctx, { address: "stranger@example.com" }));
  const patientId = await makePatient(org, { first_name: "=HYPERLINK(1)", last_name: "Ruiz" });
  const { endpointId, address } = await makeContact(org, patientId);
  await org.asStaff((ctx) => suppress(ctx, { endpointId, channel: "sms", source: "staff", how: "staff", note: "@SUM(1)" }), { now: NOW });
  await org.asStaff((ctx) => addSuppression(ctx, { address: "+ann@example.com" }), { now: new Date("2027-03-01T14:00:00Z") });
  const text = await download(org);
  const [header, first, second, ...rest] = text.slice(1).trimEnd().split("\r\n");
  expect(header).toMatch(/^Number or address,Not wanted,Said by,How,Reason,/);
  expect(first).toMatch(new RegExp(`^'\\${address},Texts,Staff,Entered by staff,'@SUM\\(1\\),,,'=HYPERLINK\\(1\\) Ruiz,`));
  expect(second).toMatch(/^'\+ann@example\.com,Everything,Staff,/);
  expect(rest).toEqual([]);
  await expect(download(org, "staff")).rejects.toMatchObject({ code: "forbidden" });
  expect(
    await database.query("select actor_id, action from audit_entry where organization_id = $1 and action like 'export%'", [
      org.organizationId,
    ]),
  ).toEqual([{ actor_id: org.users.manager, action: "export-suppressions" }]);

  const moved = await upload(other, text);
  expect(moved.checked).toMatchObject({ created: 2, updated: 0, rejected: 0 });
  await moved.run(moved.runId);
  expect((await listed(other)).map((row) => [row.address, row.channel])).toEqual(
    [
      ["+ann@example.com", null],
      ["stranger@example.com", null],
      [address, "sms"],
    ].toSorted((a, b) => (a[0]! < b[0]! ? -1 : 1)),
  );
  expect(await listed(org)).toHaveLength(2);
});
