import { describe, expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import {
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  useTestDatabase,
  type TestOrganization,
} from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { addDays, toWall } from "@/lib/time";

const db = useTestDatabase();
const product = useProduct(db);
const ZONE = "America/New_York";

async function moveTo(at: Date): Promise<void> {
  await db.query(
    "update product_clock set offset_ms = greatest(offset_ms, (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint)",
    [at],
  );
}

/** A clinic whose patient has just been reminded of a visit two days ahead. */
async function reminded(
  options: { language?: string; mode?: "A" | "B"; second?: boolean; carrierTakesCancel?: boolean; email?: string } = {},
) {
  const org = await makeOrganization(db.urls, { zone: ZONE });
  const { sms } = await product.connect(
    org,
    options.carrierTakesCancel ? {} : { optOutWords: ["STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT"] },
  );
  if (options.mode === "B") await org.asWorkflow((ctx) => ctx.sql("update sender set cancel_mode = 'B'"));
  const facilityId = await makeFacility(org);
  const patientId = await makePatient(org, { language: options.language ?? "en" });
  const { address: phone } = await makeContact(org, patientId, { contact: { preferred: true } });
  if (options.email) await makeContact(org, patientId, { channel: "email", address: options.email, contact: { rank: 5 } });
  const now = await org.asWorkflow(async (ctx) => ctx.now);
  const date = addDays(toWall(ZONE, now).date, 3);
  const visit = (patient: string, time: string) =>
    org.asStaff((ctx) => createAppointment(ctx, { patientId: patient, facilityId, date, time, minutes: 30 }));
  const { id } = await visit(patientId, "10:00");
  let other: string | undefined;
  if (options.second) {
    const child = await makePatient(org, { first_name: "Mateo", last_name: "Delgado" });
    await makeContact(org, child, { address: phone });
    other = (await visit(child, "10:30")).id;
  }
  const [due] = await org.asWorkflow((ctx) =>
    ctx.sql<{ due: Date }>("select max(due_at) as due from planned_message where state = 'planned'"),
  );
  await moveTo(due!.due);
  await product.settle(org);
  const say = async (body: string) => {
    await product.simulator.reply({ from: phone, to: sms, body });
    await product.settle(org);
    return (await product.simulator.thread(phone)).filter((t) => t.direction === "in").map((t) => t.body);
  };
  return { org, phone, sms, say, id, other };
}

const visitOf = async (org: TestOrganization, id: string) =>
  (
    await org.asStaff((ctx) =>
      ctx.sql<{ lifecycle: string; confirmation: string; running_late: boolean; counts_as_no_show: boolean }>(
        "select lifecycle, confirmation, running_late, counts_as_no_show from appointment where id = $1",
        [id],
      ),
    )
  )[0]!;
const tasks = async (org: TestOrganization) =>
  (await org.asStaff((ctx) => ctx.sql<{ kind: string }>("select kind from staff_task where state = 'open' order by created_at"))).map(
    (t) => t.kind,
  );
const suppressed = async (org: TestOrganization) =>
  (await org.asStaff((ctx) => ctx.sql("select 1 from suppression where lifted_at is null"))).length;

describe("replies", () => {
  test("[REM-02] N cancels, the patient is told, and the slot's reminders end; [REM-13] Y afterwards changes nothing", async () => {
    const c = await reminded();
    const said = await c.say("n");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "cancelled", confirmation: "declined" });
    expect(said[0]).toContain("is canceled");
    const again = await c.say("yes");
    expect(again[0]).toContain("could not be confirmed");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "cancelled" });
  });

  test("[REM-14] a patient may cancel after having confirmed", async () => {
    const c = await reminded();
    await c.say("Y");
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "confirmed" });
    await c.say("N");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "cancelled" });
  });

  test("[REM-02] [TPL-01] Spanish in, Spanish out", async () => {
    const c = await reminded({ language: "es" });
    const said = await c.say("Sí, ahí estaré");
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "confirmed" });
    expect(said[0]).toMatch(/Gracias|confirmad/);
  });

  test("yes but running late confirms and tells the front desk", async () => {
    const c = await reminded();
    await c.say("yes but running late");
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "confirmed", running_late: true });
    expect(await tasks(c.org)).toEqual(["running-late"]);
  });

  test("an unclear answer is asked about once, then handed to staff; nothing is changed", async () => {
    const c = await reminded();
    const said = await c.say("ok cancel it");
    expect(said[0]).toMatch(/not sure/i);
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked", confirmation: "unconfirmed" });
    const before = said.length;
    expect((await c.say("ok cancel it")).length).toBe(before);
    expect(await tasks(c.org)).toContain("reply");
  });

  test("[CON-11] CANCEL in mode A switches texts off, says that the visit stands, and asks staff", async () => {
    const c = await reminded();
    const said = await c.say("cancel");
    expect(said[0]).toContain("NOT canceled");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked" });
    expect(await suppressed(c.org)).toBe(1);
    expect(await tasks(c.org)).toEqual(["texts-or-visit"]);
    await c.say("STOP");
    expect(await suppressed(c.org)).toBe(1);
  });

  test("[CON-11] CANCEL that the carrier takes itself: its confirmation is the only text, and our word that the visit stands goes by e-mail", async () => {
    const c = await reminded({ carrierTakesCancel: true, email: "rosa.mode-a@mail.example" });
    const said = await c.say("cancel");
    expect(said[0]).toContain("unsubscribed");
    expect(said).toHaveLength(2);
    const [mail] = await product.simulator.inbox("rosa.mode-a@mail.example");
    expect(mail!.text).toContain("is not canceled");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked" });
    expect(await tasks(c.org)).toEqual(["texts-or-visit"]);
  });

  test("[CON-11] CANCEL in mode B: texts stop, one question, 1 cancels only the visit and turns texts on again", async () => {
    const c = await reminded({ mode: "B" });
    const said = await c.say("cancel");
    expect(said[0]).toContain("1 = cancel only");
    expect(await suppressed(c.org)).toBe(1);
    await c.say("1");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "cancelled" });
    expect(await suppressed(c.org)).toBe(0);
  });

  test("[CON-11] CANCEL in mode B: anything but 1 is a full opt-out", async () => {
    const c = await reminded({ mode: "B" });
    await c.say("cancel");
    await c.say("2");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked" });
    expect(await suppressed(c.org)).toBeGreaterThan(0);
  });

  test("[CON-11] [CON-09] stop is confirmed once; START by the patient turns texts on; YES never does", async () => {
    const c = await reminded();
    const first = await c.say("please stop");
    expect((await c.say("stop texting me")).length).toBe(first.length);
    await c.say("yes");
    expect(await suppressed(c.org)).toBe(1);
    const said = await c.say("START");
    expect(await suppressed(c.org)).toBe(0);
    // The carrier answers START itself; a second answer from us would be one too many.
    expect(said[0]).toContain("re-subscribed");
  });

  test("[CON-11] HELP is answered by the carrier on its numbers; what the carrier does not know is answered by us", async () => {
    const c = await reminded({ language: "es" });
    const before = (await product.simulator.thread(c.phone)).filter((t) => t.direction === "in").length;
    const said = await c.say("HELP");
    expect(said.slice(0, said.length - before)).toEqual([expect.stringContaining("Reply STOP to unsubscribe")]);
    expect((await c.say("ayuda"))[0]).toContain("Harbor Clinic");
  });

  test("[REM-14] an answer that changes nothing says so", async () => {
    const c = await reminded();
    await c.say("Y");
    expect((await c.say("Y"))[0]).toContain("already confirmed");
  });

  test("[REM-20] two patients on one phone: the answer is never guessed, the list decides", async () => {
    const c = await reminded({ second: true });
    const said = await c.say("Y");
    expect(said[0]).toMatch(/1.*Mateo|1.*Rosa/s);
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "unconfirmed" });
    await c.say("1");
    const both = [await visitOf(c.org, c.id), await visitOf(c.org, c.other!)];
    expect(both.filter((v) => v.confirmation === "confirmed")).toHaveLength(1);
  });

  test("urgent words reach a person at once", async () => {
    const c = await reminded();
    await c.say("I have chest pain");
    expect(await tasks(c.org)).toContain("urgent");
  });
});
