import { expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { readUpkeep } from "@/lib/health/upkeep";
import { addDays, toWall } from "@/lib/time";
import { testEnvironment } from "@/tests/support/environment";
import { makeContact, makeFacility, makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { moveTo } from "@/tests/support/reminded";

const database = useTestDatabase();
const product = useProduct(database);
const SECRET = "secret-of-the-cron-test";

async function call(
  job: string,
  authorization?: string,
): Promise<{ status: number; body: { done?: Record<string, number>; failed?: string[] } }> {
  testEnvironment(database, { APP_URL: product.url, SIMULATOR_URL: product.simulatorUrl, CRON_SECRET: SECRET, VERCEL: "1" });
  const { GET } = await import("@/app/api/cron/[job]/route");
  const request = new Request(`http://localhost/api/cron/${job}`, { headers: authorization ? { authorization } : {} });
  const answer = await GET(request, { params: Promise.resolve({ job }) });
  testEnvironment(database, { VERCEL: undefined, CRON_SECRET: undefined });
  return { status: answer.status, body: answer.status === 200 || answer.status === 500 ? await answer.json() : {} };
}

test("[OPS-03] [SEC-04] the cron addresses open to the secret only", async () => {
  expect((await call("heartbeat")).status).toBe(401);
  expect((await call("heartbeat", "Bearer wrong")).status).toBe(401);
  expect((await call("nothing", `Bearer ${SECRET}`)).status).toBe(404);
  testEnvironment(database);
  const { GET } = await import("@/app/api/cron/[job]/route");
  const without = new Request("http://localhost/api/cron/heartbeat", { headers: { authorization: `Bearer ${SECRET}` } });
  expect((await GET(without, { params: Promise.resolve({ job: "heartbeat" }) })).status).toBe(404);
});

test("[OPS-03] without a worker: a visit is planned, the cron sends its reminder once, takes back what died, and seals the audit log", async () => {
  const org = await makeOrganization(database.urls, { zone: "America/New_York" });
  await product.connect(org);
  const facilityId = await makeFacility(org);
  const patientId = await makePatient(org);
  const { address } = await makeContact(org, patientId, { contact: { preferred: true } });
  const date = addDays(toWall("America/New_York", await org.asWorkflow(async (ctx) => ctx.now)).date, 3);
  await org.asStaff((ctx) => createAppointment(ctx, { patientId, facilityId, date, time: "10:00", minutes: 30 }));
  const [due] = await org.asWorkflow((ctx) =>
    ctx.sql<{ at: Date }>("select min(due_at) as at from planned_message where state = 'planned'"),
  );
  await moveTo(database, due!.at);
  const beats = await Promise.all([1, 2].map(() => call("heartbeat", `Bearer ${SECRET}`)));
  beats.push(await call("heartbeat", `Bearer ${SECRET}`));
  expect(beats.map((beat) => [beat.status, beat.body.failed])).toEqual(beats.map(() => [200, []]));
  expect(Object.keys(beats.at(-1)!.body.done ?? {})).toEqual(expect.arrayContaining(["messages", "cancels", "sealed"]));
  expect(beats.reduce((sum, beat) => sum + (beat.body.done?.messages ?? 0), 0)).toBe(1);
  expect(await product.simulator.thread(address)).toHaveLength(1);
  const sent = await org.asWorkflow((ctx) => ctx.sql("select 1 from planned_message where state = 'sent'"));
  expect(sent).toHaveLength(1);
  const unsealed = await database.query("select count(*)::int as n from audit_entry where seal is null and organization_id = $1", [
    org.organizationId,
  ]);
  expect(unsealed).toEqual([{ n: 0 }]);
});

test("[OPS-03] every night it deletes what is old, and says so on the screen", async () => {
  expect(await call("upkeep", `Bearer ${SECRET}`)).toEqual({
    status: 200,
    body: { done: { outbox: 0, health: 0, receipts: 0, counted: 0, imports: 0 }, failed: [] },
  });
  expect(Object.keys(await readUpkeep()).toSorted()).toEqual(["imports", "outbox", "receipts"]);
});
