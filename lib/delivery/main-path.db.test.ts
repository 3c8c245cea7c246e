import { describe, expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import {
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeProvider,
  makeType,
  useTestDatabase,
  type TestOrganization,
} from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { toWall, addDays } from "@/lib/time";

const db = useTestDatabase();
const product = useProduct(db);

const ZONE = "America/New_York";

/** Moves product time to an instant; only ever forward. */
async function moveTo(at: Date): Promise<void> {
  await db.query(
    "update product_clock set offset_ms = greatest(offset_ms, (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint)",
    [at],
  );
}

const rows = (org: TestOrganization) =>
  org.asWorkflow((ctx) =>
    ctx.sql<{ step_key: string; state: string; reason: string | null; due_at: Date; kind: string; template_key: string }>(
      "select step_key, state, reason, due_at, kind, template_key from planned_message order by due_at, id",
    ),
  );

async function clinic(language = "en") {
  const org = await makeOrganization(db.urls, { zone: ZONE });
  const { sms, twilioAccount } = await product.connect(org);
  const facilityId = await makeFacility(org);
  const providerId = await makeProvider(org);
  const typeId = await makeType(org);
  const patientId = await makePatient(org, { language });
  const contact = await makeContact(org, patientId);
  const now = await org.asWorkflow(async (ctx) => ctx.now);
  const day = addDays(toWall(ZONE, now).date, 10);
  const { id } = await org.asStaff((ctx) =>
    createAppointment(ctx, { patientId, facilityId, providerId, typeId, date: day, time: "14:30", minutes: 30 }),
  );
  return { org, sms, twilioAccount, facilityId, patientId, phone: contact.address, appointmentId: id, day };
}

describe("the main path", () => {
  test("[REM-01] [REM-02] [RTY-03] [CON-14] a visit is planned, reminded of by text, confirmed by Y, and the later reminders give way", async () => {
    const c = await clinic();
    const planned = (await rows(c.org)).filter((r) => r.state === "planned");
    expect(planned.map((r) => r.step_key)).toEqual(["7-days", "5-days", "2-days"]);
    await moveTo(planned[0]!.due_at);
    await product.settle(c.org);
    const thread = await product.simulator.thread(c.phone);
    expect(thread).toHaveLength(1);
    expect(thread[0]!.body).toContain("STOP");
    expect(thread[0]!.body).toMatch(/\/p\/[1-9A-HJ-NP-Za-km-z]{17}/);
    await product.simulator.reply({ from: c.phone, to: c.sms, body: "Y" });
    await product.settle(c.org);
    const [a] = await c.org.asStaff((ctx) =>
      ctx.sql("select confirmation, confirmed_channel from appointment where id = $1", [c.appointmentId]),
    );
    expect(a).toMatchObject({ confirmation: "confirmed", confirmed_channel: "sms" });
    const texts = await product.simulator.thread(c.phone);
    expect(texts[0]!.body).toContain("is confirmed");
    const after = await rows(c.org);
    expect(after.find((r) => r.step_key === "5-days")).toMatchObject({ state: "skipped", reason: "already-confirmed" });
    expect(after.find((r) => r.step_key === "2-days")).toMatchObject({ state: "planned" });
    const [m] = await c.org.asStaff((ctx) =>
      ctx.sql("select body, status, template_version, consent_state, sender_id, segments from message where kind = 'reminder'"),
    );
    expect(m).toMatchObject({ status: "delivered", template_version: "standard", consent_state: "not-opted-out", segments: 2 });
    expect(m!.body).toContain("[appointment link]");
  });

  test("[CON-11] [CON-09] STOP is honoured at once, confirmed once, and nothing more goes out", async () => {
    const c = await clinic();
    const planned = (await rows(c.org)).filter((r) => r.state === "planned");
    await moveTo(planned[0]!.due_at);
    await product.settle(c.org);
    await product.simulator.reply({ from: c.phone, to: c.sms, body: "please stop texting me" });
    await product.settle(c.org);
    const texts = await product.simulator.thread(c.phone);
    expect(texts).toHaveLength(3);
    expect(texts[0]!.body).toContain("no more texts");
    const after = await rows(c.org);
    expect(after.filter((r) => r.kind === "reminder" && r.state === "planned")).toEqual([]);
    expect(after.find((r) => r.step_key === "2-days")).toMatchObject({ state: "skipped", reason: "do-not-contact" });
  });
});
