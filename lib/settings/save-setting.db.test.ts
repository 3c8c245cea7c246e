import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { deliverySettings } from "@/lib/delivery/settings";
import { reminderSettings } from "@/lib/reminders/settings";
import { insertRow, makeFacility, makeOrganization, makeProvider, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { listSettings } from "./queries";
import { loadSettings } from "./resolve";
import { saveSetting } from "./save-setting";

const database = useTestDatabase();
const { sameDay } = reminderSettings;
const { legalFloor } = deliverySettings;

const events = (org: TestOrganization) =>
  database.query("select name, data from outbox_event where organization_id = $1 order by id", [org.organizationId]);
const entries = (org: TestOrganization) =>
  database.query("select action, detail, actor_id from audit_entry where organization_id = $1 order by id", [org.organizationId]);

describe("saveSetting", () => {
  test("[ADM-01] saving changes what is read, leaves old and new in the audit, and outdates the plan once", async () => {
    const org = await makeOrganization(database.urls);
    const facilityId = await makeFacility(org);
    const save = (value: unknown) =>
      org.asManager((ctx) => saveSetting(ctx, { key: sameDay.key, scope: "facility", scopeId: facilityId, value }));
    expect(await save("each")).toEqual({ changed: true, planRevision: 2 });
    expect(await save("each")).toEqual({ changed: false, planRevision: 2 });
    expect(await org.asStaff(async (ctx) => (await loadSettings(ctx)).get(sameDay, { facilityId }))).toEqual({
      value: "each",
      from: "facility",
      scopeId: facilityId,
    });
    expect(await save(null)).toEqual({ changed: true, planRevision: 3 });
    expect(await save(null)).toEqual({ changed: false, planRevision: 3 });
    expect((await events(org)).map((e) => [e.name, (e.data as { revision: number }).revision])).toEqual([
      ["luma/plan.outdated", 2],
      ["luma/plan.outdated", 3],
    ]);
    expect(await entries(org)).toEqual([
      {
        action: "save-setting",
        actor_id: org.users.manager,
        detail: { key: sameDay.key, scope: "facility", old: null, new: '"each"' },
      },
      {
        action: "save-setting",
        actor_id: org.users.manager,
        detail: { key: sameDay.key, scope: "facility", old: '"each"', new: null },
      },
    ]);
  });

  test("[ADM-01] a reader in the same transaction sees the change", async () => {
    const org = await makeOrganization(database.urls);
    await org.asManager(async (ctx) => {
      expect((await loadSettings(ctx)).get(sameDay).from).toBe("default");
      await saveSetting(ctx, { key: sameDay.key, scope: "organization", value: "each" });
      expect((await loadSettings(ctx)).get(sameDay)).toMatchObject({ value: "each", from: "organization" });
    });
  });

  test("[SEC-02] staff may not save, a manager not what is the admin's, nobody for another organization's facility", async () => {
    const org = await makeOrganization(database.urls);
    const other = await makeOrganization(database.urls);
    const theirs = await makeFacility(other);
    const organization = { key: sameDay.key, scope: "organization", value: "each" } as const;
    await expect(org.asStaff((ctx) => saveSetting(ctx, organization))).rejects.toMatchObject({ code: "forbidden" });
    const floor = { key: legalFloor.key, scope: "organization", value: false } as const;
    await expect(org.asManager((ctx) => saveSetting(ctx, floor))).rejects.toMatchObject({ code: "forbidden" });
    await expect(org.asAdmin((ctx) => saveSetting(ctx, floor))).resolves.toMatchObject({ changed: true });
    await expect(
      org.asAdmin((ctx) => saveSetting(ctx, { key: sameDay.key, scope: "facility", scopeId: theirs, value: "each" })),
    ).rejects.toMatchObject({ code: "not-found" });
    expect(await other.asStaff(async (ctx) => (await loadSettings(ctx)).get(legalFloor).value)).toBe(true);
  });

  test("[ADM-01] a wrong value, scope or key is refused with what is wrong, and nothing is saved", async () => {
    const org = await makeOrganization(database.urls);
    const providerId = await makeProvider(org);
    const save = (input: Parameters<typeof saveSetting>[1]) => org.asAdmin((ctx) => saveSetting(ctx, input));
    await expect(save({ key: sameDay.key, scope: "organization", value: "sometimes" })).rejects.toMatchObject({
      code: "invalid",
      fields: { value: expect.stringContaining("first") },
    });
    await expect(save({ key: sameDay.key, scope: "provider", scopeId: providerId, value: "each" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(save({ key: "reminders.unknown", scope: "organization", value: 1 })).rejects.toMatchObject({ code: "not-found" });
    await expect(save({ key: sameDay.key, scope: "facility", value: "each" })).rejects.toMatchObject({ code: "not-found" });
    expect(await entries(org)).toEqual([]);
  });

  test("[ADM-01] two who save at once take turns: both are audited with what they replaced", async () => {
    const org = await makeOrganization(database.urls);
    const save = (value: unknown) => org.asManager((ctx) => saveSetting(ctx, { key: sameDay.key, scope: "organization", value }));
    const results = await Promise.all([save("each"), save("first"), save("each"), save("first")]);
    const changed = results.filter((r) => r.changed);
    const trail = (await entries(org)).map((e) => e.detail as { old: string | null; new: string });
    expect(trail).toHaveLength(changed.length);
    const revisions = changed.map((r) => r.planRevision);
    expect(new Set(revisions).size).toBe(revisions.length);
    const [row] = await database.query("select value from setting_value where organization_id = $1", [org.organizationId]);
    expect(trail.some((t) => t.old === null)).toBe(true);
    expect(trail.map((t) => t.new)).toContain(JSON.stringify(row!.value));
  });

  test("[ADM-01] the list shows every setting with who stored what, and marks what no longer fits", async () => {
    const org = await makeOrganization(database.urls);
    await org.asManager((ctx) => saveSetting(ctx, { key: sameDay.key, scope: "organization", value: "each" }));
    await insertRow(org, "setting_value", { scope: "facility", scope_id: newId(), key: sameDay.key, value: '"odd"' });
    const list = await org.asStaff((ctx) => listSettings(ctx));
    expect(list.find((s) => s.key === legalFloor.key)).toMatchObject({ stored: [], default: true, area: "delivery" });
    expect(list.find((s) => s.key === sameDay.key)!.stored).toMatchObject([
      { scope: "facility", value: "odd", valid: false, updatedBy: null },
      { scope: "organization", value: "each", valid: true, updatedBy: `manager of ${org.slug}` },
    ]);
  });
});
