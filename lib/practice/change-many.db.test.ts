import { expect, test } from "vitest";
import { loadVisits } from "@/lib/delivery/facts";
import { visitSquigglyFacts } from "@/lib/delivery/squiggly-facts";
import {
  makeAppointment,
  makeFacility,
  makeOrganization,
  makePatient,
  makeProvider,
  makeType,
  useTestDatabase,
} from "@/tests/support/factories";
import { changeMany } from "./change-many";
import { listFacilities, listProviders, listTypes } from "./queries";
import { saveFacility } from "./save-facility";
import { facilityInput } from "./schemas";

const database = useTestDatabase();
const all = { q: "", archived: false };
const plan = async (organizationId: string) =>
  (await database.query("select plan_revision as revision from organization where id = $1", [organizationId]))[0]!.revision;

test("[ADM-02] one field of several types changes together, with what was there before, and that given back undoes it", async () => {
  const org = await makeOrganization(database.urls);
  const ids = [await makeType(org, { name: "A", minutes: 15 }), await makeType(org, { name: "B", minutes: 30 })];
  const third = await makeType(org, { name: "C", minutes: 45 });
  const change = (changes: { id: string; value: number }[]) =>
    org.asManager((ctx) => changeMany(ctx, { table: "appointment_type", field: "minutes", changes }));
  const { before } = await change(ids.map((id) => ({ id, value: 30 })));
  expect(before).toEqual([{ id: ids[0], value: 15 }]);
  const minutes = async () => (await org.asStaff((ctx) => listTypes(ctx, all))).map((row) => row.minutes);
  expect(await minutes()).toEqual([30, 30, 45]);
  await change([{ id: third, value: 5 }]);
  await change([...(before as { id: string; value: number }[]), { id: third, value: 45 }]);
  expect(await minutes()).toEqual([15, 30, 45]);
  expect(await plan(org.organizationId)).toBe(1);
  const entries = await database.query(
    "select detail from audit_entry where organization_id = $1 and action = 'change-resources' order by id",
    [org.organizationId],
  );
  expect(entries.map((e) => (e.detail as { count: number }).count)).toEqual([1, 1, 2]);
});

test("[ADM-02] [REM-27] reminders switched off for several providers are planned again; the same again is no change", async () => {
  const org = await makeOrganization(database.urls);
  const changes = [await makeProvider(org), await makeProvider(org)].map((id) => ({ id, value: false }));
  const off = () => org.asManager((ctx) => changeMany(ctx, { table: "provider", field: "remindersEnabled", changes }));
  expect((await off()).before).toHaveLength(2);
  expect((await off()).before).toEqual([]);
  expect((await org.asStaff((ctx) => listProviders(ctx, all))).map((row) => row.remindersEnabled)).toEqual([false, false]);
  expect(await plan(org.organizationId)).toBe(2);
});

test("[ADM-02] [SEC-02] another organization's rows, staff, other columns and wrong values are refused, and nothing is changed", async () => {
  const org = await makeOrganization(database.urls);
  const other = await makeOrganization(database.urls);
  const [mine, theirs] = [await makeFacility(org), await makeFacility(other)];
  const { phone } = (await org.asStaff((ctx) => listFacilities(ctx, all)))[0]!;
  const on = (field: string, value: string | boolean, ids = [mine]) => ({
    table: "facility" as const,
    field,
    changes: ids.map((id) => ({ id, value })),
  });
  await expect(org.asManager((ctx) => changeMany(ctx, on("remindersEnabled", false, [mine, theirs])))).rejects.toMatchObject({
    code: "not-found",
  });
  await expect(org.asStaff((ctx) => changeMany(ctx, on("remindersEnabled", false)))).rejects.toMatchObject({ code: "forbidden" });
  await expect(org.asManager((ctx) => changeMany(ctx, on("organization_id", false)))).rejects.toMatchObject({ code: "invalid" });
  await expect(org.asManager((ctx) => changeMany(ctx, on("phone", "123")))).rejects.toMatchObject({ code: "invalid" });
  expect((await org.asStaff((ctx) => listFacilities(ctx, all)))[0]).toMatchObject({ remindersEnabled: true, phone });
});

test("[ADM-02] opening hours and instructions by channel are saved, and messages say them", async () => {
  const org = await makeOrganization(database.urls);
  const open = { from: "08:00", to: "17:00" };
  const input = facilityInput.parse({
    name: "Main Street",
    zone: "America/New_York",
    remindersEnabled: true,
    specialInstructions: { en: "Press 2.", "en/voice": "Ring twice.", "es/sms": " " },
    openingHours: [null, open, open, open, open, open, null],
  });
  const { id } = await org.asManager((ctx) => saveFacility(ctx, input));
  const patientId = await makePatient(org);
  const visitId = await makeAppointment(org, { patientId, facilityId: id, startsAt: new Date("2027-03-15T15:00:00Z") });
  const [visit] = await org.asStaff((ctx) => loadVisits(ctx, [visitId]));
  const organization = { name: "Harbor", phone: null, website: null, zone: "America/New_York" };
  const said = (channel: "sms" | "voice", language = "en") =>
    visitSquigglyFacts({ visit: visit!, sameDay: [], organization, language, channel, links: {} });
  expect(said("sms").facility?.hours).toBe("Mon–Fri 8:00 AM–5:00 PM");
  expect(said("sms").appointment?.instructions?.facility).toBe("Press 2.");
  expect(said("voice", "es").appointment?.instructions?.facility).toBe("Ring twice.");
  expect(facilityInput.safeParse({ ...input, openingHours: [{ from: "17:00", to: "08:00" }] }).success).toBe(false);
});
