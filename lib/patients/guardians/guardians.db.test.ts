import { describe, expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { findPatient } from "@/lib/patients/find-patient";
import { saveSetting } from "@/lib/settings/save-setting";
import { saveTemplate } from "@/lib/templates/save-template";
import { addDays, toWall } from "@/lib/time";
import { makeContact, makeFacility, makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { moveTo } from "@/tests/support/reminded";
import { endGuardian } from "./end-guardian";
import { saveGuardian } from "./save-guardian";

const db = useTestDatabase();
const product = useProduct(db);
const ZONE = "America/New_York";
const MOTHER = "+12125550701";

async function clinic() {
  const org = await makeOrganization(db.urls, { zone: ZONE });
  await product.connect(org);
  const facilityId = await makeFacility(org);
  const today = toWall(ZONE, await org.asWorkflow(async (ctx) => ctx.now)).date;
  const book = async (patientId: string, time: string) =>
    (await org.asStaff((ctx) => createAppointment(ctx, { patientId, facilityId, date: addDays(today, 3), time, minutes: 30 }))).id;
  const planned = (appointmentId: string) =>
    org.asWorkflow((ctx) =>
      ctx.sql<{ address: string | null; state: string; reason: string | null; due: Date }>(
        `select e.address, p.state, p.reason, p.due_at as due from planned_message p left join endpoint e on e.id = p.endpoint_id
         where p.appointment_id = $1 and p.kind = 'reminder' and p.state = 'planned' order by p.due_at desc`,
        [appointmentId],
      ),
    );
  return { org, facilityId, today, book, planned, born: (years: number) => `${Number(today.slice(0, 4)) - years}-01-01` };
}
const guardian = (patientId: string, over = {}) => ({
  patientId,
  firstName: "Ana",
  lastName: "Ruiz",
  address: MOTHER,
  always: false,
  ...over,
});

describe("guardians", () => {
  test("[CON-15] a child's reminder goes to the guardian, the trail says so, and the guardian's name can be written", async () => {
    const c = await clinic();
    const child = await makePatient(c.org, { first_name: "Leo", last_name: "Ruiz", birth_date: c.born(9) });
    const { address: own } = await makeContact(c.org, child, { contact: { preferred: true } });
    const visit = await c.book(child, "10:00");
    expect((await c.planned(visit))[0]).toMatchObject({ address: own });
    await c.org.asManager((ctx) =>
      saveTemplate(ctx, {
        key: "reminder-final",
        channel: "sms",
        language: "en",
        body: "Dear {{guardianFirstName}}, {{patientFirstName}} comes {{appointmentDateTime}}. {{optOutText}}",
        basedOn: 0,
      }),
    );
    const { guardianId } = await c.org.asStaff((ctx) => saveGuardian(ctx, guardian(child)));
    const [row] = await c.planned(visit);
    expect(row).toMatchObject({ address: MOTHER });
    await moveTo(db, row!.due);
    await product.settle(c.org);
    expect((await product.simulator.thread(MOTHER))[0]!.body).toContain("Dear Ana, Leo comes");
    expect(await product.simulator.thread(own)).toEqual([]);
    const [sent] = await c.org.asStaff((ctx) =>
      ctx.sql<{ trail: { reason: string }[] }>("select trail from planned_message where state = 'sent'"),
    );
    expect(sent!.trail.map((entry) => entry.reason)).toEqual(expect.arrayContaining(["guardian-instead", "contact-guardian"]));

    await c.org.asStaff((ctx) => endGuardian(ctx, { guardianId }));
    const profile = await c.org.asStaff((ctx) => findPatient(ctx, child));
    expect(profile!.contacts.map((one) => [one.address, one.guardian, one.ways.every((way) => way.archived)])).toEqual([
      [own, null, false],
      [MOTHER, null, true],
    ]);
  });

  test("[CON-15] the age of majority is a setting; without a guardian the patient's own contact is used", async () => {
    const c = await clinic();
    const young = await makePatient(c.org, { birth_date: c.born(19) });
    const { address: own } = await makeContact(c.org, young, { contact: { preferred: true } });
    await c.org.asStaff((ctx) => saveGuardian(ctx, guardian(young)));
    const visit = await c.book(young, "10:00");
    expect((await c.planned(visit))[0]).toMatchObject({ address: own });
    await c.org.asManager((ctx) => saveSetting(ctx, { key: "consent.ageOfMajority", scope: "organization", value: 21 }));
    const later = await c.book(young, "15:00");
    expect((await c.planned(visit))[0] ?? (await c.planned(later))[0]).toMatchObject({ address: MOTHER });
  });

  test("[CON-15] the same name again is the same guardian with a second contact; the patient's own number becomes theirs", async () => {
    const c = await clinic();
    const child = await makePatient(c.org, { birth_date: c.born(9) });
    await makeContact(c.org, child, { address: MOTHER });
    const first = await c.org.asStaff((ctx) => saveGuardian(ctx, guardian(child)));
    const second = await c.org.asStaff((ctx) =>
      saveGuardian(ctx, guardian(child, { firstName: "ANA", address: "ana@example.com", always: true })),
    );
    expect(second).toEqual(first);
    const { contacts } = (await c.org.asStaff((ctx) => findPatient(ctx, child)))!;
    expect(contacts.map((one) => [one.address, one.guardian])).toEqual([
      [MOTHER, { id: first.guardianId, name: "Ana Ruiz", always: true }],
      ["ana@example.com", { id: first.guardianId, name: "Ana Ruiz", always: true }],
    ]);
    await expect(c.org.asStaff((ctx) => saveGuardian(ctx, guardian(child, { address: "12" })))).rejects.toMatchObject({
      fields: { address: expect.any(String) },
    });
  });

  test("[SEC-02] [CON-15] another organization neither sets nor ends a guardian", async () => {
    const c = await clinic();
    const child = await makePatient(c.org, { birth_date: c.born(9) });
    const { guardianId } = await c.org.asStaff((ctx) => saveGuardian(ctx, guardian(child)));
    const other = await makeOrganization(db.urls);
    await expect(other.asAdmin((ctx) => saveGuardian(ctx, guardian(child)))).rejects.toMatchObject({ code: "not-found" });
    await expect(other.asAdmin((ctx) => endGuardian(ctx, { guardianId }))).rejects.toMatchObject({ code: "not-found" });
    expect(await db.query("select ended_at from guardian where id = $1", [guardianId])).toEqual([{ ended_at: null }]);
  });
});

describe("households", () => {
  test("[CON-04] patients who share a number are told apart, by initials as set, and where the template has no name in it", async () => {
    const c = await clinic();
    const phone = "+12125550702";
    const [maria, jose] = [
      await makePatient(c.org, { first_name: "Maria", last_name: "Lopez" }),
      await makePatient(c.org, { first_name: "Jose", last_name: "Lopez" }),
    ];
    for (const patient of [maria, jose]) await makeContact(c.org, patient, { address: phone, contact: { preferred: true } });
    await c.org.asManager((ctx) =>
      saveTemplate(ctx, {
        key: "reminder-final",
        channel: "sms",
        language: "en",
        body: "See you {{appointmentDateTime}}. {{optOutText}}",
        basedOn: 0,
      }),
    );
    const [first] = [await c.planned(await c.book(maria, "10:00"))].map((rows) => rows[0]!);
    await moveTo(db, first!.due);
    await product.settle(c.org);
    expect((await product.simulator.thread(phone))[0]!.body).toMatch(/^Maria: See you /);
    await c.org.asManager((ctx) => saveSetting(ctx, { key: "consent.household", scope: "organization", value: "initials" }));
    await c.book(jose, "11:00");
    const [due] = await db.query("select max(due_at) as at from planned_message where organization_id = $1 and state = 'planned'", [
      c.org.organizationId,
    ]);
    await moveTo(db, due!.at as Date);
    await product.settle(c.org);
    expect((await product.simulator.thread(phone))[0]!.body).toContain("J. L.");
  });
});
