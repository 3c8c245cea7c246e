import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { insertRow, makeFacility, makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { loadShell } from "./queries";

const database = useTestDatabase();

test("the frame shows this organization's facilities and open tasks, and nothing of another's", async () => {
  const org = await makeOrganization(database.urls, { name: "Harbor Clinic" });
  const other = await makeOrganization(database.urls, { name: "Other Clinic" });
  const north = await makeFacility(org, { name: "North" });
  const east = await makeFacility(org, { name: "East" });
  await makeFacility(org, { name: "Closed", archived_at: new Date() });
  const otherFacility = await makeFacility(other, { name: "Elsewhere" });
  const task = (owner: typeof org, values: Record<string, unknown>) =>
    insertRow(owner, "staff_task", { id: newId(), kind: "unclear-reply", created_at: new Date(), ...values });
  await task(org, { facility_id: north });
  await task(org, { facility_id: east });
  await task(org, {});
  await task(org, { state: "done", closed_at: new Date() });
  await task(other, { facility_id: otherFacility });

  const all = await org.asStaff((ctx) => loadShell(ctx, null));
  expect(all).toMatchObject({ organization: "Harbor Clinic", needsPerson: 3, clockAheadMs: 0 });
  expect(all.facilities).toEqual([
    { id: east, name: "East" },
    { id: north, name: "North" },
  ]);
  expect((await org.asStaff((ctx) => loadShell(ctx, north))).needsPerson).toBe(2);
  expect((await other.asStaff((ctx) => loadShell(ctx, north))).needsPerson).toBe(0);
  expect((await other.asStaff((ctx) => loadShell(ctx, null))).facilities.map((facility) => facility.name)).toEqual(["Elsewhere"]);
});
