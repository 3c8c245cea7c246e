import { expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { makeContact, makeFacility, makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { saveSetting } from "@/lib/settings/save-setting";
import { addDays, toWall } from "@/lib/time";

const db = useTestDatabase();
const product = useProduct(db);
const ZONE = "America/New_York";

/** A patient who was reminded by text of a visit at Uptown; Main Street has another visit and another number. */
async function reminded(forward: boolean, phone: string | null = "+12125550177") {
  const org = await makeOrganization(db.urls, { zone: ZONE });
  const { sms } = await product.connect(org);
  await makeFacility(org);
  const uptown = await makeFacility(org, { name: "Uptown", phone });
  const patientId = await makePatient(org);
  const { address } = await makeContact(org, patientId, { channel: "sms" });
  const now = await org.asWorkflow(async (ctx) => ctx.now);
  const date = addDays(toWall(ZONE, now).date, 3);
  await org.asStaff((ctx) => createAppointment(ctx, { patientId, facilityId: uptown, date, time: "10:00", minutes: 30 }));
  const [due] = await org.asWorkflow((ctx) =>
    ctx.sql<{ at: Date }>("select max(due_at) as at from planned_message where state = 'planned'"),
  );
  await db.query(
    "update product_clock set offset_ms = greatest(offset_ms, (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint)",
    [due!.at],
  );
  await product.settle(org);
  if (forward) await org.asManager((ctx) => saveSetting(ctx, { key: "reminders.forwardCalls", scope: "organization", value: true }));
  return { org, sms, phone: address, uptown };
}

const lines = (call: { lines: { who: string; text: string }[] }): string => call.lines.map((l) => `${l.who}: ${l.text}`).join("\n");

test("[REM-22] a call to the reminder's number is put through to the facility that the last reminder was about", async () => {
  const r = await reminded(true);
  const call = await product.simulator.callIn({ from: r.phone, to: r.sms });
  expect(lines(call)).toBe("line: Put through to +12125550177");
  expect(call.status).toBe("in-progress");
  expect((await product.simulator.hangUp(call.sid)).status).toBe("completed");
});

test("[REM-22] switched off, without a facility's number, or from a phone that nobody reminded: a voice names the practice and its number", async () => {
  const off = await reminded(false);
  const heard = lines(await product.simulator.callIn({ from: off.phone, to: off.sms }));
  expect(heard).toContain("practice: ");
  expect(heard).not.toContain("Put through");
  const without = await reminded(true, null);
  expect(lines(await product.simulator.callIn({ from: without.phone, to: without.sms }))).not.toContain("Put through");
  const strange = await reminded(true);
  expect(lines(await product.simulator.callIn({ from: "+12065550987", to: strange.sms }))).not.toContain("Put through");
});

test("[REM-22] [CON-11] key 9 in a call that a patient made stops the calls to this phone, with proof", async () => {
  const r = await reminded(false);
  const call = await product.simulator.callIn({ from: r.phone, to: r.sms });
  expect(call.waiting).toBe(true);
  await product.simulator.press(call.sid, "9");
  const [entry] = await r.org.asStaff((ctx) => ctx.sql("select channel, source, how from suppression where lifted_at is null"));
  expect(entry).toMatchObject({ channel: "voice", source: "patient", how: "key-press 9" });
  expect(await r.org.asStaff((ctx) => ctx.sql("select intent, body from message where direction = 'in'"))).toEqual([
    { intent: "opt-out", body: "Called and pressed 9" },
  ]);
});
