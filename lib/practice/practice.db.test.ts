import { describe, expect, test } from "vitest";
import { replanAppointments } from "@/lib/delivery/plan";
import { replanChunk } from "@/lib/delivery/replan";
import { newId } from "@/lib/ids";
import {
  makeAppointment,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeProvider,
  makeSender,
  makeType,
  useTestDatabase,
  type TestOrganization,
} from "@/tests/support/factories";
import { setArchived } from "./archive";
import { createMissing } from "./create-missing";
import { listFacilities, listProviders, listTypes } from "./queries";
import { facilityInput, providerInput, typeInput } from "./schemas";
import { saveFacility } from "./save-facility";
import { saveProvider } from "./save-provider";
import { saveType } from "./save-type";

const database = useTestDatabase();
const now = new Date("2027-03-01T15:00:00Z");

const facility = (over: object = {}) =>
  facilityInput.parse({
    name: "Main Street",
    zone: "America/New_York",
    state: "NY",
    zip: "10001",
    phone: "+12125550100",
    remindersEnabled: true,
    specialInstructions: {},
    ...over,
  });
const provider = (over: object = {}) =>
  providerInput.parse({ firstName: "Ada", lastName: "Okafor", title: "MD", remindersEnabled: true, specialInstructions: {}, ...over });
const type = (over: object = {}) =>
  typeInput.parse({
    name: "Follow-up",
    minutes: "30",
    remindersEnabled: true,
    hidden: false,
    sensitive: false,
    specialInstructions: {},
    ...over,
  });

/** One visit at 11 in New York on March 15, with its three reminders planned. */
async function clinic() {
  const org = await makeOrganization(database.urls);
  await makeSender(org);
  const facilityId = await makeFacility(org);
  const providerId = await makeProvider(org);
  const typeId = await makeType(org);
  const patientId = await makePatient(org);
  await makeContact(org, patientId);
  const appointmentId = await makeAppointment(org, {
    patientId,
    facilityId,
    startsAt: new Date("2027-03-15T15:00:00Z"),
    columns: { provider_id: providerId, type_id: typeId },
  });
  await org.asStaff((ctx) => replanAppointments(ctx, [appointmentId]), { now });
  return { org, facilityId, providerId, typeId, appointmentId };
}

const asManager = <T>(org: TestOrganization, work: Parameters<TestOrganization["asManager"]>[0]) =>
  org.asManager(work, { now }) as Promise<T>;
const events = async (org: TestOrganization) =>
  (
    await database.query("select data from outbox_event where organization_id = $1 and name = 'luma/plan.outdated' order by id", [
      org.organizationId,
    ])
  ).map((row) => (row.data as { revision: number }).revision);
const planned = (org: TestOrganization) =>
  database.query("select step_key, state, reason, due_at from planned_message where organization_id = $1 order by step_key", [
    org.organizationId,
  ]);
const entries = (org: TestOrganization) =>
  database.query("select action, entity_id, detail from audit_entry where organization_id = $1 and action like '%-%' order by id", [
    org.organizationId,
  ]);
/** What the background job does, at the test's time. */
const replan = async (org: TestOrganization, ids: string[]) => org.asWorkflow((ctx) => replanAppointments(ctx, ids), { now });

describe("facilities, providers and types", () => {
  test("[ADM-02] each is made and changed, with what changed in the audit; saving the same again changes nothing", async () => {
    const org = await makeOrganization(database.urls);
    const { id } = await org.asManager((ctx) =>
      saveFacility(ctx, facility({ phone: "(212) 555-0133", specialInstructions: { en: " Use the back door. ", es: " " } })),
    );
    await org.asManager((ctx) =>
      saveFacility(
        ctx,
        facility({ id, name: "Main Street North", phone: "+12125550133", specialInstructions: { en: "Use the back door." } }),
      ),
    );
    await org.asManager((ctx) =>
      saveFacility(
        ctx,
        facility({ id, name: "Main Street North", phone: "+12125550133", specialInstructions: { en: "Use the back door." } }),
      ),
    );
    const [row] = await org.asStaff((ctx) => listFacilities(ctx, { q: "north", archived: false }));
    expect(row).toMatchObject({
      id,
      name: "Main Street North",
      phone: "+12125550133",
      specialInstructions: { en: "Use the back door." },
      visitsAhead: 0,
    });
    expect(
      (await entries(org)).map((e) => [e.action, (e.detail as { new: boolean }).new, (e.detail as { changed: string[] }).changed.length]),
    ).toEqual([
      ["save-facility", true, 16],
      ["save-facility", false, 1],
    ]);
    const p = await org.asManager((ctx) => saveProvider(ctx, provider({ externalId: "P1", npi: "1234567890" })));
    await org.asManager((ctx) => saveProvider(ctx, provider({ id: p.id, externalId: "P1", lastName: "Obi" })));
    expect(await org.asStaff((ctx) => listProviders(ctx, { q: "obi", archived: false }))).toMatchObject([
      { id: p.id, lastName: "Obi", npi: null },
    ]);
    const t = await org.asManager((ctx) => saveType(ctx, type()));
    await org.asManager((ctx) => saveType(ctx, type({ id: t.id, minutes: 45, sensitive: true })));
    expect(await org.asStaff((ctx) => listTypes(ctx, { q: "", archived: false }))).toMatchObject([
      { id: t.id, minutes: 45, sensitive: true },
    ]);
    expect(await events(org)).toEqual([]);
  });

  test.each([
    ["facility", (id: string) => facility({ id, remindersEnabled: false }), "facility-reminders-off"],
    ["provider", (id: string) => provider({ id, remindersEnabled: false }), "provider-reminders-off"],
    ["type", (id: string) => type({ id, remindersEnabled: false }), "type-reminders-off"],
    ["type", (id: string) => type({ id, hidden: true }), "type-hidden"],
  ] as const)(
    "[REM-27] %s switched off (%#): the plan is outdated, and planned again nothing goes out, with the reason",
    async (what, input, reason) => {
      const c = await clinic();
      await c.org.asManager(async (ctx) => {
        if (what === "facility") await saveFacility(ctx, input(c.facilityId) as never);
        else if (what === "provider") await saveProvider(ctx, input(c.providerId) as never);
        else await saveType(ctx, input(c.typeId) as never);
      });
      expect(await events(c.org)).toEqual([2]);
      await replan(c.org, [c.appointmentId]);
      expect((await planned(c.org)).map((r) => [r.state, r.reason])).toEqual(Array.from({ length: 3 }, () => ["skipped", reason]));
    },
  );

  test("[DLV-09] [OPS-06] another zone: the visit keeps its time on the wall, its instant and its reminders follow; past visits stay", async () => {
    const c = await clinic();
    const past = await makeAppointment(c.org, {
      patientId: await makePatient(c.org),
      facilityId: c.facilityId,
      startsAt: new Date("2027-02-01T15:00:00Z"),
    });
    const saved = await c.org.asManager((ctx) => saveFacility(ctx, facility({ id: c.facilityId, zone: "America/Los_Angeles" })), { now });
    expect(saved.movedVisits).toBe(1);
    const visits = await database.query(
      "select id, zone, local_time, starts_at, ends_at from appointment where organization_id = $1 order by starts_at",
      [c.org.organizationId],
    );
    expect(visits).toMatchObject([
      { id: past, zone: "America/New_York", starts_at: new Date("2027-02-01T15:00:00Z") },
      {
        id: c.appointmentId,
        zone: "America/Los_Angeles",
        local_time: "11:00:00",
        starts_at: new Date("2027-03-15T18:00:00Z"),
        ends_at: new Date("2027-03-15T18:30:00Z"),
      },
    ]);
    expect(await events(c.org)).toEqual([2]);
    await replan(c.org, [c.appointmentId]);
    // March 13 is before the clocks change: 11 in the morning in Los Angeles is 19:00 UTC.
    expect((await planned(c.org)).find((r) => r.step_key === "2-days")).toMatchObject({
      state: "planned",
      due_at: new Date("2027-03-13T19:00:00Z"),
    });
    expect((await entries(c.org)).at(-1)!.detail).toMatchObject({ changed: ["zone"], zone: "America/Los_Angeles", movedVisits: 1 });
  });

  test("[REM-27] what changes no plan asks for no planning", async () => {
    const c = await clinic();
    await c.org.asManager((ctx) =>
      saveFacility(ctx, facility({ id: c.facilityId, hours: "Mon–Fri 8–5", specialInstructions: { en: "Ring twice." } })),
    );
    await c.org.asManager((ctx) => saveProvider(ctx, provider({ id: c.providerId, phonetic: "AH-dah" })));
    await c.org.asManager((ctx) => saveType(ctx, type({ id: c.typeId, minutes: 45 })));
    expect(await events(c.org)).toEqual([]);
    expect(await replanChunk(c.org.organizationId)).toMatchObject({ visits: 0 });
  });

  test("[ADM-02] what is wrong is said beside its field", async () => {
    const wrong = (result: { success: boolean; error?: { issues: { path: PropertyKey[] }[] } }) =>
      result.error?.issues.map((issue) => issue.path[0]);
    const plain = { remindersEnabled: true, specialInstructions: {} };
    expect(
      wrong(
        facilityInput.safeParse({ ...plain, name: " ", zone: "Mars/Base", phone: "12", mapLink: "javascript:alert(1)", country: "USA" }),
      ),
    ).toEqual(["name", "zone", "country", "phone", "mapLink"]);
    expect(wrong(providerInput.safeParse({ ...plain, lastName: "", npi: "12" }))).toEqual(["lastName", "npi"]);
    for (const minutes of ["", "0", "1.5", "1441", "x"])
      expect(wrong(typeInput.safeParse({ ...plain, name: "A", minutes, hidden: false, sensitive: false })), minutes).toEqual(["minutes"]);
    const org = await makeOrganization(database.urls);
    await org.asManager((ctx) => saveType(ctx, type({ externalId: "FU" })));
    await expect(org.asManager((ctx) => saveType(ctx, type({ externalId: "FU" })))).rejects.toMatchObject({
      code: "invalid",
      fields: { externalId: expect.stringContaining("FU") },
    });
    const { id } = await org.asManager((ctx) => saveFacility(ctx, facility()));
    await expect(org.asManager((ctx) => saveFacility(ctx, facility({ id, zone: "" })))).rejects.toMatchObject({
      fields: { zone: expect.any(String) },
    });
  });

  test("[ADM-02] a facility may start without a zone and get one later", async () => {
    const org = await makeOrganization(database.urls);
    const { id } = await org.asManager((ctx) => saveFacility(ctx, facility({ zone: "" })));
    expect(await org.asStaff((ctx) => listFacilities(ctx, { q: "", archived: false }))).toMatchObject([{ zone: null }]);
    expect(await org.asManager((ctx) => saveFacility(ctx, facility({ id, zone: "America/Chicago" })))).toEqual({ id, movedVisits: 0 });
  });

  test("[ADM-02] nothing with visits ahead is archived; what is archived comes back", async () => {
    const c = await clinic();
    const archive = (table: "facility" | "provider" | "appointment_type", id: string, archived = true) =>
      asManager(c.org, (ctx) => setArchived(ctx, { table, id, archived }));
    for (const [table, id] of [
      ["facility", c.facilityId],
      ["provider", c.providerId],
      ["appointment_type", c.typeId],
    ] as const)
      await expect(archive(table, id)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("1 visit is still booked"),
      });
    const spare = await makeFacility(c.org, { name: "Spare" });
    await archive("facility", spare);
    await archive("facility", spare);
    expect(await c.org.asStaff((ctx) => listFacilities(ctx, { q: "", archived: true }))).toMatchObject([{ name: "Spare", archived: true }]);
    await archive("facility", spare, false);
    expect(await c.org.asStaff((ctx) => listFacilities(ctx, { q: "spare", archived: false }))).toHaveLength(1);
    expect((await entries(c.org)).map((e) => e.action)).toEqual(["archive-resource", "restore-resource"]);
  });

  test("[SEC-02] staff may not change them; another organization's are neither seen nor changed", async () => {
    const c = await clinic();
    const other = await makeOrganization(database.urls);
    await expect(c.org.asStaff((ctx) => saveFacility(ctx, facility()))).rejects.toMatchObject({ code: "forbidden" });
    await expect(c.org.asStaff((ctx) => saveProvider(ctx, provider()))).rejects.toMatchObject({ code: "forbidden" });
    await expect(c.org.asStaff((ctx) => saveType(ctx, type()))).rejects.toMatchObject({ code: "forbidden" });
    await expect(c.org.asStaff((ctx) => setArchived(ctx, { table: "facility", id: c.facilityId, archived: true }))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(other.asAdmin((ctx) => saveFacility(ctx, facility({ id: c.facilityId })))).rejects.toMatchObject({ code: "not-found" });
    await expect(other.asAdmin((ctx) => saveProvider(ctx, provider({ id: c.providerId })))).rejects.toMatchObject({ code: "not-found" });
    await expect(other.asAdmin((ctx) => saveType(ctx, type({ id: c.typeId })))).rejects.toMatchObject({ code: "not-found" });
    await expect(other.asAdmin((ctx) => setArchived(ctx, { table: "provider", id: c.providerId, archived: true }))).rejects.toMatchObject({
      code: "not-found",
    });
    const all = { q: "", archived: false };
    expect(
      await other.asAdmin(async (ctx) => [await listFacilities(ctx, all), await listProviders(ctx, all), await listTypes(ctx, all)]),
    ).toEqual([[], [], []]);
  });
});

test("[ADM-02] an import makes what its file names, once; a name made meanwhile is refused", async () => {
  const org = await makeOrganization(database.urls);
  const missing = () => ({
    facilities: [{ id: newId(), name: "Bayside", zone: null }],
    providers: [{ id: newId(), firstName: "Wei", lastName: "Zhao", title: "Dr." }],
    types: [{ id: newId(), name: "Physical", minutes: 45 }],
  });
  await org.asWorkflow((ctx) => createMissing(ctx, missing()));
  await org.asWorkflow((ctx) => createMissing(ctx, { facilities: [], providers: [], types: [] }));
  await expect(org.asWorkflow((ctx) => createMissing(ctx, missing()))).rejects.toThrow("meanwhile");
  await expect(org.asStaff((ctx) => createMissing(ctx, missing()))).rejects.toMatchObject({ code: "forbidden" });
  const all = { q: "", archived: false };
  const made = await org.asStaff(async (ctx) => [await listFacilities(ctx, all), await listProviders(ctx, all), await listTypes(ctx, all)]);
  expect(made.map((list) => list.length)).toEqual([1, 1, 1]);
  expect((await entries(org)).map((e) => e.detail)).toEqual([{ facilities: 1, providers: 1, types: 1 }]);
});
