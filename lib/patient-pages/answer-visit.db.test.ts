import { describe, expect, test } from "vitest";
import { moveAppointment } from "@/lib/appointments/move-appointment";
import { newId } from "@/lib/ids";
import { openLink } from "@/lib/links/open-link";
import { revokeLinks } from "@/lib/links/revoke-link";
import { addDays } from "@/lib/time";
import { insertRow, makeProvider, makeType, useTestDatabase } from "@/tests/support/factories";
import { answerVisit } from "./answer-visit";
import { openPage, PAGE_PURPOSES } from "./open-page";
import { formRequest, post, sentReminder } from "./pages.fixture";
import { postAnswer } from "./posts";
import { loadVisitPage } from "./visit-page";

const db = useTestDatabase();
const requestId = newId();
let ips = 0;
const view = (token: string, now?: Date) =>
  openPage({ token, purpose: PAGE_PURPOSES.visit, ip: `198.51.100.${(ips += 1)}`, requestId, ...(now && { now }) }, loadVisitPage);
const shown = async (token: string, now?: Date) => {
  const opened = await view(token, now);
  if (!opened.ok) throw new Error(`the page did not open: ${opened.problem}`);
  return opened.data;
};
const appointment = async (id: string) =>
  (
    await db.query(
      "select lifecycle, confirmation, confirmed_by, confirmed_channel, cancelled_by, cancelled_channel, cancel_reason from appointment where id = $1",
      [id],
    )
  )[0]!;
/** Everything that a page view might have changed, except the record of the view itself. */
const everything = async () => {
  const tables = "appointment planned_message message suppression consent_event question outbox_event staff_task link".split(" ");
  const rows = await Promise.all(tables.map((table) => db.query(`select row_to_json(t)::text as row from ${table} t order by 1`)));
  return JSON.stringify(rows);
};

describe("the page of a visit", () => {
  test("[REM-03] [APP-01] says from whom, when, where, and what may be answered – and nothing else about the patient", async () => {
    const s = await sentReminder(db.urls);
    const page = await shown(await s.link({ purpose: "appointment" }));
    expect(page).toMatchObject({
      status: "unconfirmed",
      canConfirm: true,
      canCancel: true,
      moved: false,
      firstName: "Rosa",
      practice: { name: "Harbor Clinic" },
      place: { name: "Main Street", lines: ["12 Main Street", "New York, NY 10001"] },
      phone: { e164: "+12125550100" },
      cancelCost: { kind: "none" },
    });
    expect(JSON.stringify(page)).not.toMatch(/Delgado|1980/);
  });

  test("[REM-03] opening it changes nothing but the record of the view", async () => {
    const s = await sentReminder(db.urls);
    const token = await s.link({ purpose: "appointment" });
    const before = await everything();
    for (let i = 0; i < 3; i++) await shown(token);
    expect(await everything()).toBe(before);
    expect(
      await db.query("select actor_kind, patient_id from audit_entry where action = 'view-appointment-page' and entity_id = $1", [
        s.appointmentId,
      ]),
    ).toEqual(Array.from({ length: 3 }, () => ({ actor_kind: "patient", patient_id: s.patientId })));
  });

  test("[DLV-16] [APP-01] of a sensitive visit it names neither type, provider nor facility", async () => {
    const s = await sentReminder(db.urls);
    const typeId = await makeType(s.org, { name: "HIV follow-up", sensitive: true, special_instructions: { en: "Bring your HIV card" } });
    const providerId = await makeProvider(s.org);
    const token = await s.link({ purpose: "appointment" });
    await db.query("update appointment set type_id = $2, provider_id = $3 where id = $1", [s.appointmentId, typeId, providerId]);
    const page = await shown(token);
    expect(page).toMatchObject({
      typeName: null,
      providerName: null,
      instructions: [],
      place: { name: null, lines: ["12 Main Street", "New York, NY 10001"] },
    });
    expect(JSON.stringify(page)).not.toMatch(/HIV|Okafor|Main Street"[^\]]*"name"/);
    await db.query("update appointment_type set sensitive = false where id = $1", [typeId]);
    expect(await shown(token)).toMatchObject({ typeName: "HIV follow-up", providerName: "MD Ada Okafor", place: { name: "Main Street" } });
  });

  test("[APP-05] expired and ended links look the same, a wrong one gives no hint, and guessing is slowed", async () => {
    const s = await sentReminder(db.urls);
    const token = await s.link({ purpose: "appointment" });
    expect(await view(token, new Date(Date.now() + 40 * 86_400_000))).toMatchObject({ ok: false, problem: "expired" });
    await s.org.asStaff((ctx) => revokeLinks(ctx, { appointmentId: s.appointmentId }));
    expect(await view(token)).toMatchObject({ ok: false, problem: "expired" });
    const ip = "192.0.2.77";
    const guess = (i: number) =>
      openPage({ token: `${"2".repeat(15)}${String.fromCharCode(65 + i)}3`, purpose: PAGE_PURPOSES.visit, ip, requestId }, loadVisitPage);
    for (let i = 0; i < 8; i++) expect(await guess(i)).toEqual({ ok: false, problem: "invalid", language: null, reference: requestId });
    for (let i = 0; i < 12; i++) await guess(i % 8);
    expect(await guess(0)).toMatchObject({ ok: false, problem: "too-many" });
  });
});

describe("answering on the page", () => {
  const confirm = { answer: "confirm", revision: "1" };

  test("[REM-03] [APP-01] confirms by the link alone, once, however often it is pressed", async () => {
    const s = await sentReminder(db.urls);
    await insertRow(s.org, "question", {
      id: newId(),
      kind: "reminder",
      endpoint_id: s.endpointId,
      appointment_id: s.appointmentId,
      message_id: s.messageId,
      answers: "confirm-cancel",
      asked_at: new Date(),
      expires_at: s.startsAt,
      data: { step: "7-days" },
    });
    const token = await s.link({ purpose: "appointment" });
    expect(await post(postAnswer, token, confirm)).toBe(`303 /p/${token}`);
    expect(await appointment(s.appointmentId)).toMatchObject({
      confirmation: "confirmed",
      confirmed_by: "patient",
      confirmed_channel: "web",
    });
    const events = () => db.query("select name from outbox_event where organization_id = $1", [s.org.organizationId]);
    const first = await events();
    expect(await post(postAnswer, token, confirm)).toBe(`303 /p/${token}`);
    expect(await events()).toEqual(first);
    expect(await db.query("select state, answer from question where appointment_id = $1", [s.appointmentId])).toEqual([
      { state: "answered", answer: "confirm" },
    ]);
    expect(await shown(token)).toMatchObject({ status: "confirmed", canConfirm: false, canCancel: true });
    expect(
      await db.query(
        "select actor_kind, detail ->> 'outcome' as outcome from audit_entry where action = 'answer-confirm' and entity_id = $1 order by at, id",
        [s.appointmentId],
      ),
    ).toEqual([
      { actor_kind: "patient", outcome: "apply" },
      { actor_kind: "patient", outcome: "already" },
    ]);
  });

  test("[REM-03] two presses at once are one confirmation", async () => {
    const s = await sentReminder(db.urls);
    const token = await s.link({ purpose: "appointment" });
    const both = await Promise.all([post(postAnswer, token, confirm), post(postAnswer, token, confirm)]);
    expect(both).toEqual([`303 /p/${token}`, `303 /p/${token}`]);
    const changed = await db.query("select 1 from outbox_event where organization_id = $1 and data ->> 'change' = 'confirmed'", [
      s.org.organizationId,
    ]);
    expect(changed).toHaveLength(1);
  });

  test("[REM-03] [REM-08] cancels with the patient's reason; by e-mail the channel says so; inside the window it counts", async () => {
    const s = await sentReminder(db.urls, { channel: "email", startsIn: 5 * 3_600_000 });
    const token = await s.link({ purpose: "appointment" });
    expect(await shown(token)).toMatchObject({ cancelCost: { kind: "window", hours: 24 } });
    expect(await post(postAnswer, token, { answer: "cancel", revision: "1", reason: " My car\r\nbroke down " })).toBe(`303 /p/${token}`);
    expect(await appointment(s.appointmentId)).toMatchObject({
      lifecycle: "cancelled",
      cancelled_by: "patient",
      cancelled_channel: "email",
      cancel_reason: "My car\nbroke down",
    });
    expect(await shown(token)).toMatchObject({ status: "cancelled", cancelled: { byPatient: true, noShow: true }, canConfirm: false });
    expect(await post(postAnswer, token, { answer: "cancel", revision: "1" })).toBe(`303 /p/${token}`);
    expect(await appointment(s.appointmentId)).toMatchObject({ cancel_reason: "My car\nbroke down" });
  });

  test("[REM-02] only what the message asked: confirm-only cannot cancel, and a refusal changes nothing", async () => {
    const s = await sentReminder(db.urls, { answers: "confirm" });
    const token = await s.link({ purpose: "appointment" });
    expect(await post(postAnswer, token, { answer: "cancel", revision: "1", lang: "es" })).toBe(`303 /p/${token}/cancel?lang=es`);
    expect(await appointment(s.appointmentId)).toMatchObject({ lifecycle: "booked", confirmation: "unconfirmed" });
  });

  test("[REM-03] a page that showed another time than the visit has now answers nothing and shows the new time", async () => {
    const s = await sentReminder(db.urls);
    const token = await s.link({ purpose: "appointment" });
    const old = await shown(token);
    const date = addDays(old.date, 2);
    await s.org.asStaff((ctx) => moveAppointment(ctx, { appointmentId: s.appointmentId, date, time: "09:15", minutes: 30 }));
    expect(await post(postAnswer, token, { answer: "confirm", revision: String(old.revision) })).toBe(`303 /p/${token}?done=moved`);
    expect(await appointment(s.appointmentId)).toMatchObject({ confirmation: "unconfirmed" });
    const page = await shown(token);
    expect(page).toMatchObject({ moved: true, date, time: "09:15:00", revision: 2, canConfirm: true });
    expect(await post(postAnswer, token, { answer: "confirm", revision: "2" })).toBe(`303 /p/${token}`);
    expect(await appointment(s.appointmentId)).toMatchObject({ confirmation: "confirmed" });
  });

  test("[REM-03] after the visit began nothing is answered any more", async () => {
    const s = await sentReminder(db.urls, { startsIn: -60_000 });
    const token = await s.link({ purpose: "appointment" });
    expect(await shown(token)).toMatchObject({ status: "past", canConfirm: false, canCancel: false });
    for (const answer of ["confirm", "cancel"]) {
      expect(await post(postAnswer, token, { answer, revision: "1" })).toBe(`303 /p/${token}/${answer}`);
    }
    expect(await appointment(s.appointmentId)).toMatchObject({ lifecycle: "booked", confirmation: "unconfirmed" });
  });

  test("[SEC-04] a reason that is too long comes back to its field; other nonsense is refused", async () => {
    const s = await sentReminder(db.urls);
    const token = await s.link({ purpose: "appointment" });
    expect(await post(postAnswer, token, { answer: "cancel", revision: "1", reason: "x".repeat(501) })).toBe(
      `303 /p/${token}/cancel?problem=reason#problem`,
    );
    expect(await post(postAnswer, token, { answer: "cancel", revision: "1", reason: `${"x".repeat(499)}\r\n` })).toBe(`303 /p/${token}`);
    expect(await post(postAnswer, token, { answer: "maybe", revision: "1" })).toBe(`303 /p/${token}?problem=invalid`);
    const route = { params: Promise.resolve({ token }) };
    const json = new Request("http://localhost/p/x", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
    expect((await postAnswer(json, route)).status).toBe(400);
    expect((await postAnswer(formRequest({ answer: "confirm", reason: "x".repeat(70_000) }), route)).status).toBe(400);
  });

  test("[APP-05] a wrong, expired or differently meant token reaches nothing", async () => {
    const s = await sentReminder(db.urls);
    const other = await s.link({ purpose: "preferences" });
    const expired = await s.link({ purpose: "appointment", messageId: null, expiresAt: new Date(Date.now() - 1000) });
    for (const token of [other, expired, "2".repeat(17), "", "../x"])
      expect(await post(postAnswer, token, confirm)).toMatch(/^303 \/p\/\S+\?problem=(unknown|expired)$/);
    expect(await appointment(s.appointmentId)).toMatchObject({ confirmation: "unconfirmed" });
  });

  test("[APP-05] another organization's link cannot reach the visit, whatever it says about itself", async () => {
    const s = await sentReminder(db.urls);
    const theirs = await sentReminder(db.urls);
    const token = await theirs.link({ purpose: "appointment", appointmentId: s.appointmentId, messageId: null });
    const link = await openLink({ token, purpose: "appointment", ip: "198.51.100.250" });
    expect(link).toMatchObject({ organizationId: theirs.org.organizationId, appointmentId: s.appointmentId });
    expect(await view(token)).toMatchObject({ ok: false, problem: "invalid" });
    expect(await post(postAnswer, token, confirm)).toBe(`303 /p/${token}?problem=not-found`);
    expect(await appointment(s.appointmentId)).toMatchObject({ confirmation: "unconfirmed" });
  });

  test("[SEC-02] staff and workflows have verbs of their own", async () => {
    const s = await sentReminder(db.urls);
    const link = await openLink({ token: await s.link({ purpose: "appointment" }), purpose: "appointment", ip: "198.51.100.251" });
    await expect(s.org.asStaff((ctx) => answerVisit(ctx, link, { answer: "confirm", revision: 1 }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
