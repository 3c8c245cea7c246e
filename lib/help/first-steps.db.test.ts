import { expect, test } from "vitest";
import { replanAppointments } from "@/lib/delivery/plan";
import { saveSetting } from "@/lib/settings/save-setting";
import {
  makeAppointment,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeProvider,
  makeSender,
  useTestDatabase,
} from "@/tests/support/factories";
import { findFirstSteps } from "./first-steps";

const database = useTestDatabase();
const now = new Date("2027-03-01T15:00:00Z");

test("[ADM-05] a new organization sees what is missing; each step is done when the thing is there; then the list goes", async () => {
  const org = await makeOrganization(database.urls);
  const open = async () => (await org.asManager(findFirstSteps))?.filter((step) => !step.done).map((step) => step.id);
  expect(await open()).toEqual(["facility", "provider", "sender", "patients", "planned"]);
  const facilityId = await makeFacility(org);
  await makeProvider(org);
  expect(await open()).toEqual(["sender", "patients", "planned"]);
  await makeSender(org);
  const patientId = await makePatient(org);
  await makeContact(org, patientId);
  const visit = await makeAppointment(org, { patientId, facilityId, startsAt: new Date("2027-03-15T15:00:00Z") });
  expect(await open()).toEqual(["planned"]);
  await org.asStaff((ctx) => replanAppointments(ctx, [visit]), { now });
  expect(await open()).toBeUndefined();
});

test("[ADM-05] [SEC-02] put away for everyone, not shown to staff, and another organization's things count for nothing", async () => {
  const org = await makeOrganization(database.urls);
  const other = await makeOrganization(database.urls);
  await makeFacility(other);
  expect((await org.asManager(findFirstSteps))?.[0]).toMatchObject({ id: "facility", done: false });
  expect(await org.asStaff(findFirstSteps)).toBeUndefined();
  await org.asManager((ctx) => saveSetting(ctx, { key: "help.firstSteps", scope: "organization", value: false }));
  expect(await org.asAdmin(findFirstSteps)).toBeUndefined();
  expect(await other.asAdmin(findFirstSteps)).toBeDefined();
});
