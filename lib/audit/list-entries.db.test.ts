import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { makeOrganization, makePatient, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { auditCsv } from "./export-entries";
import { auditChoices, findAuditEntry, listAuditEntries, type AuditFilter } from "./list-entries";
import { noteAuditView } from "./note-view";
import { sealAudit } from "./seal";
import { audit } from "./write";

const database = useTestDatabase();
const everything: AuditFilter = { q: "" };
const admin = (org: TestOrganization) => ({
  organizationId: org.organizationId,
  actor: { kind: "user" as const, id: org.users.admin, role: "admin" as const },
});

async function scene() {
  const org = await makeOrganization(database.urls);
  const rosa = await makePatient(org, { first_name: "Rosa", last_name: "Delgado" });
  const ines = await makePatient(org, { first_name: "Inés", last_name: "Okafor" });
  const view = (who: "asStaff" | "asManager", patientId: string) =>
    org[who]((ctx) => audit(ctx, { action: "view-patient", entity: "patient", entityId: patientId, patientId }));
  await view("asStaff", rosa);
  await view("asStaff", ines);
  await view("asManager", rosa);
  await org.asManager((ctx) => audit(ctx, { action: "save-setting", entity: "setting", detail: { key: "x", scope: "organization" } }));
  await org.asWorkflow((ctx) => audit(ctx, { action: "import-patients", entity: "import", ids: [rosa, ines], detail: { created: 2 } }));
  const list = (filter: Partial<AuditFilter> = {}, size?: number) =>
    org.asAdmin((ctx) => listAuditEntries(ctx, { ...everything, ...filter }, size));
  const codes = async (filter: Partial<AuditFilter> = {}) =>
    (await list(filter)).rows.map((row) => `${row.actionCode} ${row.patient?.name ?? "-"}`);
  return { org, rosa, ines, list, codes };
}

describe("the list of audit entries", () => {
  test("[SEC-03] newest first, with who did it in words, whose record it was and how many others", async () => {
    const s = await scene();
    const { rows } = await s.list();
    expect(rows.map((row) => [row.actionCode, row.who, row.patient?.name ?? null, row.more])).toEqual([
      ["import-patients", "Luma (test)", null, 2],
      ["save-setting", `manager of ${s.org.slug}`, null, 0],
      ["view-patient", `manager of ${s.org.slug}`, "Rosa Delgado", 0],
      ["view-patient", `staff of ${s.org.slug}`, "Inés Okafor", 0],
      ["view-patient", `staff of ${s.org.slug}`, "Rosa Delgado", 0],
    ]);
    expect(rows[2]).toMatchObject({ action: "Opened a patient’s record", kind: "Patient", sealed: false });
  });

  test("[SEC-03] narrowed by who, action, kind, patient, words and days, also together", async () => {
    const s = await scene();
    expect(await s.codes({ who: s.org.users.manager })).toEqual(["save-setting -", "view-patient Rosa Delgado"]);
    expect(await s.codes({ action: "view-patient", patientId: s.rosa })).toHaveLength(2);
    expect(await s.codes({ kind: "setting" })).toEqual(["save-setting -"]);
    expect(await s.codes({ q: "okaf" })).toEqual(["view-patient Inés Okafor"]);
    expect(await s.codes({ q: "nobody" })).toEqual([]);
    expect(await s.codes({ q: "delgado", who: s.org.users.staff })).toEqual(["view-patient Rosa Delgado"]);
    const now = new Date();
    expect(await s.codes({ from: new Date(now.getTime() - 600_000), to: new Date(now.getTime() + 60_000) })).toHaveLength(5);
    expect(await s.codes({ to: new Date(now.getTime() - 600_000) })).toEqual([]);
    expect(await s.codes({ patientId: "nonsense" })).toEqual([]);
    expect(await s.org.asAdmin(auditChoices)).toMatchObject({
      actions: ["import-patients", "save-setting", "view-patient"],
      kinds: ["import", "patient", "setting"],
      zone: "America/New_York",
    });
  });

  test("[SEC-03] pages lead back and forth without a gap, also among entries of one moment", async () => {
    const s = await scene();
    await database.query("update audit_entry set at = $2::timestamptz where organization_id = $1", [
      s.org.organizationId,
      "2026-11-21 12:00:00.123456+00",
    ]);
    const all = (await s.list()).rows.map((row) => row.id);
    const one = await s.list({}, 2);
    const two = await s.list({ after: one.next! }, 2);
    const three = await s.list({ after: two.next! }, 2);
    expect([...one.rows, ...two.rows, ...three.rows].map((row) => row.id)).toEqual(all);
    expect(three.next).toBeUndefined();
    const back = await s.list({ before: three.previous! }, 2);
    expect(back.rows.map((row) => row.id)).toEqual(two.rows.map((row) => row.id));
    expect((await s.list({ before: back.previous! }, 2)).previous).toBeUndefined();
  });

  test("[SEC-02] [SEC-03] is for admins, and of one organization", async () => {
    const s = await scene();
    const other = await scene();
    for (const as of [s.org.asStaff, s.org.asManager, s.org.asWorkflow])
      for (const work of [(ctx: never) => listAuditEntries(ctx, everything), (ctx: never) => findAuditEntry(ctx, newId()), auditChoices])
        await expect(as(work as never)).rejects.toMatchObject({ code: "forbidden" });
    const foreign = (await other.list()).rows[0]!.id;
    expect(await s.org.asAdmin((ctx) => findAuditEntry(ctx, foreign))).toBeUndefined();
    expect(await s.codes({ patientId: other.rosa })).toEqual([]);
    expect(await s.codes({ who: other.org.users.staff })).toEqual([]);
    expect((await s.list({ after: foreign })).rows).toHaveLength(5);
  });

  test("[SEC-03] one entry opens with everything it holds and its seal", async () => {
    const s = await scene();
    const [bulk, setting] = (await s.list()).rows;
    expect(await s.org.asAdmin((ctx) => findAuditEntry(ctx, bulk!.id))).toMatchObject({ ids: [s.rosa, s.ines], seal: null });
    await sealAudit(s.org.organizationId);
    expect(await s.org.asAdmin((ctx) => findAuditEntry(ctx, setting!.id))).toMatchObject({
      facts: expect.arrayContaining([{ name: "Key", value: "x" }]),
      seal: { number: 1 },
      sealed: true,
    });
    expect((await s.list()).rows.every((row) => row.sealed)).toBe(true);
  });
});

describe("looking at the log is looked at too", () => {
  test("[SEC-03] the export has every entry that the filters let through, and is an entry without what was asked for", async () => {
    const s = await scene();
    let text = "";
    for await (const part of auditCsv(admin(s.org), { ...everything, q: "delgado", who: s.org.users.staff })) text += part;
    const lines = text.replace("\ufeff", "").trim().split("\r\n");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("Opened a patient’s record,view-patient,Patient,Rosa Delgado");
    const [entry] = (await s.list({ action: "export-audit" })).rows;
    expect((await s.org.asAdmin((ctx) => findAuditEntry(ctx, entry!.id)))!.facts).toEqual([{ name: "Filters", value: "q, who" }]);
    const lesser = auditCsv({ ...admin(s.org), actor: { kind: "user", id: s.org.users.staff, role: "staff" } }, everything);
    await expect(lesser.next()).rejects.toMatchObject({ code: "forbidden" });
  });

  test("[SEC-03] a name that a spreadsheet would run is text", async () => {
    const s = await scene();
    const mallory = await makePatient(s.org, { first_name: "=cmd()", last_name: "" });
    await s.org.asStaff((ctx) => audit(ctx, { action: "view-patient", entity: "patient", patientId: mallory }));
    let text = "";
    for await (const part of auditCsv(admin(s.org), { ...everything, patientId: mallory })) text += part;
    expect(text).toContain("'=cmd()");
  });

  test("[SEC-03] a look is noted once in ten minutes for the same filters", async () => {
    const s = await scene();
    const look = (filters: string[]) => s.org.asAdmin((ctx) => noteAuditView(ctx, { filters }));
    await look([]);
    await look([]);
    await look(["who"]);
    expect((await s.list({ action: "view-audit" })).rows).toHaveLength(2);
  });
});

describe("append-only", () => {
  test("[SEC-03] neither screens nor workflows can change, delete or cut off entries, seals or checks of another time", async () => {
    const s = await scene();
    await sealAudit(s.org.organizationId);
    for (const as of [s.org.asAdmin, s.org.asWorkflow])
      for (const statement of [
        "update audit_entry set action = 'x'",
        "update audit_entry set patient_id = null",
        "update audit_entry set at = now()",
        "delete from audit_entry",
        "truncate audit_entry",
        "delete from audit_seal",
        "update audit_seal set hash = previous",
        "delete from audit_head",
        "delete from audit_check",
        "delete from disclosure",
        "update disclosure set what = 'x'",
        "alter table audit_entry disable row level security",
      ])
        await expect(
          as((ctx) => ctx.sql(statement)),
          statement,
        ).rejects.toThrow(/permission denied|must be owner/);
    for (const statement of ["update audit_entry set seal = null", "update audit_entry set hash = null", "update audit_head set seq = 0"])
      await expect(
        s.org.asAdmin((ctx) => ctx.sql(statement)),
        statement,
      ).rejects.toThrow("permission denied");
  });
});
