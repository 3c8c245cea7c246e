import { expect, test } from "vitest";
import { makeOrganization, makePatient, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { continueSealCheck, sealStatus, startSealCheck } from "./check-seals";
import { accountingOf, recordDisclosure, withdrawDisclosure } from "./disclosures";
import { sealAudit } from "./seal";
import { audit } from "./write";

const database = useTestDatabase();

async function sealed(batches: number): Promise<TestOrganization> {
  const org = await makeOrganization(database.urls);
  for (let i = 0; i < batches; i++) {
    await org.asStaff(async (ctx) => {
      for (let n = 0; n < 3; n++) await audit(ctx, { action: "view-patient", entity: "patient" });
    });
    await sealAudit(org.organizationId);
  }
  return org;
}
const check = async (org: TestOrganization) => {
  const { id } = await org.asAdmin(startSealCheck);
  return org.asAdmin((ctx) => continueSealCheck(ctx, { id }));
};

test("[SEC-03] a check on demand finds the log whole, is remembered with who asked for it, and is an entry itself", async () => {
  const org = await sealed(25);
  expect(await check(org)).toMatchObject({ finished: true, ok: true, seals: 25, entries: 75, unsealed: 1, problems: [] });
  expect(await org.asAdmin(sealStatus)).toMatchObject({
    unsealed: 1,
    lastSeal: { number: 25 },
    lastCheck: { ok: true, by: `admin of ${org.slug}` },
  });
  expect(
    await database.query("select actor_id from audit_entry where organization_id = $1 and action = 'check-audit'", [org.organizationId]),
  ).toEqual([{ actor_id: org.users.admin }]);
});

test("[SEC-03] it tells a changed, a removed and a cut-off entry, and which seal it concerns", async () => {
  const changed = await sealed(3);
  await database.query(
    "update audit_entry set action = 'nothing' where organization_id = $1 and seal = 2 and id = (select min(id::text)::uuid from audit_entry where organization_id = $1 and seal = 2)",
    [changed.organizationId],
  );
  expect(await check(changed)).toMatchObject({ ok: false, problems: [{ kind: "entry-changed", seal: 2 }] });
  const cut = await sealed(3);
  await database.query("delete from audit_entry where organization_id = $1 and seal = 3", [cut.organizationId]);
  await database.query("delete from audit_seal where organization_id = $1 and seq = 3", [cut.organizationId]);
  expect(await check(cut)).toMatchObject({ ok: false, problems: [{ kind: "seal-missing", seal: 3 }] });
  expect(await cut.asAdmin(sealStatus)).toMatchObject({ lastCheck: { ok: false } });
});

test("[SEC-02] [SEC-03] a check goes on from where it was, and is for admins of its own organization", async () => {
  const org = await sealed(2);
  const other = await sealed(1);
  const { id } = await org.asAdmin(startSealCheck);
  await expect(other.asAdmin((ctx) => continueSealCheck(ctx, { id }))).rejects.toMatchObject({ code: "not-found" });
  await expect(org.asManager((ctx) => continueSealCheck(ctx, { id }))).rejects.toMatchObject({ code: "forbidden" });
  await expect(org.asManager(startSealCheck)).rejects.toMatchObject({ code: "forbidden" });
  await expect(org.asStaff(sealStatus)).rejects.toMatchObject({ code: "forbidden" });
  const first = await org.asAdmin((ctx) => continueSealCheck(ctx, { id }));
  expect(await org.asAdmin((ctx) => continueSealCheck(ctx, { id }))).toEqual(first);
});

const given = (patientId: string) => ({
  patientId,
  disclosedOn: "2026-11-02",
  recipient: "County Health Department",
  recipientAddress: "1 Main St",
  what: "Immunization record",
  purpose: "Required by public health law",
});
const now = new Date("2026-11-21T15:00:00Z");

test("[SEC-03] the accounting of a patient's disclosures: six years, what has to be said of each, the mistaken ones marked", async () => {
  const org = await makeOrganization(database.urls, { name: "Harbor Clinic" });
  const patientId = await makePatient(org, { first_name: "Rosa", last_name: "Delgado" });
  const recorded = await org.asManager((ctx) => recordDisclosure(ctx, given(patientId)), { now });
  const wrong = await org.asManager((ctx) => recordDisclosure(ctx, { ...given(patientId), disclosedOn: "2026-11-03" }), { now });
  await org.asManager((ctx) => recordDisclosure(ctx, { ...given(patientId), disclosedOn: "2019-01-01" }), { now });
  await org.asManager((ctx) => withdrawDisclosure(ctx, { id: wrong.id }), { now });
  const accounting = await org.asManager((ctx) => accountingOf(ctx, patientId), { now });
  expect(accounting).toMatchObject({
    organization: "Harbor Clinic",
    patient: { name: "Rosa Delgado" },
    from: expect.stringContaining("2020"),
  });
  expect(accounting!.disclosures).toMatchObject([
    { id: wrong.id, withdrawn: { by: `manager of ${org.slug}` } },
    { id: recorded.id, recipient: "County Health Department", what: "Immunization record", withdrawn: null },
  ]);
  const entries = await database.query("select action, patient_id as patient from audit_entry where organization_id = $1 order by at", [
    org.organizationId,
  ]);
  expect(entries.map((entry) => entry.action)).toEqual([
    "record-disclosure",
    "record-disclosure",
    "record-disclosure",
    "withdraw-disclosure",
    "view-disclosures",
  ]);
  expect(new Set(entries.map((entry) => entry.patient))).toEqual(new Set([patientId]));
});

test("[SEC-02] [SEC-03] disclosures: not for staff, not ahead of time, not of another organization's patient, withdrawn once", async () => {
  const org = await makeOrganization(database.urls);
  const other = await makeOrganization(database.urls);
  const patientId = await makePatient(org);
  await expect(org.asStaff((ctx) => recordDisclosure(ctx, given(patientId)), { now })).rejects.toMatchObject({ code: "forbidden" });
  await expect(org.asStaff((ctx) => accountingOf(ctx, patientId), { now })).rejects.toMatchObject({ code: "forbidden" });
  await expect(other.asAdmin((ctx) => recordDisclosure(ctx, given(patientId)), { now })).rejects.toMatchObject({ code: "not-found" });
  await expect(
    org.asManager((ctx) => recordDisclosure(ctx, { ...given(patientId), disclosedOn: "2027-01-01" }), { now }),
  ).rejects.toMatchObject({
    fields: { disclosedOn: "This day has not come yet." },
  });
  const { id } = await org.asManager((ctx) => recordDisclosure(ctx, given(patientId)), { now });
  await expect(other.asAdmin((ctx) => withdrawDisclosure(ctx, { id }))).rejects.toMatchObject({ code: "not-found" });
  expect(await other.asAdmin((ctx) => accountingOf(ctx, patientId))).toBeUndefined();
  await org.asManager((ctx) => withdrawDisclosure(ctx, { id }));
  await expect(org.asManager((ctx) => withdrawDisclosure(ctx, { id }))).rejects.toMatchObject({ code: "not-found" });
});
