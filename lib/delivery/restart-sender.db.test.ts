import { expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { makeContact, makeFacility, makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { addDays, toWall } from "@/lib/time";
import { restartSenders } from "./restart-sender";
import { sendNow } from "./send-now";

const db = useTestDatabase();
const product = useProduct(db);

test("[RTY-01] a sender that the carrier calls misconfigured is stopped, its messages wait, a manager starts it again and they go out once", async () => {
  const org = await makeOrganization(db.urls);
  await product.connect(org);
  const facilityId = await makeFacility(org);
  const patientId = await makePatient(org);
  const { address } = await makeContact(org, patientId);
  // In the middle of the clinic's day, so that hours do not matter.
  const now = await org.asWorkflow(async (ctx) => ctx.now);
  const wall = toWall("America/New_York", now);
  await db.query("update product_clock set offset_ms = offset_ms + $1", [(((36 - wall.hour) % 24) + 24) * 3_600_000]);
  const date = addDays(wall.date, 12);
  await org.asStaff((ctx) => createAppointment(ctx, { patientId, facilityId, date, time: "10:00", minutes: 30 }));
  const [row] = await org.asWorkflow((ctx) => ctx.sql<{ id: string }>("select id from planned_message where step_key = '7-days'"));
  await product.simulator.behave("twilio", { failRate: 1, code: "21606" });
  await org.asStaff((ctx) => sendNow(ctx, { plannedMessageId: row!.id }));
  await product.settle(org);
  const state = () => org.asWorkflow((ctx) => ctx.sql("select state, reason from planned_message where id = $1", [row!.id]));
  expect((await state())[0]).toMatchObject({ state: "planned", reason: "sender-stopped" });
  await db.query("update product_clock set offset_ms = offset_ms + 16 * 60000");
  await product.settle(org);
  expect((await state())[0]).toMatchObject({ state: "held", reason: "sender-stopped" });
  expect(await org.asStaff((ctx) => ctx.sql("select kind from staff_task where state = 'open'"))).toEqual([{ kind: "sender-stopped" }]);
  await product.simulator.behave("twilio");
  await expect(org.asStaff((ctx) => restartSenders(ctx))).rejects.toMatchObject({ code: "forbidden" });
  const other = await makeOrganization(db.urls);
  await expect(other.asManager((ctx) => restartSenders(ctx))).rejects.toMatchObject({ code: "not-found" });
  expect(await org.asManager((ctx) => restartSenders(ctx))).toMatchObject({ waiting: 1 });
  await product.settle(org);
  expect((await state())[0]).toMatchObject({ state: "sent" });
  expect(await product.simulator.thread(address)).toHaveLength(1);
  expect(await org.asStaff((ctx) => ctx.sql("select 1 from staff_task where state = 'open'"))).toEqual([]);
});
