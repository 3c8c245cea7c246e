import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { markServed } from "./claim";

const db = useTestDatabase();
const servedAt = async (id: string): Promise<Date> => {
  const [row] = await db.query("select served_at as at from dispatch_lane where organization_id = $1", [id]);
  return row!.at as Date;
};

test("[DLV-13] chunks of one organization do not wait for each other to mark its turn", async () => {
  const org = await makeOrganization(db.urls, { name: `Turns ${newId()}` });
  await org.asWorkflow(markServed);
  const before = await servedAt(org.organizationId);
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  let marked = (): void => {};
  const held = new Promise<void>((resolve) => (marked = resolve));
  const first = org.asWorkflow(async (ctx) => {
    await markServed(ctx);
    marked();
    await ended;
  });
  await held;
  // The first chunk is still being decided.
  await org.asWorkflow(async (ctx) => {
    await ctx.sql("set local lock_timeout = '2s'");
    await markServed(ctx);
  });
  expect(await servedAt(org.organizationId)).toEqual(before);
  end();
  await first;
  expect((await servedAt(org.organizationId)).getTime()).toBeGreaterThan(before.getTime());
});
