import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { listPatients } from "@/lib/patients/list-patients";
import { findPatient } from "@/lib/patients/find-patient";
import { searchPatients, whoHasAddress } from "@/lib/patients/queries";
import { addContact, archiveContact, changeAddress, preferContact, setLineType } from "@/lib/patients/save-contacts";
import { createPatient, updatePatient } from "@/lib/patients/save-patient";
import { createPatientInput } from "@/lib/patients/schemas";
import { setPatientStatus } from "@/lib/patients/set-status";
import { stopContacting } from "@/lib/patients/stop-contacting";
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
import { replanAppointments } from "@/lib/delivery/plan";

const database = useTestDatabase();
const NOW = new Date("2027-03-01T15:00:00Z");

const fields = (over: Record<string, unknown> = {}) =>
  createPatientInput.parse({ firstName: "Ana", lastName: "Ruiz", language: "es", birthDate: "1990-05-01", zip: "94110", ...over });

async function clinic() {
  const org = await makeOrganization(database.urls);
  const facilityId = await makeFacility(org);
  await makeSender(org);
  await makeSender(org, { channel: "voice", address: "+18335550101" });
  return { org, facilityId };
}

async function withVisit() {
  const { org, facilityId } = await clinic();
  const patientId = await makePatient(org);
  const contact = await makeContact(org, patientId, { contact: { preferred: true } });
  const appointmentId = await makeAppointment(org, { patientId, facilityId, startsAt: new Date("2027-03-15T15:00:00Z") });
  await org.asWorkflow((ctx) => replanAppointments(ctx, [appointmentId]), { now: NOW });
  return { org, facilityId, patientId, appointmentId, ...contact };
}

const planned = (org: TestOrganization) =>
  org.asStaff((ctx) =>
    ctx.sql<{ state: string; reason: string | null; channel: string | null; address: string | null; language: string }>(
      `select w.state, w.reason, w.channel, e.address, w.language from planned_message w left join endpoint e on e.id = w.endpoint_id where w.kind = 'reminder' order by w.due_at`,
    ),
  );
const actions = (org: TestOrganization, patientId: string) =>
  org.asStaff(async (ctx) =>
    (await ctx.sql<{ action: string }>("select action from audit_entry where patient_id = $1 order by id", [patientId])).map(
      (r) => r.action,
    ),
  );

describe("a patient by hand", () => {
  test("[PAT-02] is created with contacts for text, call and e-mail, found by name, number and birth date, and audited", async () => {
    const { org } = await clinic();
    const { id } = await org.asStaff((ctx) => createPatient(ctx, fields({ phone: "(415) 555-0134", email: " Ana@Mail.Example " })), {
      now: NOW,
    });
    const profile = (await org.asStaff((ctx) => findPatient(ctx, id), { now: NOW }))!;
    expect(profile).toMatchObject({ name: "Ana Ruiz", language: "es", birthDateText: "May 1, 1990 (36 years)", status: "active" });
    expect(profile.contacts.map((c) => [c.address, c.ways.map((w) => `${w.channel}${w.preferred ? " first" : ""}`)])).toEqual([
      ["+14155550134", ["sms first", "voice"]],
      ["ana@mail.example", ["email"]],
    ]);
    for (const words of ["ruiz", "ana r", "415555", "05/01/1990"])
      expect(await org.asStaff((ctx) => searchPatients(ctx, words)), words).toMatchObject([{ id, name: "Ana Ruiz" }]);
    expect(await actions(org, id)).toEqual(["create-patient", "view-patient"]);
  });

  test("[PAT-02] wrong addresses, a missing name and a birth date ahead are refused with the field they are about", async () => {
    const { org } = await clinic();
    const wrong = org.asStaff((ctx) => createPatient(ctx, fields({ phone: "123", email: "nobody" })), { now: NOW });
    await expect(wrong).rejects.toMatchObject({ code: "invalid", fields: { phone: expect.any(String), email: expect.any(String) } });
    const unborn = org.asStaff((ctx) => createPatient(ctx, fields({ birthDate: "2027-03-02" })), { now: NOW });
    await expect(unborn).rejects.toMatchObject({ fields: { birthDate: expect.any(String) } });
    expect(createPatientInput.safeParse({ lastName: " ", language: "en" }).success).toBe(false);
    expect((await org.asStaff((ctx) => listPatients(ctx, {}))).rows).toEqual([]);
  });

  test("[PAT-02] a new language is the language of what is planned", async () => {
    const { org, patientId } = await withVisit();
    expect(new Set((await planned(org)).map((r) => r.language))).toEqual(new Set(["en"]));
    await org.asStaff(
      (ctx) =>
        updatePatient(ctx, {
          patientId,
          firstName: "Rosa",
          lastName: "Delgado",
          preferredName: "Rosi",
          birthDate: null,
          language: "es",
          zip: null,
        }),
      { now: NOW },
    );
    expect(new Set((await planned(org)).map((r) => r.language))).toEqual(new Set(["es"]));
    expect(await org.asStaff((ctx) => searchPatients(ctx, "rosi"))).toMatchObject([{ id: patientId, name: "Rosi Delgado" }]);
  });
});

describe("contacts", () => {
  test("[CON-03] a changed number takes the place of the old one, also for what is planned", async () => {
    const { org, patientId, endpointId, address } = await withVisit();
    expect((await planned(org)).every((r) => r.state !== "planned" || r.address === address)).toBe(true);
    await org.asStaff((ctx) => changeAddress(ctx, { patientId, endpointId, address: "212 555 0177" }), { now: NOW });
    const after = (await planned(org)).filter((r) => r.state === "planned");
    expect(after.length).toBeGreaterThan(0);
    expect(after.every((r) => r.address === "+12125550177")).toBe(true);
    const profile = await org.asStaff((ctx) => findPatient(ctx, patientId));
    expect(profile!.contacts.map((c) => [c.address, c.ways[0]!.preferred, c.ways[0]!.archived])).toEqual([
      ["+12125550177", true, false],
      [address, true, true],
    ]);
    const mail = org.asStaff((ctx) => changeAddress(ctx, { patientId, endpointId: newId(), address: "a@b.example" }));
    await expect(mail).rejects.toMatchObject({ code: "not-found" });
  });

  test("[CON-03] [CON-05] the preferred way is used first, and an archived one never", async () => {
    const { org, patientId, contactId } = await withVisit();
    const { endpointId } = await org.asStaff((ctx) => addContact(ctx, { patientId, address: "+1 646 555 0188" }), { now: NOW });
    const profile = await org.asStaff((ctx) => findPatient(ctx, patientId));
    const call = profile!.contacts.find((c) => c.endpointId === endpointId)!.ways.find((w) => w.channel === "voice")!;
    await org.asStaff((ctx) => preferContact(ctx, { contactId: call.contactId }), { now: NOW });
    const channels = async () => new Set((await planned(org)).filter((r) => r.state === "planned").map((r) => r.channel));
    expect(await channels()).toEqual(new Set(["voice"]));
    await org.asStaff((ctx) => archiveContact(ctx, { contactId: call.contactId, archived: true }), { now: NOW });
    expect(await channels()).toEqual(new Set(["sms"]));
    await org.asStaff((ctx) => archiveContact(ctx, { contactId, archived: true }), { now: NOW });
    expect((await planned(org)).filter((r) => r.state === "planned").every((r) => r.address === "+16465550188")).toBe(true);
  });

  test("[PAT-02] a number that someone else has is named before it is saved, and may be shared", async () => {
    const { org, patientId, address } = await withVisit();
    const child = await makePatient(org, { first_name: "Leo" });
    expect(await org.asStaff((ctx) => whoHasAddress(ctx, address, child))).toMatchObject([{ id: patientId }]);
    await org.asStaff((ctx) => addContact(ctx, { patientId: child, address }), { now: NOW });
    const profile = await org.asStaff((ctx) => findPatient(ctx, child));
    expect(profile!.contacts[0]!.sharedWith).toEqual([{ id: patientId, name: "Rosa Delgado" }]);
  });

  test("[CON-03] a landline gets no texts", async () => {
    const { org, patientId, endpointId } = await withVisit();
    await org.asStaff((ctx) => setLineType(ctx, { patientId, endpointId, lineType: "landline" }), { now: NOW });
    expect((await planned(org)).filter((r) => r.state === "planned")).toEqual([]);
  });

  test("[CON-09] do not contact puts every address on the list, skips what is planned, and the profile says how it is lifted", async () => {
    const { org, patientId } = await withVisit();
    const old = await org.asStaff((ctx) => addContact(ctx, { patientId, address: "+16465550190" }), { now: NOW });
    await org.asStaff((ctx) =>
      ctx.sql("update patient_contact set archived_at = now(), archived_reason = 'wrong-number' where endpoint_id = $1", [old.endpointId]),
    );
    expect(await org.asStaff((ctx) => stopContacting(ctx, { patientId }), { now: NOW })).toEqual({ stopped: 1 });
    expect((await planned(org)).filter((r) => r.state === "planned")).toEqual([]);
    const profile = await org.asStaff((ctx) => findPatient(ctx, patientId));
    expect(profile!.contacts[0]!.ways[0]!.state).toBe("do-not-contact");
    expect(profile!.contacts[0]!.stops).toMatchObject([{ liftable: true }]);
    expect((await org.asStaff((ctx) => listPatients(ctx, {}))).rows).toMatchObject([{ doNotContact: true }]);
  });
});

describe("status", () => {
  test("[REM-29] a deceased patient gets nothing more; set active again, reminders are planned again", async () => {
    const { org, patientId } = await withVisit();
    const waiting = (await org.asStaff((ctx) => findPatient(ctx, patientId)))!.waiting;
    expect(waiting).toBe(3);
    await org.asStaff((ctx) => setPatientStatus(ctx, { patientId, status: "deceased" }), { now: NOW });
    expect((await planned(org)).map((r) => [r.state, r.reason])).toEqual(Array(3).fill(["skipped", "patient-deceased"]));
    await org.asStaff((ctx) => setPatientStatus(ctx, { patientId, status: "active" }), { now: NOW });
    expect((await planned(org)).map((r) => r.state)).toEqual(Array(3).fill("planned"));
    expect(await actions(org, patientId)).toEqual(["view-patient", "set-patient-status", "set-patient-status"]);
  });
});

describe("the list", () => {
  test("[PAT-02] pages lead forth and back in order of name, without gaps or repeats", async () => {
    const { org } = await clinic();
    await org.asWorkflow((ctx) =>
      ctx.sql(
        `insert into patient (organization_id, id, first_name, last_name, first_norm, last_norm, search_text)
         select $1, gen_random_uuid(), 'F' || i, 'Same' || i / 40, 'f' || i, 'same' || i / 40, '' from generate_series(1, 120) i`,
        [ctx.organizationId],
      ),
    );
    const one = await org.asStaff((ctx) => listPatients(ctx, {}));
    const two = await org.asStaff((ctx) => listPatients(ctx, { after: one.next }));
    const three = await org.asStaff((ctx) => listPatients(ctx, { after: two.next }));
    expect([one, two, three].map((p) => p.rows.length)).toEqual([50, 50, 20]);
    expect(new Set([one, two, three].flatMap((p) => p.rows.map((r) => r.id))).size).toBe(120);
    expect(one.previous).toBeUndefined();
    expect(three.next).toBeUndefined();
    expect((await org.asStaff((ctx) => listPatients(ctx, { before: three.previous }))).rows).toEqual(two.rows);
    expect((await org.asStaff((ctx) => listPatients(ctx, { descending: true }))).rows[0]!.id).toBe(three.rows.at(-1)!.id);
  });
});

test("[PAT-02] nothing of a patient can be seen or changed from another organization", async () => {
  const { patientId, endpointId, contactId, address } = await withVisit();
  const other = await makeOrganization(database.urls);
  expect(await other.asAdmin((ctx) => findPatient(ctx, patientId))).toBeUndefined();
  expect((await other.asAdmin((ctx) => listPatients(ctx, {}))).rows).toEqual([]);
  expect(await other.asAdmin((ctx) => searchPatients(ctx, "delgado"))).toEqual([]);
  expect(await other.asAdmin((ctx) => whoHasAddress(ctx, address))).toEqual([]);
  const attempts = [
    () => other.asAdmin((ctx) => updatePatient(ctx, { patientId, ...fields() })),
    () => other.asAdmin((ctx) => setPatientStatus(ctx, { patientId, status: "inactive" })),
    () => other.asAdmin((ctx) => addContact(ctx, { patientId, address: "+12125550111" })),
    () => other.asAdmin((ctx) => changeAddress(ctx, { patientId, endpointId, address: "+12125550111" })),
    () => other.asAdmin((ctx) => archiveContact(ctx, { contactId, archived: true })),
    () => other.asAdmin((ctx) => preferContact(ctx, { contactId })),
    () => other.asAdmin((ctx) => setLineType(ctx, { patientId, endpointId, lineType: "voip" })),
    () => other.asAdmin((ctx) => stopContacting(ctx, { patientId })),
  ];
  for (const attempt of attempts) await expect(attempt(), attempt.toString()).rejects.toMatchObject({ code: "not-found" });
});
