import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { saveGroup } from "@/lib/access/save-group";
import {
  insertRow,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  type TestOrganization,
  useTestDatabase,
} from "@/tests/support/factories";
import { exportInvalidContacts } from "./export";
import { type InvalidContactFilter, listInvalidContacts } from "./list";

const database = useTestDatabase();
const NOW = new Date("2027-03-01T15:00:00Z");

const broken = (org: TestOrganization, endpointId: string, code: string) =>
  org.asWorkflow((ctx) => ctx.sql("update endpoint set invalid_code = $2, invalid_at = $3 where id = $1", [endpointId, code, NOW]));
const list = (org: TestOrganization, filter: InvalidContactFilter = {}) => org.asStaff((ctx) => listInvalidContacts(ctx, filter));
const told = async (org: TestOrganization, filter: InvalidContactFilter = {}) =>
  (await list(org, filter)).rows.map((row) => [row.patient, row.why, row.otherwise]);

async function clinic() {
  const org = await makeOrganization(database.urls);
  const person = (first: string, last: string) => makePatient(org, { first_name: first, last_name: last });
  const fine = await person("Fay", "Able");
  await makeContact(org, fine);
  const wrong = await person("Gus", "Baker");
  const bad = await makeContact(org, wrong);
  await makeContact(org, wrong, { channel: "voice", address: bad.address });
  await broken(org, bad.endpointId, "30005");
  const landline = await person("Hal", "Cole");
  await makeContact(org, landline, { lineType: "landline" });
  await makeContact(org, landline, { channel: "email" });
  const stranger = await person("Ida", "Dunn");
  await makeContact(org, stranger, { contact: { archived_at: NOW, archived_reason: "wrong-number" } });
  await makeContact(org, stranger, { channel: "email", contact: { archived_at: NOW, archived_reason: "replaced" } });
  const nobody = await person("Jon", "Eads");
  return { org, fine, wrong, bad, landline, stranger, nobody };
}

describe("contacts that do not work", () => {
  test("[CON-06] each with its patient, why, since when, and whether anything else works; one line for a number", async () => {
    const c = await clinic();
    expect(await told(c.org)).toEqual([
      ["Gus Baker", "invalid", false],
      ["Hal Cole", "landline", true],
      ["Ida Dunn", "none", false],
      ["Ida Dunn", "wrong-number", false],
      ["Jon Eads", "none", false],
    ]);
    const [first] = (await list(c.org)).rows;
    expect(first).toMatchObject({ patientId: c.wrong, address: c.bad.address, usedFor: "Call, Text", whyText: "Unknown number (30005)" });
    expect(first!.since?.iso).toBe(NOW.toISOString());
    expect(await told(c.org, { why: ["none"] })).toEqual([
      ["Ida Dunn", "none", false],
      ["Jon Eads", "none", false],
    ]);
  });

  test("[CON-06] not of who is no patient any more; what staff mend is off the list", async () => {
    const c = await clinic();
    await c.org.asWorkflow(async (ctx) => {
      await ctx.sql("update patient set status = 'inactive' where id = any ($1::uuid[])", [[c.stranger, c.nobody]]);
      await ctx.sql("update endpoint set invalid_code = null where id = $1", [c.bad.endpointId]);
    });
    expect(await told(c.org)).toEqual([["Hal Cole", "landline", true]]);
  });

  test("[CON-06] pages lead on and back without losing or repeating anyone", async () => {
    const org = await makeOrganization(database.urls);
    for (let i = 0; i < 55; i++) await makePatient(org, { first_name: `P${i}`, last_name: "Same" });
    const first = await list(org);
    expect(first.rows).toHaveLength(50);
    expect(first.previous).toBeUndefined();
    const second = await list(org, { after: first.next });
    expect(second.rows).toHaveLength(5);
    expect(second.next).toBeUndefined();
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(55);
    expect((await list(org, { before: second.previous })).rows).toEqual(first.rows);
  });

  test("[CON-06] [SEC-03] the file: narrowed as the screen is, for managers, recorded, no formula", async () => {
    const c = await clinic();
    await makePatient(c.org, { first_name: "=SUM(1)", last_name: "Zed" });
    const take = async (role: "staff" | "manager", why?: string[]) => {
      let text = "";
      const scope = { organizationId: c.org.organizationId, actor: { kind: "user", id: c.org.users[role], role } as const };
      for await (const part of exportInvalidContacts(scope, { why })) text += part;
      return text;
    };
    await expect(take("staff")).rejects.toMatchObject({ code: "forbidden" });
    const lines = (await take("manager")).slice(1).trimEnd().split("\r\n");
    expect(lines[0]).toBe("Patient,Number or address,Used for,Why,Since,Zone,Reached another way,Facilities");
    expect(lines[1]).toContain(`Gus Baker,'${c.bad.address},"Call, Text",Unknown number (30005),`);
    expect(lines.at(-1)).toBe("'=SUM(1) Zed,,,No contact at all,,,no,");
    expect((await take("manager", ["landline"])).trimEnd().split("\r\n")).toHaveLength(2);
    const entries = await database.query(
      "select actor_id, action, detail from audit_entry where organization_id = $1 and action like 'export%' order by at",
      [c.org.organizationId],
    );
    expect(entries).toMatchObject([
      { actor_id: c.org.users.manager, action: "export-invalid-contacts", detail: { why: [] } },
      { actor_id: c.org.users.manager, detail: { why: ["landline"] } },
    ]);
  });

  test("[CON-06] [ADM-03] [SEC-02] neither of another organization nor of a facility out of sight", async () => {
    const c = await clinic();
    const [mine, theirs] = [await makeFacility(c.org, { name: "Mine" }), await makeFacility(c.org, { name: "Theirs" })];
    for (const patient of [c.wrong, c.landline, c.stranger])
      await insertRow(c.org, "patient_facility", { patient_id: patient, facility_id: patient === c.wrong ? mine : theirs });
    const other = await makeOrganization(database.urls);
    expect(await told(other)).toEqual([]);
    expect(await told(other, { facilities: [mine] })).toEqual([]);
    expect(await told(c.org, { facilities: [mine] })).toEqual([["Gus Baker", "invalid", false]]);
    const userId = newId();
    await database.query("insert into app_user (id, email, name) values ($1, $2, 'Narrow')", [userId, `${userId}@narrow.example`]);
    await database.query("insert into membership (organization_id, user_id, role) values ($1, $2, 'staff')", [
      c.org.organizationId,
      userId,
    ]);
    await c.org.asAdmin((ctx) => saveGroup(ctx, { name: "Mine", allFacilities: false, facilityIds: [mine], memberIds: [userId] }));
    const seen = await c.org.as({ kind: "user", id: userId, role: "staff" }, (ctx) => listInvalidContacts(ctx, {}));
    // Jon had no visit yet: everyone's.
    expect(seen.rows.map((row) => row.patient)).toEqual(["Gus Baker", "Jon Eads"]);
  });
});
