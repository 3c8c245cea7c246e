import { describe, expect, test } from "vitest";
import { blockReminders } from "@/lib/appointments/block-reminders";
import { cancelAppointment } from "@/lib/appointments/cancel-appointment";
import { moveAppointment } from "@/lib/appointments/move-appointment";
import { addSuppression } from "@/lib/consent/add-suppression";
import { applyReceipt } from "@/lib/inbound/receipts";
import { newId } from "@/lib/ids";
import { saveSetting } from "@/lib/settings/save-setting";
import { addContact, archiveContact, changeAddress } from "@/lib/patients/save-contacts";
import { setPatientStatus } from "@/lib/patients/set-status";
import { makeContact, makePatient, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { at, DUE, plannedClinic, rowsOf, stepOf } from "./adversary.fixture";
import { prepareBatch } from "./prepare";
import { recordOutcomes } from "./record";
import { resolveUncertain } from "./resolve-uncertain";
import type { Prepared } from "./send";
import { stillWanted } from "./still-wanted";

const db = useTestDatabase();
const clinic = () => plannedClinic(db.urls);
const prepare = async (org: TestOrganization, options = DUE): Promise<Prepared[]> =>
  (await org.asWorkflow((ctx) => prepareBatch(ctx, 25), options)).prepared;

/** A visit whose 2-days reminder is claimed, worded and about to be said. */
async function aboutToSend() {
  const c = await clinic();
  const id = await c.book();
  const [prepared] = await prepare(c.org);
  const record = (outcome: Parameters<typeof recordOutcomes>[1][number]["outcome"], which = prepared!) =>
    c.org.asWorkflow((ctx) => recordOutcomes(ctx, [{ prepared: which, outcome }]), DUE);
  const receipt = (over: Partial<Parameters<typeof applyReceipt>[1]> = {}) =>
    c.org.asWorkflow(
      (ctx) =>
        applyReceipt(ctx, {
          providerId: `SM${prepared!.attemptId}`,
          attemptId: prepared!.attemptId,
          rank: 4,
          outcome: "delivered",
          ...over,
        }),
      DUE,
    );
  return { ...c, id, prepared: prepared!, record, receipt, row: () => stepOf(c.org, id, "2-days") };
}

describe("between the plan and the carrier", () => {
  test("[REM-10] reminders blocked by staff hold what is queued, and unblocked they go out", async () => {
    const c = await clinic();
    const id = await c.book();
    await c.org.asStaff((ctx) => blockReminders(ctx, { appointmentId: id, blocked: true }), at);
    expect(await prepare(c.org)).toEqual([]);
    expect((await rowsOf(c.org, id)).map((r) => `${r.state} ${r.reason}`)).toEqual(Array(3).fill("held reminders-blocked"));
    await c.org.asStaff((ctx) => blockReminders(ctx, { appointmentId: id, blocked: false }), at);
    expect(await prepare(c.org)).toHaveLength(1);
  });

  test("[CON-05] [CON-03] a contact archived or replaced after planning gets nothing; the new one does", async () => {
    const c = await clinic();
    await c.book();
    await c.org.asStaff(
      (ctx) => changeAddress(ctx, { patientId: c.patientId, endpointId: c.contact.endpointId, address: "(415) 555-2671" }),
      at,
    );
    expect((await prepare(c.org)).map((p) => p.to)).toEqual(["+14155552671"]);
    const d = await clinic();
    await d.book();
    await d.org.asStaff((ctx) => archiveContact(ctx, { contactId: d.contact.contactId, archived: true }), at);
    expect(await prepare(d.org)).toEqual([]);
  });

  test("[REM-29] [CON-11] [DLV-14] a message that waits for its turn is not begun once the patient died, opted out, or all sends were halted", async () => {
    const died = await aboutToSend();
    expect(await stillWanted(died.org.organizationId, died.prepared)).toBe(true);
    await died.org.asStaff((ctx) => setPatientStatus(ctx, { patientId: died.patientId, status: "deceased" }), DUE);
    expect(await stillWanted(died.org.organizationId, died.prepared)).toBe(false);
    const stopped = await aboutToSend();
    await stopped.org.asStaff((ctx) => addSuppression(ctx, { address: stopped.contact.address }), DUE);
    expect(await stillWanted(stopped.org.organizationId, stopped.prepared)).toBe(false);
    const halted = await aboutToSend();
    await db.query("update organization set sends_halted_at = now() where id = $1", [halted.org.organizationId]);
    expect(await stillWanted(halted.org.organizationId, halted.prepared)).toBe(false);
    expect(await prepare(halted.org)).toEqual([]);
  });

  test("[CON-11] a stop of the texts leaves the calls; a stop of everything leaves nothing", async () => {
    const c = await clinic();
    await c.book();
    await makeContact(c.org, c.patientId, { channel: "voice", address: c.contact.address, contact: { rank: 1 } });
    await db.query(
      "insert into suppression (organization_id, id, endpoint_id, channel, source, how, created_at) values ($1, $2, $3, 'sms', 'patient', 'test', now())",
      [c.org.organizationId, newId(), c.contact.endpointId],
    );
    const [call] = await prepare(c.org);
    expect(call).toMatchObject({ channel: "voice", to: c.contact.address });
    await db.query("update suppression set channel = null where organization_id = $1", [c.org.organizationId]);
    expect(await stillWanted(c.org.organizationId, call!)).toBe(false);
  });

  test("[RTY-02] a number marked invalid gets nothing, until a person enters it again", async () => {
    const c = await clinic();
    await c.book();
    await db.query("update endpoint set invalid_code = '30005', invalid_at = now() where id = $1", [c.contact.endpointId]);
    expect(await prepare(c.org, { now: new Date(DUE.now.getTime() - 7 * 86_400_000) })).toEqual([]);
    await c.org.asStaff((ctx) => addContact(ctx, { patientId: c.patientId, address: c.contact.address }), at);
    expect((await prepare(c.org)).map((p) => p.to)).toEqual([c.contact.address]);
  });

  test("[TPL-09] a language that nobody wrote falls back to English, never to an empty message", async () => {
    const c = await clinic();
    await db.query("update patient set language = 'tlh' where id = $1", [c.patientId]);
    await c.book();
    expect((await prepare(c.org)).map((p) => p.sms?.body)).toEqual([expect.stringContaining("STOP")]);
  });

  test("[REM-01] [RTY-04] of twelve steps that are all past when a visit is booked, one reminder goes out and no more", async () => {
    const c = await clinic();
    const value = Array.from({ length: 12 }, (_, i) => ({ id: `s-${i}`, before: { days: 20 + i }, answers: "confirm-cancel" }));
    await c.org.asManager((ctx) => saveSetting(ctx, { key: "reminders.cadence", scope: "facility", scopeId: c.facilityId, value }), at);
    const id = await c.book("2027-03-24");
    const waiting = (await rowsOf(c.org, id)).filter((r) => r.state === "planned");
    expect(waiting.map((r) => r.step_key)).toEqual(["catch-up"]);
    const elsewhere = await c.org.asStaff(
      async (ctx) => (await ctx.sql("select 1 from setting_value where scope = 'organization'")).length,
    );
    expect(elsewhere).toBe(0);
    expect(await prepare(c.org)).toHaveLength(1);
    expect(await prepare(c.org)).toEqual([]);
  });

  test("[RTY-03] two dispatchers at once claim every row once", async () => {
    const c = await clinic();
    for (let i = 0; i < 6; i++) {
      const patient = await makePatient(c.org, { first_name: `P${i}` });
      await makeContact(c.org, patient);
      await c.book("2027-03-24", "14:30", patient);
    }
    const both = await Promise.all([prepare(c.org), prepare(c.org)]);
    const rest = await prepare(c.org);
    const ids = [...both.flat(), ...rest].map((p) => p.plannedId);
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(6);
  });
});

describe("what carriers say later", () => {
  test("[RTY-01] a receipt that says the number is not registered stops the sender and keeps the message", async () => {
    const c = await aboutToSend();
    await c.record({ kind: "accepted", providerId: `SM${c.prepared.attemptId}` });
    await c.receipt({ outcome: "undelivered", errorCode: "30034", failure: "config" });
    const [sender] = await c.org.asStaff((ctx) => ctx.sql("select stopped_reason from sender where id = $1", [c.prepared.senderId]));
    expect(sender).toEqual({ stopped_reason: "30034" });
    expect(await c.org.asStaff((ctx) => ctx.sql("select kind from staff_task where state = 'open'"))).toEqual([{ kind: "sender-stopped" }]);
    expect(await prepare(c.org)).toEqual([]);
    expect((await rowsOf(c.org, c.id)).find((r) => r.step_key === "2-days~retry1")).toMatchObject({
      state: "held",
      reason: "sender-stopped",
    });
  });

  test("[RTY-01] a receipt that says the account is suspended stops the account and keeps the message", async () => {
    const c = await aboutToSend();
    await c.record({ kind: "accepted", providerId: `SM${c.prepared.attemptId}` });
    await c.receipt({ outcome: "undelivered", errorCode: "30002", failure: "account" });
    const [account] = await c.org.asStaff((ctx) =>
      ctx.sql("select stopped_reason from carrier_account where id = $1", [c.prepared.accountId]),
    );
    expect(account).toEqual({ stopped_reason: "30002" });
  });

  test("[RTY-01] [REM-07] another try waits no longer once the visit was cancelled or moved", async () => {
    for (const change of ["cancel", "move"] as const) {
      const c = await aboutToSend();
      await c.record({ kind: "accepted", providerId: `SM${c.prepared.attemptId}` });
      await c.receipt({ outcome: "undelivered", errorCode: "30008", failure: "passing" });
      const retry = () => stepOf(c.org, c.id, "2-days~retry1");
      expect(await retry()).toMatchObject({ state: "planned" });
      await c.org.asStaff(
        (ctx) =>
          change === "cancel"
            ? cancelAppointment(ctx, { appointmentId: c.id })
            : moveAppointment(ctx, { appointmentId: c.id, date: "2027-04-06", time: "09:00", minutes: 30 }),
        DUE,
      );
      expect(await prepare(c.org, { now: new Date(DUE.now.getTime() + 20 * 60_000) })).toEqual([]);
      expect(await retry()).toMatchObject({
        state: "skipped",
        reason: change === "cancel" ? "appointment-cancelled" : "appointment-moved",
      });
    }
  });

  test("[RTY-02] a contact that one reminder may not use again is still there for the next reminder", async () => {
    const c = await clinic();
    const id = await c.book();
    const spent = JSON.stringify({ exclude: [`${c.contact.endpointId} sms`] });
    await db.query("update planned_message set data = $2 where appointment_id = $1 and step_key = '5-days'", [id, spent]);
    expect((await prepare(c.org)).map((p) => p.plannedId)).toEqual([(await stepOf(c.org, id, "2-days")).id]);
    expect(await stepOf(c.org, id, "5-days")).toMatchObject({ state: "skipped" });
  });

  test("[RTY-03] a receipt that proves what staff thought lost keeps it from going out twice", async () => {
    const c = await aboutToSend();
    await c.record({ kind: "uncertain", reason: "timeout" });
    await c.org.asStaff((ctx) => resolveUncertain(ctx, { plannedMessageId: c.prepared.plannedId, arrived: false }), DUE);
    await c.receipt();
    expect(await c.row()).toMatchObject({ state: "sent" });
    expect(await prepare(c.org)).toEqual([]);
  });

  test("[RTY-03] a dispatcher that wakes late changes nothing about a row that another is sending by now", async () => {
    for (const late of [
      { kind: "refused", failure: "passing", code: "lease-over", message: "" },
      { kind: "refused", failure: "permanent", code: "30007", message: "" },
      { kind: "uncertain", reason: "timeout" },
    ] as const) {
      const c = await aboutToSend();
      await db.query("update planned_message set state = 'uncertain' where id = $1", [c.prepared.plannedId]);
      await c.org.asStaff((ctx) => resolveUncertain(ctx, { plannedMessageId: c.prepared.plannedId, arrived: false }), DUE);
      const [again] = await prepare(c.org);
      expect(again?.plannedId).toBe(c.prepared.plannedId);
      await c.record(late);
      expect(await c.row(), late.kind).toMatchObject({ state: "claimed" });
      await c.record({ kind: "accepted", providerId: `SM${again!.attemptId}` }, again);
      expect(await c.row()).toMatchObject({ state: "sent" });
    }
  });
});
