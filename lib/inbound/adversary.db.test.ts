import { createHmac, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { cancelAppointment } from "@/lib/appointments/cancel-appointment";
import { moveAppointment } from "@/lib/appointments/move-appointment";
import { addSuppression } from "@/lib/consent/add-suppression";
import { liftByStaff } from "@/lib/consent/lift";
import { changeAddress } from "@/lib/patients/save-contacts";
import { setPatientStatus } from "@/lib/patients/set-status";
import { addDays } from "@/lib/time";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { processReceipt } from "./process-receipt";
import { applyReceipt } from "./receipts";
import { moveTo, reminded, stopsOf, tasksOf, visitOf } from "@/tests/support/reminded";
import { answerCall, pressKey } from "./voice";
import { receiveTwilio } from "./webhooks";

const db = useTestDatabase();
const product = useProduct(db);
const clinic = (options: Parameters<typeof reminded>[2] = {}) => reminded(db, product, options);
type Clinic = Awaited<ReturnType<typeof clinic>>;

const sid = (): string => `SM${randomBytes(16).toString("hex")}`;

/** A text as the carrier would post it, signed. */
async function post(c: Clinic, over: Record<string, string> = {}, account = c.twilioAccount): Promise<number> {
  const url = `${product.url}/api/webhooks/twilio/${account}/sms`;
  const form = new URLSearchParams({ MessageSid: sid(), AccountSid: `AC${"1".repeat(32)}`, From: c.phone, To: c.sms, Body: "Y", ...over });
  const signed =
    url +
    [...form]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => k + v)
      .join("");
  const signature = createHmac("sha1", "test-auth-token-of-the-simulator").update(signed).digest("base64");
  const request = new Request(url, {
    method: "POST",
    headers: { "x-twilio-signature": signature, "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
  });
  return (await receiveTwilio(request, account, "sms")).status;
}

/** Works on what is stored as the workflow does: six tries, then dead. */
async function work(c: Pick<Clinic, "org">): Promise<string[]> {
  const ends: string[] = [];
  for (let i = 0; i < 6; i++) {
    const waiting = await c.org.asWorkflow((ctx) =>
      ctx.sql<{ id: string }>("select id from webhook_receipt where state = 'new' order by received_at, id"),
    );
    if (!waiting.length) break;
    for (const { id } of waiting) ends.push(await processReceipt(c.org.organizationId, id).catch(() => "again"));
  }
  await product.settle(c.org);
  return ends;
}

describe("opting out", () => {
  test("[CON-11] STOP with a null byte, ten thousand characters or half an emoji in it is still honoured", async () => {
    for (const body of ["STOP\u0000", `stop texting me ${"please ".repeat(1_500)}`, "\ud83dSTOP"]) {
      const c = await clinic();
      expect(await post(c, { Body: body })).toBe(200);
      // A late delivery report of the reminder may be among them.
      expect([...new Set(await work(c))]).toEqual(["done"]);
      expect(
        (await stopsOf(c.org)).map((s) => s.source),
        JSON.stringify(body.slice(0, 20)),
      ).toEqual(["patient"]);
    }
  });

  test("[CON-11] STOP to a number that is no longer ours stops the patient's texts all the same, and a person is told", async () => {
    const c = await clinic();
    await post(c, { Body: "STOP", To: "+18335559999" });
    await work(c);
    expect(await stopsOf(c.org)).toMatchObject([{ source: "patient", channel: null, sender_id: null }]);
    expect(await tasksOf(c.org)).toContain("receipt-dead");
  });

  test("[CON-11] STOP to a number that is no longer ours stays the patient's word when staff take their own entry back", async () => {
    const c = await clinic();
    const { id } = await c.org.asStaff((ctx) => addSuppression(ctx, { address: c.phone, note: "asked at the desk" }));
    await post(c, { Body: "STOP", To: "+18335559999" });
    await work(c);
    await c.org.asStaff((ctx) => liftByStaff(ctx, { suppressionId: id }));
    expect(await stopsOf(c.org)).toMatchObject([{ source: "patient", channel: null, sender_id: null }]);
  });

  test("[CON-09] what staff entered after the patient's STOP, and why, is not lifted by START", async () => {
    const c = await clinic();
    await c.say("STOP");
    await c.org.asStaff((ctx) => addSuppression(ctx, { address: c.phone, note: "the number is somebody else's now" }));
    await c.say("START");
    expect((await stopsOf(c.org)).map((s) => s.source)).toEqual(["staff"]);
    const notes = await c.org.asStaff((ctx) => ctx.sql("select note from suppression where lifted_at is null"));
    expect(notes).toEqual([{ note: "the number is somebody else's now" }]);
  });

  test("[CON-11] after CANCEL was answered with 1, a thank-you is a thank-you and no opt-out", async () => {
    const c = await clinic({ mode: "B" });
    await c.say("cancel");
    await c.say("1");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "cancelled" });
    await c.say("thank you");
    expect(await stopsOf(c.org)).toEqual([]);
  });

  test("[CON-11] [REM-07] 1 in answer to CANCEL does not cancel a visit that was moved since the question", async () => {
    const c = await clinic({ mode: "B" });
    await c.say("cancel");
    await c.org.asStaff((ctx) => moveAppointment(ctx, { appointmentId: c.id, date: addDays(c.date, 9), time: "15:00", minutes: 30 }));
    await c.say("1");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked" });
  });

  test("[CON-09] START lifts the patient's own entry, never one that staff made; staff cannot lift the patient's own", async () => {
    const c = await clinic();
    await c.say("STOP");
    await c.org.asStaff((ctx) => addSuppression(ctx, { address: c.phone, note: "asked at the desk" }));
    const [own] = await c.org.asStaff((ctx) => ctx.sql<{ id: string }>("select id from suppression where source = 'patient'"));
    await expect(c.org.asStaff((ctx) => liftByStaff(ctx, { suppressionId: own!.id }))).rejects.toThrow(/Only the patient/);
    await c.say("START");
    const left = await stopsOf(c.org);
    expect(left.filter((s) => s.source === "patient")).toEqual([]);
    const other = await clinic();
    await other.org.asStaff((ctx) => addSuppression(ctx, { address: other.phone }));
    await other.say("START");
    expect((await stopsOf(other.org)).map((s) => s.source)).toEqual(["staff"]);
  });

  test("[CON-10] the list shows which of our numbers the opt-out was texted to", async () => {
    const c = await clinic();
    await c.say("STOP");
    const rows = await c.org.asStaff((ctx) =>
      ctx.sql("select s.address from suppression x join sender s on s.id = x.sender_id where x.lifted_at is null and x.source = 'patient'"),
    );
    expect(rows).toEqual([{ address: c.sms }]);
  });

  test("[CON-11] one patient's STOP on a shared phone stops the texts of everyone on it", async () => {
    const c = await clinic({ others: ["Mateo"] });
    await c.say("stop");
    const waiting = await c.org.asStaff((ctx) => ctx.sql("select 1 from planned_message where kind = 'reminder' and state = 'planned'"));
    expect(waiting).toEqual([]);
  });
});

describe("answers", () => {
  test("[REM-20] two on one phone: each is answered in turn, and no answer goes to the wrong one", async () => {
    const c = await clinic({ others: ["Mateo"] });
    await c.say("Y");
    await c.say("1");
    const first = await Promise.all(c.visits.map((id) => visitOf(c.org, id)));
    expect(first.filter((v) => v.confirmation === "confirmed")).toHaveLength(1);
    await c.say("Y");
    const both = await Promise.all(c.visits.map((id) => visitOf(c.org, id)));
    expect(both.map((v) => v.confirmation)).toEqual(["confirmed", "confirmed"]);
  });

  test("[REM-20] a no while one visit is confirmed and another open is never guessed", async () => {
    const c = await clinic({ others: ["Mateo"] });
    await c.say("Y");
    await c.say("1");
    const said = await c.say("N");
    expect(said[0]).toMatch(/1.*2/s);
    const both = await Promise.all(c.visits.map((id) => visitOf(c.org, id)));
    expect(both.map((v) => v.lifecycle)).toEqual(["booked", "booked"]);
  });

  test("[REM-07] an answer to the reminder of the old time changes nothing after the visit was moved", async () => {
    const c = await clinic();
    await c.org.asStaff((ctx) => moveAppointment(ctx, { appointmentId: c.id, date: addDays(c.date, 9), time: "15:00", minutes: 30 }));
    await c.say("N");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked", confirmation: "unconfirmed" });
    expect(await tasksOf(c.org)).toContain("reply");
  });

  test("[REM-07] nor where the text left in the very moment of the move", async () => {
    const c = await clinic();
    await c.org.asStaff((ctx) => moveAppointment(ctx, { appointmentId: c.id, date: addDays(c.date, 9), time: "15:00", minutes: 30 }));
    // As if the reminder's transaction had committed just after the one that moved the visit.
    await c.org.asWorkflow((ctx) => ctx.sql("update question set state = 'open' where kind = 'reminder'"));
    await c.say("N");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked" });
  });

  test("[CON-05] whoever has a number that is not the patient's any more can neither confirm nor cancel, nor open the visit", async () => {
    const wrong = await clinic();
    await wrong.say("wrong number");
    await wrong.say("yes");
    expect(await visitOf(wrong.org, wrong.id)).toMatchObject({ confirmation: "unconfirmed" });
    const links = await wrong.org.asStaff((ctx) => ctx.sql("select 1 from link where revoked_at is null"));
    expect(links).toEqual([]);
    const replaced = await clinic();
    await replaced.org.asStaff((ctx) =>
      changeAddress(ctx, { patientId: replaced.patientId, endpointId: replaced.endpointId, address: "(415) 555-2671" }),
    );
    await replaced.say("n");
    expect(await visitOf(replaced.org, replaced.id)).toMatchObject({ lifecycle: "booked" });
    expect(await tasksOf(replaced.org)).toContain("reply");
  });

  test("[REM-29] an answer for a patient who died changes nothing", async () => {
    const c = await clinic();
    await c.org.asStaff((ctx) => setPatientStatus(ctx, { patientId: c.patientId, status: "deceased" }));
    await c.say("Y");
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "unconfirmed" });
  });
});

describe("calls", () => {
  /** The reminder that just went out, as if it had been a call that still rings. */
  async function ringing(c: Clinic): Promise<{ accountId: string; messageId: string }> {
    const [row] = await c.org.asWorkflow((ctx) =>
      ctx.sql<{ id: string }>("update message set channel = 'voice' where direction = 'out' and kind = 'reminder' returning id"),
    );
    return { accountId: c.twilioAccount, messageId: row!.id };
  }

  test("[REM-07] a call answered after the visit was moved says the new time, and no key can be pressed about the old one", async () => {
    const c = await clinic();
    const call = await ringing(c);
    await c.org.asStaff((ctx) => moveAppointment(ctx, { appointmentId: c.id, date: addDays(c.date, 9), time: "15:45", minutes: 30 }));
    const said = await c.org.asWorkflow((ctx) => answerCall(ctx, { ...call, machine: false }));
    expect(said).toContain("3:45");
    expect(said).not.toMatch(/10:00|<Gather/);
    await c.org.asWorkflow((ctx) => pressKey(ctx, { ...call, digits: "2" }));
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked" });
  });

  test("[REM-02] a key pressed twice answers once; pressed after staff cancelled it changes nothing", async () => {
    const c = await clinic();
    const call = await ringing(c);
    for (let i = 0; i < 2; i++) await c.org.asWorkflow((ctx) => pressKey(ctx, { ...call, digits: "1" }));
    const changes = () => c.org.asStaff((ctx) => ctx.sql("select 1 from outbox_event where data ->> 'change' = 'confirmed'"));
    expect(await changes()).toHaveLength(1);
    await c.org.asStaff((ctx) => cancelAppointment(ctx, { appointmentId: c.id }));
    await c.org.asWorkflow((ctx) => pressKey(ctx, { ...call, digits: "1" }));
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "cancelled" });
    expect(await changes()).toHaveLength(1);
  });

  test("[CON-11] key 9 stops calls at once and is asked for nothing more", async () => {
    const c = await clinic();
    const call = await ringing(c);
    for (let i = 0; i < 2; i++) expect(await c.org.asWorkflow((ctx) => pressKey(ctx, { ...call, digits: "9" }))).not.toContain("<Gather");
    expect(await stopsOf(c.org)).toMatchObject([{ channel: "voice", source: "patient" }]);
  });
});

describe("webhooks", () => {
  test("[SEC-04] a text replayed weeks later is acted on once", async () => {
    const c = await clinic();
    const MessageSid = sid();
    await post(c, { MessageSid, Body: "Y" });
    await work(c);
    await c.org.asStaff((ctx) => moveAppointment(ctx, { appointmentId: c.id, date: addDays(c.date, 21), time: "15:00", minutes: 30 }));
    const [due] = await c.org.asWorkflow((ctx) =>
      ctx.sql<{ due: Date }>("select max(due_at) as due from planned_message where state = 'planned'"),
    );
    await moveTo(db, due!.due);
    await product.settle(c.org);
    expect(await post(c, { MessageSid, Body: "Y" })).toBe(200);
    await work(c);
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "unconfirmed" });
  });

  test("[SEC-02] two organizations on one carrier account: a text posted to one, naming the other's number, touches neither's visits", async () => {
    const a = await clinic();
    const b = await clinic();
    await post(a, { From: b.phone, To: b.sms, Body: "N" });
    await work(a);
    await work(b);
    expect(await visitOf(a.org, a.id)).toMatchObject({ lifecycle: "booked" });
    expect(await visitOf(b.org, b.id)).toMatchObject({ lifecycle: "booked" });
    expect(await tasksOf(a.org)).toEqual(["receipt-dead"]);
  });

  test("[SEC-02] a receipt that names another organization's message or attempt changes nothing there", async () => {
    const c = await clinic();
    const other = await makeOrganization(db.urls);
    const [attempt] = await c.org.asStaff((ctx) =>
      ctx.sql<{ id: string; provider_id: string }>("select id, provider_id from attempt limit 1"),
    );
    const known = await other.asWorkflow((ctx) =>
      applyReceipt(ctx, { providerId: attempt!.provider_id, attemptId: attempt!.id, rank: 5, outcome: "undelivered", errorCode: "30005" }),
    );
    expect(known).toBe(false);
    const [message] = await c.org.asStaff((ctx) => ctx.sql("select status from message where direction = 'out' limit 1"));
    expect(message).not.toMatchObject({ status: "undelivered" });
  });
});
