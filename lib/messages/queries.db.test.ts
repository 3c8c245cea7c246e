import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import {
  insertRow,
  makeAppointment,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeSender,
  useTestDatabase,
  type TestOrganization,
} from "@/tests/support/factories";
import { findMessage } from "./detail";
import { listFacilityChoices, listMessages, PAGE_SIZE } from "./queries";
import type { MessageFilter, MessageTab } from "./types";

const database = useTestDatabase();
const NOON = new Date("2027-03-10T17:00:00Z");

const nothing: MessageFilter = { q: "", channels: [], facilities: [], templates: [], states: [] };
const minutes = (n: number): Date => new Date(NOON.getTime() + n * 60_000);

async function clinic() {
  const org = await makeOrganization(database.urls);
  const facilityId = await makeFacility(org);
  const patientId = await makePatient(org, { zone: "America/Los_Angeles" });
  const { endpointId, address } = await makeContact(org, patientId);
  const { senderId } = await makeSender(org);
  const appointmentId = await makeAppointment(org, { patientId, facilityId });
  return { org, facilityId, patientId, endpointId, address, senderId, appointmentId };
}
type Clinic = Awaited<ReturnType<typeof clinic>>;

async function message(c: Clinic, over: Record<string, unknown> = {}): Promise<string> {
  const id = newId();
  await insertRow(c.org, "message", {
    id,
    direction: "out",
    channel: "sms",
    kind: "reminder",
    endpoint_id: c.endpointId,
    sender_id: c.senderId,
    patient_id: c.patientId,
    facility_id: c.facilityId,
    template_key: "reminder",
    template_version: "standard",
    language: "en",
    body: "Your visit is on Monday. [appointment link]",
    status: "delivered",
    at: NOON,
    local_date: "2027-03-10",
    local_hour: 12,
    ...over,
  });
  return id;
}

async function planned(c: Clinic, over: Record<string, unknown> = {}): Promise<string> {
  const id = newId();
  await insertRow(c.org, "planned_message", {
    id,
    kind: "reminder",
    subject_kind: "appointment",
    subject_id: c.appointmentId,
    step_key: id,
    appointment_id: c.appointmentId,
    patient_id: c.patientId,
    facility_id: c.facilityId,
    endpoint_id: c.endpointId,
    sender_id: c.senderId,
    channel: "sms",
    template_key: "reminder",
    due_at: NOON,
    ideal_at: NOON,
    zone: "America/New_York",
    state: "planned",
    ...over,
  });
  return id;
}

const list = (org: TestOrganization, tab: MessageTab, filter: Partial<MessageFilter> = {}) =>
  org.asStaff((ctx) => listMessages(ctx, tab, { ...nothing, ...filter }), { now: NOON });
const ids = async (org: TestOrganization, tab: MessageTab, filter: Partial<MessageFilter> = {}) =>
  (await list(org, tab, filter)).rows.map((row) => row.id);

describe("lists of messages", () => {
  test("[RTY-08] each list holds its own: sent, undelivered, answers newest first; next and held soonest first; skipped with its reason", async () => {
    const c = await clinic();
    const delivered = await message(c);
    const failed = await message(c, { status: "failed", error_code: "30003", at: minutes(2) });
    const bounced = await message(c, { status: "undelivered", error_code: "30005", at: minutes(1) });
    const answer = await message(c, { direction: "in", kind: "reply", status: "received", body: "Y", intent: "confirm", at: minutes(3) });
    const later = await planned(c, { due_at: minutes(90) });
    const soon = await planned(c, { due_at: minutes(30) });
    const held = await planned(c, { state: "held", reason: "reminders-blocked" });
    const skipped = await planned(c, { state: "skipped", reason: "already-confirmed", done_at: NOON });

    expect(await ids(c.org, "sent")).toEqual([failed, bounced, delivered]);
    const undelivered = await list(c.org, "undelivered");
    expect(undelivered.rows.map((row) => [row.id, row.reason])).toEqual([
      [failed, "Handset unreachable (30003)"],
      [bounced, "Unknown number (30005)"],
    ]);
    const [said] = (await list(c.org, "answers")).rows;
    expect(said).toMatchObject({ id: answer, text: "Y", reason: "Confirms", patient: "Rosa Delgado", address: c.address });
    expect(said!.at).toMatchObject({ text: "Wed, Mar 10, 12:03 PM", zone: "EST", patient: { text: "Wed, Mar 10, 9:03 AM", zone: "PST" } });
    expect(await ids(c.org, "next")).toEqual([soon, later]);
    expect((await list(c.org, "held")).rows).toMatchObject([{ id: held, reason: "Staff blocked reminders for this visit." }]);
    expect((await list(c.org, "skipped")).rows).toMatchObject([{ id: skipped, reason: "The patient has confirmed." }]);
  });

  test("[RTY-08] filters narrow by reason: carriers' codes, what answers were understood as, why what was planned was skipped", async () => {
    const c = await clinic();
    const handset = await message(c, { status: "undelivered", error_code: "30003" });
    const silent = await message(c, { status: "undelivered", at: minutes(1) });
    await message(c, { status: "failed", error_code: "21610", at: minutes(2) });
    const stop = await message(c, { direction: "in", status: "received", intent: "opt-out" });
    await message(c, { direction: "in", status: "received", intent: "confirm", at: minutes(1) });
    const confirmed = await planned(c, { state: "skipped", reason: "already-confirmed", done_at: NOON });
    await planned(c, { state: "skipped", reason: "no-contact", done_at: minutes(1) });
    expect(await ids(c.org, "undelivered", { reasons: ["30003"] })).toEqual([handset]);
    expect(await ids(c.org, "undelivered", { reasons: ["30003", "none"] })).toEqual([silent, handset]);
    expect(await ids(c.org, "answers", { reasons: ["opt-out"] })).toEqual([stop]);
    expect(await ids(c.org, "skipped", { reasons: ["already-confirmed"] })).toEqual([confirmed]);
    expect(await ids(c.org, "skipped", { days: { from: "2027-03-11", zone: "America/New_York" } })).toEqual([]);
  });

  test("[RTY-08] filters narrow by channel, facility, template, state, days and the patient's name", async () => {
    const c = await clinic();
    const other = await makeFacility(c.org, { name: "Bayside" });
    const text = await message(c);
    const call = await message(c, {
      channel: "voice",
      facility_id: other,
      template_key: "reminder-final",
      at: minutes(1),
      status: "sent",
      local_hour: 13,
      answered_at: NOON,
    });
    const stranger = await message(c, { patient_id: null, facility_id: null, at: minutes(60 * 24), local_date: "2027-03-11" });
    expect(await ids(c.org, "sent", { channels: ["voice"] })).toEqual([call]);
    expect(await ids(c.org, "sent", { facilities: [c.facilityId] })).toEqual([text]);
    expect(await ids(c.org, "sent", { within: other })).toEqual([stranger, call]);
    expect(await ids(c.org, "sent", { templates: ["reminder-final"] })).toEqual([call]);
    expect(await ids(c.org, "sent", { states: ["sent"] })).toEqual([call]);
    expect(await ids(c.org, "sent", { states: ["sent", "delivered"] })).toEqual([stranger, call, text]);
    expect(await ids(c.org, "sent", { days: { from: "2027-03-11", to: "2027-03-11", zone: "America/New_York" } })).toEqual([stranger]);
    expect(await ids(c.org, "sent", { days: { to: "2027-03-10", zone: "America/New_York" } })).toEqual([call, text]);
    expect(await ids(c.org, "sent", { hours: [9, 12] })).toEqual([stranger, text]);
    expect(await ids(c.org, "sent", { answered: true })).toEqual([call]);
    expect(await ids(c.org, "sent", { q: "delg" })).toEqual([call, text]);
    expect(await ids(c.org, "sent", { q: "rosa", states: ["sent"] })).toEqual([call]);
    expect(await ids(c.org, "sent", { q: "nobody" })).toEqual([]);
    expect(await ids(c.org, "sent", { q: "%" })).toEqual([]);
  });

  test("[RTY-08] pages lead forth and back without a gap or a repeat, also where many share one moment", async () => {
    const c = await clinic();
    for (let i = 0; i < PAGE_SIZE * 2 + 7; i++) {
      await message(c, { at: minutes(Math.floor(i / 40)) });
      await planned(c, { state: i % 2 ? "skipped" : "failed", reason: "too-late", done_at: minutes(Math.floor(i / 40)) });
    }
    for (const tab of ["sent", "skipped"] as const) {
      const first = await list(c.org, tab);
      const second = await list(c.org, tab, { after: first.next });
      const third = await list(c.org, tab, { after: second.next });
      expect([first, second, third].map((page) => page.rows.length)).toEqual([PAGE_SIZE, PAGE_SIZE, 7]);
      expect(new Set([first, second, third].flatMap((page) => page.rows.map((row) => row.id))).size).toBe(PAGE_SIZE * 2 + 7);
      expect([first.previous, third.next]).toEqual([undefined, undefined]);
      const back = await list(c.org, tab, { before: third.previous });
      expect(back.rows).toEqual(second.rows);
      expect((await list(c.org, tab, { before: back.previous })).rows).toEqual(first.rows);
    }
    const beforeFirst = await list(c.org, "sent", { after: "not a cursor" });
    expect(beforeFirst.previous).toBeUndefined();
  });

  test("[RTY-08] [SEC-02] someone from another organization sees none of it, in no list, not by its id", async () => {
    const c = await clinic();
    const theirs = await clinic();
    const sent = await message(c);
    const open = await planned(c);
    for (const tab of ["sent", "undelivered", "answers", "next", "held", "skipped"] as const)
      expect(await ids(theirs.org, tab)).toEqual([]);
    for (const id of [sent, open]) expect(await theirs.org.asStaff((ctx) => findMessage(ctx, id))).toBeUndefined();
    const choices = await theirs.org.asStaff(listFacilityChoices);
    expect(choices.facilities.map((f) => f.id)).toEqual([theirs.facilityId]);
  });
});

describe("one message", () => {
  test("[CON-14] shows the text as stored, sender, template and version, consent, what the carrier said in words, and every try", async () => {
    const c = await clinic();
    const plannedId = await planned(c, {
      state: "sent",
      trail: JSON.stringify([{ at: NOON.toISOString(), rule: "carrier", outcome: "sent", reason: "carrier-accepted" }]),
    });
    const id = await message(c, {
      planned_message_id: plannedId,
      appointment_id: c.appointmentId,
      status: "undelivered",
      error_code: "30005",
      consent_basis: "healthcare-reminder",
      consent_state: "not-opted-out",
      template_version: "3",
      segments: 2,
      encoding: "GSM-7",
      provider_id: "SM1",
    });
    await insertRow(c.org, "attempt", {
      id: newId(),
      planned_message_id: plannedId,
      message_id: id,
      number: 1,
      channel: "sms",
      endpoint_id: c.endpointId,
      sender_id: c.senderId,
      fingerprint: Buffer.from("x"),
      state: "accepted",
    });
    const answer = await message(c, {
      direction: "in",
      kind: "reply",
      status: "received",
      body: "Who is this?",
      reply_to: id,
      at: minutes(4),
    });
    const found = await c.org.asStaff((ctx) => findMessage(ctx, id));
    expect(found).toMatchObject({
      body: "Your visit is on Monday. [appointment link]",
      sender: "+18335550100",
      address: c.address,
      template: "Reminder of one visit",
      templateVersion: "3",
      language: "English",
      segments: 2,
      stateText: "Not delivered. Unknown number (30005)",
      consent: ["Health care reminder to a patient of the practice", "Not on the do-not-contact list when it was sent"],
      carrier: { code: "Unknown number (30005)", id: "SM1" },
      attempts: [{ number: 1, text: "Accepted by the carrier", code: "" }],
      answers: [{ id: answer, text: "Who is this?" }],
      canSendNow: false,
      canSettle: false,
    });
    expect(found!.trail).toMatchObject({ forecast: false, steps: [{ text: "The carrier accepted the message.", at: { zone: "EST" } }] });
  });

  test("[DLV-10] a planned reminder shows what today's facts decide, with the setting behind it, and may be sent now", async () => {
    const c = await clinic();
    const id = await planned(c, { step_key: "2-days", due_at: new Date("2027-03-13T15:00:00Z") });
    const found = await c.org.asStaff((ctx) => findMessage(ctx, id), { now: NOON });
    expect(found).toMatchObject({ body: null, canSendNow: true, trail: { forecast: true } });
    const step = found!.trail.steps.find((s) => s.setting);
    expect(step?.setting).toMatchObject({
      label: "Reminders before each visit",
      source: "the default",
      href: "/settings/reminders#reminders.cadence",
    });
    const blocked = await planned(c, {
      step_key: "5-days",
      state: "held",
      reason: "reminders-blocked",
      trail: JSON.stringify([{ at: NOON.toISOString(), rule: "block", outcome: "held", reason: "reminders-blocked" }]),
    });
    expect((await c.org.asStaff((ctx) => findMessage(ctx, blocked), { now: NOON }))!.trail).toMatchObject({
      forecast: false,
      steps: [{ text: "Staff blocked reminders for this visit." }],
    });
    const past = await c.org.asStaff((ctx) => findMessage(ctx, id), { now: new Date("2027-03-16T00:00:00Z") });
    expect(past!.canSendNow).toBe(false);
  });

  test("[DLV-10] a message nobody could prove can be settled by staff", async () => {
    const c = await clinic();
    const id = await planned(c, { state: "uncertain", reason: "no-answer-from-carrier" });
    expect(await c.org.asStaff((ctx) => findMessage(ctx, id))).toMatchObject({ canSettle: true, canSendNow: false });
  });

  test("[SEC-03] looking at a message leaves one audit entry per person, not one per refresh, and no text of it", async () => {
    const c = await clinic();
    const id = await message(c);
    for (let i = 0; i < 3; i++) await c.org.asStaff((ctx) => findMessage(ctx, id));
    await c.org.asAdmin((ctx) => findMessage(ctx, id));
    const entries = await c.org.asStaff((ctx) =>
      ctx.sql("select action, patient_id, detail, actor_id from audit_entry where entity_id = $1 order by at", [id]),
    );
    expect(entries).toMatchObject([
      { action: "view-message", patient_id: c.patientId, detail: {}, actor_id: c.org.users.staff },
      { action: "view-message", patient_id: c.patientId, detail: {}, actor_id: c.org.users.admin },
    ]);
  });

  test("[RTY-08] what is no id, or no message, is not found", async () => {
    const c = await clinic();
    for (const id of ["x", newId()]) expect(await c.org.asStaff((ctx) => findMessage(ctx, id))).toBeUndefined();
  });
});
