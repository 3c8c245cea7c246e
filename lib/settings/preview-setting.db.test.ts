import { describe, expect, test } from "vitest";
import { replanAppointments } from "@/lib/delivery/plan";
import { cadence } from "@/lib/reminders/settings";
import {
  makeAppointment,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeSender,
  useTestDatabase,
} from "@/tests/support/factories";
import { listSettingChanges } from "./history";
import { previewSetting } from "./preview-setting";
import { saveSetting } from "./save-setting";

const database = useTestDatabase();

const now = new Date("2027-03-01T15:00:00Z");

async function clinic() {
  const org = await makeOrganization(database.urls);
  await makeSender(org);
  const facilityId = await makeFacility(org);
  const patientId = await makePatient(org);
  await makeContact(org, patientId);
  // 11 AM in New York on March 15.
  const appointmentId = await makeAppointment(org, { patientId, facilityId, startsAt: new Date("2027-03-15T15:00:00Z") });
  await org.asStaff((ctx) => replanAppointments(ctx, [appointmentId]), { now });
  return { org, facilityId, appointmentId };
}

const threeHours = { key: cadence.key, scope: "organization", value: [{ id: "3-hours", before: { hours: 3 }, answers: "none" }] } as const;

describe("previewSetting", () => {
  test("[DLV-11] shows one visit's reminders now and with the unsaved value, and leaves nothing behind", async () => {
    const { org, appointmentId } = await clinic();
    const preview = (await org.asManager((ctx) => previewSetting(ctx, threeHours), { now }))!;
    expect(preview.visit.id).toBe(appointmentId);
    expect(preview.before.map((s) => [s.step, s.state, s.at.text])).toEqual([
      ["7-days", "planned", "Mon, Mar 8, 11:00 AM"],
      ["5-days", "planned", "Wed, Mar 10, 11:00 AM"],
      ["2-days", "planned", "Sat, Mar 13, 11:00 AM"],
    ]);
    expect(preview.after.filter((s) => s.state === "planned").map((s) => [s.step, s.at.text])).toEqual([
      ["3-hours", "Mon, Mar 15, 8:00 AM"],
    ]);
    expect(preview.after.find((s) => s.step === "7-days")?.reason).toContain("no longer among them");
    const [left] = await database.query(
      `select (select count(*)::int from setting_value where organization_id = $1) as values,
              (select count(*)::int from audit_entry where organization_id = $1 and action = 'save-setting') as audits,
              (select count(*)::int from outbox_event where organization_id = $1 and name = 'luma/plan.outdated') as events,
              (select plan_revision from organization where id = $1) as revision`,
      [org.organizationId],
    );
    expect(left).toEqual({ values: 0, audits: 0, events: 0, revision: 1 });
  });

  test("[DLV-11] a value that does not fit is refused as by saving; without visits there is nothing to show; staff may not", async () => {
    const { org } = await clinic();
    const wrong = { ...threeHours, value: [{ id: "x", before: {}, answers: "none" }] };
    await expect(org.asManager((ctx) => previewSetting(ctx, wrong), { now })).rejects.toMatchObject({ code: "invalid" });
    await expect(org.asStaff((ctx) => previewSetting(ctx, threeHours), { now })).rejects.toMatchObject({ code: "forbidden" });
    const empty = await makeOrganization(database.urls);
    expect(await empty.asManager((ctx) => previewSetting(ctx, threeHours), { now })).toBeUndefined();
  });

  test("[SEC-02] another organization's facility cannot be previewed, and its visits are not shown", async () => {
    const { facilityId } = await clinic();
    const other = await makeOrganization(database.urls);
    await expect(
      other.asManager((ctx) => previewSetting(ctx, { ...threeHours, scope: "facility", scopeId: facilityId }), { now }),
    ).rejects.toMatchObject({ code: "not-found" });
  });
});

test("[ADM-01] who changed a setting and from what to what, newest first, for one's own organization only", async () => {
  const { org } = await clinic();
  await org.asManager((ctx) => saveSetting(ctx, threeHours));
  await org.asAdmin((ctx) => saveSetting(ctx, { ...threeHours, value: null }));
  const changes = await org.asStaff((ctx) => listSettingChanges(ctx, cadence.key));
  expect(changes.map((c) => [c.by, c.scope, c.old, c.new])).toEqual([
    [`admin of ${org.slug}`, "organization", threeHours.value, null],
    [`manager of ${org.slug}`, "organization", null, threeHours.value],
  ]);
  const other = await makeOrganization(database.urls);
  expect(await other.asStaff((ctx) => listSettingChanges(ctx, cadence.key))).toEqual([]);
});
