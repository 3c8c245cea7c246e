import { expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { newId } from "@/lib/ids";
import { addDays, toWall } from "@/lib/time";
import { makeContact, makeFacility, makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { openPage, PAGE_PURPOSES } from "./open-page";
import { post } from "./pages.fixture";
import { postAnswer } from "./posts";
import { loadVisitPage } from "./visit-page";

const db = useTestDatabase();
const product = useProduct(db);
const ZONE = "America/New_York";

/** Moves product time to an instant; only ever forward. */
const moveTo = (at: Date) =>
  db.query(
    "update product_clock set offset_ms = greatest(offset_ms, (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint)",
    [at],
  );

test("[REM-03] [REM-05] [REM-06] the link in the text that went out confirms the visit, and the reminders after it give way", async () => {
  const org = await makeOrganization(db.urls, { zone: ZONE });
  await product.connect(org);
  const facilityId = await makeFacility(org);
  const patientId = await makePatient(org);
  const { address } = await makeContact(org, patientId);
  const now = await org.asWorkflow(async (ctx) => ctx.now);
  const date = addDays(toWall(ZONE, now).date, 10);
  const { id } = await org.asStaff((ctx) => createAppointment(ctx, { patientId, facilityId, date, time: "14:30", minutes: 30 }));
  const planned = () =>
    db.query(
      "select step_key, state, reason, due_at from planned_message where appointment_id = $1 and kind = 'reminder' order by due_at",
      [id],
    );
  await moveTo((await planned())[0]!.due_at as Date);
  await product.settle(org);
  const [text] = await product.simulator.thread(address);
  const token = /\/p\/([1-9A-HJ-NP-Za-km-z]{17})/.exec(text!.body)![1]!;

  const opened = await openPage({ token, purpose: PAGE_PURPOSES.visit, ip: "198.51.100.9", requestId: newId() }, loadVisitPage);
  expect(opened).toMatchObject({ ok: true, data: { status: "unconfirmed", canConfirm: true, canCancel: true, moved: false, date } });
  expect(await post(postAnswer, token, { answer: "confirm", revision: "1" })).toBe(`303 /p/${token}`);

  // [RTY-08] The button stands among the answers, once.
  await post(postAnswer, token, { answer: "confirm", revision: "1" });
  expect(await db.query("select body, intent, channel from message where direction = 'in' and appointment_id = $1", [id])).toEqual([
    { body: "Confirmed on the visit's page", intent: "confirm", channel: "sms" },
  ]);
  expect(await db.query("select confirmation, confirmed_channel from appointment where id = $1", [id])).toEqual([
    { confirmation: "confirmed", confirmed_channel: "web" },
  ]);
  expect(await db.query("select state, answer from question where appointment_id = $1", [id])).toEqual([
    { state: "answered", answer: "confirm" },
  ]);
  expect((await planned()).map(({ step_key, state, reason }) => [step_key, state, reason])).toEqual([
    ["7-days", "sent", null],
    ["5-days", "skipped", "already-confirmed"],
    ["2-days", "planned", null],
  ]);
  await product.settle(org);
  expect(await product.simulator.thread(address)).toHaveLength(1);
});
