import { expect, test } from "vitest";
import { relayOutbox, type OutboxRow } from "@/lib/tenancy/resolve";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { emit } from "./emit";
import { startRelay, toEvents } from "./relay";

const db = useTestDatabase();

test("an event leaves with the change that causes it, or not at all", async () => {
  const org = await makeOrganization(db.urls);
  await expect(
    org.asStaff(async (ctx) => {
      await emit(ctx, "luma/dispatch.nudged", { reason: "answer" });
      throw new Error("the change failed");
    }),
  ).rejects.toThrow("the change failed");
  await org.asStaff((ctx) => emit(ctx, "luma/plan.outdated", { revision: 2 }));
  const seen: OutboxRow[] = [];
  await relayOutbox(async (rows) => void seen.push(...rows));
  expect(seen.map((r) => [r.name, r.data])).toEqual([
    ["luma/plan.outdated", { revision: 2, organizationId: org.organizationId, requestId: expect.any(String) }],
  ]);
  expect(await relayOutbox(async () => undefined)).toBe(0);
});

test("a relay that dies after handing over hands the same ids over again, which the engine ignores", async () => {
  const org = await makeOrganization(db.urls);
  await org.asStaff((ctx) => emit(ctx, "luma/plan.outdated", { revision: 3 }));
  const ids: string[] = [];
  await expect(
    relayOutbox(async (rows) => {
      ids.push(...rows.map((r) => r.id));
      throw new Error("killed");
    }),
  ).rejects.toThrow("killed");
  await relayOutbox(async (rows) => void ids.push(...rows.map((r) => r.id)));
  expect(ids).toHaveLength(2);
  expect(ids[0]).toBe(ids[1]);
});

test("nudges of one batch become one; other events keep their number and order", () => {
  const row = (id: string, name: string): OutboxRow => ({ organizationId: "o", id, name, data: {} });
  const rows = [
    row("1", "luma/dispatch.nudged"),
    row("2", "luma/receipt.stored"),
    row("3", "luma/dispatch.nudged"),
    row("4", "luma/receipt.stored"),
  ];
  expect(toEvents(rows).map((e) => e.id)).toEqual(["2", "3", "4"]);
});

test("the running relay hands over at once, and finishes what is under way when it stops", async () => {
  const org = await makeOrganization(db.urls);
  const seen: string[] = [];
  const stop = await startRelay(async (events) => void seen.push(...events.map((e) => e.name)));
  await org.asStaff((ctx) => emit(ctx, "luma/receipt.stored", { receiptId: "r", lane: "l" }));
  await expect.poll(() => seen, { timeout: 5_000 }).toContain("luma/receipt.stored");
  await stop();
});

test("[SEC-02] an organization sees its own events only, and can change none", async () => {
  const mine = await makeOrganization(db.urls);
  const theirs = await makeOrganization(db.urls);
  await mine.asStaff((ctx) => emit(ctx, "luma/plan.outdated", { revision: 9 }));
  expect(await theirs.asAdmin((ctx) => ctx.sql("select 1 from outbox_event"))).toEqual([]);
  await expect(mine.asAdmin((ctx) => ctx.sql("delete from outbox_event"))).rejects.toThrow(/permission denied/);
});
