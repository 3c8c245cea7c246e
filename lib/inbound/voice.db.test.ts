import { expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { makeContact, makeFacility, makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { addDays, toWall } from "@/lib/time";

const db = useTestDatabase();
const product = useProduct(db);
const ZONE = "America/New_York";

async function called() {
  const org = await makeOrganization(db.urls, { zone: ZONE });
  await product.connect(org);
  const facilityId = await makeFacility(org);
  const patientId = await makePatient(org);
  const { address: phone } = await makeContact(org, patientId, { channel: "voice" });
  const now = await org.asWorkflow(async (ctx) => ctx.now);
  const date = addDays(toWall(ZONE, now).date, 3);
  const { id } = await org.asStaff((ctx) => createAppointment(ctx, { patientId, facilityId, date, time: "10:00", minutes: 30 }));
  const [due] = await org.asWorkflow((ctx) =>
    ctx.sql<{ at: Date }>("select max(due_at) as at from planned_message where state = 'planned'"),
  );
  await db.query(
    "update product_clock set offset_ms = greatest(offset_ms, (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint)",
    [due!.at],
  );
  await product.settle(org);
  const [call] = await product.simulator.calls(phone);
  await product.simulator.answer(call!.sid);
  const heard = () =>
    org.asStaff((ctx) =>
      ctx.sql("select channel, body, intent, understood, reply_to is not null as bound from message where direction = 'in'"),
    );
  return { org, id, phone, call: call!, heard };
}

test("[REM-02] [RTY-08] key 1 confirms, the call says so, and the key stands among the answers", async () => {
  const c = await called();
  const after = await product.simulator.press(c.call.sid, "1");
  expect(JSON.stringify(after)).toContain("is confirmed");
  const [visit] = await c.org.asStaff((ctx) => ctx.sql("select confirmation, confirmed_channel from appointment where id = $1", [c.id]));
  expect(visit).toMatchObject({ confirmation: "confirmed", confirmed_channel: "voice" });
  expect(await c.heard()).toEqual([{ channel: "voice", body: "Pressed 1", intent: "confirm", understood: "key-1", bound: true }]);
});

test("[CON-11] [CON-09] key 9 stops the calls to this number at once, with proof", async () => {
  const c = await called();
  await product.simulator.press(c.call.sid, "9");
  const [entry] = await c.org.asStaff((ctx) => ctx.sql("select channel, source, how from suppression where lifted_at is null"));
  expect(entry).toMatchObject({ channel: "voice", source: "patient", how: "key-press 9" });
  expect(await c.org.asStaff((ctx) => ctx.sql("select 1 from consent_event where kind = 'opt-out'"))).toHaveLength(1);
  expect(await c.heard()).toMatchObject([{ body: "Pressed 9", intent: "opt-out" }]);
});
