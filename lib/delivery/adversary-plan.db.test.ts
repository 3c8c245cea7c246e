import { describe, expect, test } from "vitest";
import { applyAnswer } from "@/lib/appointments/apply-answer";
import { blockReminders } from "@/lib/appointments/block-reminders";
import { cancelAppointment } from "@/lib/appointments/cancel-appointment";
import { moveAppointment } from "@/lib/appointments/move-appointment";
import { upsertAppointments } from "@/lib/appointments/upsert-appointments";
import type { Ctx } from "@/lib/context";
import { loadVisitPage } from "@/lib/patient-pages/visit-page";
import { addContact } from "@/lib/patients/save-contacts";
import { outdatePlan, saveSetting } from "@/lib/settings/save-setting";
import { saveTemplate } from "@/lib/templates/save-template";
import { fromWall } from "@/lib/time";
import { makeContact, makePatient, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { at, DUE, plannedClinic, rowsOf, stepOf, ZONE } from "./adversary.fixture";
import { planThese } from "./plan";
import { prepareBatch } from "./prepare";
import { sendNow } from "./send-now";

const db = useTestDatabase();
const clinic = () => plannedClinic(db.urls);
const prepare = (org: TestOrganization, options = DUE) => org.asWorkflow((ctx) => prepareBatch(ctx, 25), options);

/** What the background job does for a visit with rows of an older revision, at the hour of the reminder. */
async function replanOutdated(org: TestOrganization, id: string): Promise<void> {
  const behind = await org.asWorkflow((ctx) =>
    ctx.sql(
      "select 1 from planned_message p join organization o on o.id = p.organization_id where appointment_id = $1 and state = 'held' and p.plan_revision < o.plan_revision",
      [id],
    ),
  );
  expect(behind).not.toEqual([]);
  await org.asWorkflow((ctx) => planThese(ctx, [id]), DUE);
}

describe("two at once", () => {
  /** Background replanning that is interrupted between reading and writing, until `meanwhile` is done or has to wait. */
  async function replanWhile(org: TestOrganization, id: string, meanwhile: () => Promise<unknown>): Promise<void> {
    let other: Promise<unknown> | undefined;
    const interrupted = (ctx: Ctx): Ctx => ({
      ...ctx,
      sql: async (text, params) => {
        if (!other && /^(insert into|update) planned_message/.test(text)) {
          other = meanwhile();
          await Promise.race([other, new Promise((resolve) => setTimeout(resolve, 700))]);
        }
        return ctx.sql(text, params);
      },
    });
    await org.asWorkflow((ctx) => planThese(interrupted(ctx), [id]), at);
    expect(other).toBeDefined();
    await other;
  }

  test("[DLV-12] a visit moved while settings are replanned keeps the reminders of its new time", async () => {
    const { org, book } = await clinic();
    const id = await book();
    await replanWhile(org, id, () =>
      org.asStaff((ctx) => moveAppointment(ctx, { appointmentId: id, date: "2027-03-30", time: "09:00", minutes: 30 }), at),
    );
    const rows = await rowsOf(org, id);
    expect(rows.filter((r) => r.state === "planned").map((r) => [r.schedule_revision, r.step_key])).toEqual([
      [2, "7-days"],
      [2, "5-days"],
      [2, "2-days"],
    ]);
  });

  test("[REM-07] [REM-10] a visit cancelled or unblocked while settings are replanned is planned as it is then", async () => {
    const { org, book } = await clinic();
    const cancelled = await book();
    await replanWhile(org, cancelled, () => org.asStaff((ctx) => cancelAppointment(ctx, { appointmentId: cancelled }), at));
    expect((await rowsOf(org, cancelled)).map((r) => r.state)).toEqual(["skipped", "skipped", "skipped"]);
    const blocked = await book("2027-03-25");
    await org.asStaff((ctx) => blockReminders(ctx, { appointmentId: blocked, blocked: true }), at);
    await replanWhile(org, blocked, () => org.asStaff((ctx) => blockReminders(ctx, { appointmentId: blocked, blocked: false }), at));
    expect((await rowsOf(org, blocked)).map((r) => r.state)).toEqual(["planned", "planned", "planned"]);
  });

  test("[DLV-12] two visits of one patient changed at once wait for each other and do not end in a deadlock", async () => {
    const { org, book } = await clinic();
    const ids = [await book("2027-03-24"), await book("2027-03-24", "16:00"), await book("2027-03-25")];
    for (let round = 0; round < 5; round++)
      await Promise.all(
        ids.map((id, i) =>
          org.asStaff(
            (ctx) => moveAppointment(ctx, { appointmentId: id, date: `2027-03-2${(round % 2) + 4}`, time: `1${i}:00`, minutes: 30 }),
            at,
          ),
        ),
      );
    const waiting = (await Promise.all(ids.map((id) => rowsOf(org, id)))).flat().filter((r) => r.state === "planned");
    expect(waiting.map((r) => r.schedule_revision).every((revision) => revision >= 4)).toBe(true);
    expect(waiting).toHaveLength(3);
  });
});

test("[RTY-03] one visit that cannot be decided is given to a person; the others of its chunk go out", async () => {
  const { org, book } = await clinic();
  const broken = await book();
  const other = await makePatient(org, { first_name: "Mateo" });
  await makeContact(org, other);
  const fine = await book("2027-03-24", "14:30", other);
  await db.query("update appointment set zone = 'Mars/Phobos' where id = $1", [broken]);
  await org.asManager((ctx) => outdatePlan(ctx), at);
  const batch = await prepare(org);
  expect(batch.prepared.map((p) => p.plannedId)).toEqual([(await stepOf(org, fine, "2-days")).id]);
  expect(await stepOf(org, broken, "2-days")).toMatchObject({ state: "held", reason: "cannot-be-decided" });
  expect(await org.asStaff((ctx) => ctx.sql("select kind from staff_task where appointment_id = $1", [broken]))).toEqual([
    { kind: "message-held" },
  ]);
  // Once the record is mended it goes out after all.
  await db.query("update appointment set zone = $2 where id = $1", [broken, ZONE]);
  await org.asManager((ctx) => outdatePlan(ctx), DUE);
  await replanOutdated(org, broken);
  expect((await prepare(org)).prepared.map((p) => p.plannedId)).toContain((await stepOf(org, broken, "2-days")).id);
});

describe("what staff ask for", () => {
  test("[REM-09] a skipped reminder that staff send now goes out, also when settings were saved since it was skipped", async () => {
    const { org, book } = await clinic();
    const id = await book("2027-03-13");
    const row = await stepOf(org, id, "7-days");
    expect(row).toMatchObject({ state: "skipped", reason: "due-before-known" });
    await org.asManager((ctx) => saveSetting(ctx, { key: "reminders.skipAfterConfirmation", scope: "organization", value: false }), at);
    await org.asStaff((ctx) => sendNow(ctx, { plannedMessageId: row.id }), at);
    const batch = await prepare(org, at);
    expect(batch.prepared.map((p) => p.plannedId)).toEqual([row.id]);
  });

  test("[REM-09] [DLV-02] outside the legal hours it moves to when they begin, and the plan leaves it there", async () => {
    const { org, book } = await clinic();
    const id = await book("2027-03-13");
    const night = { now: fromWall(ZONE, "2027-03-10", "22:30").instant };
    const row = await stepOf(org, id, "7-days");
    await org.asStaff((ctx) => sendNow(ctx, { plannedMessageId: row.id }), night);
    expect(await prepare(org, night)).toMatchObject({ prepared: [], moved: 1 });
    const opens = fromWall(ZONE, "2027-03-11", "08:00").instant;
    expect(await stepOf(org, id, "7-days")).toMatchObject({ state: "planned", due_at: opens });
    await org.asWorkflow((ctx) => planThese(ctx, [id]), night);
    expect(await stepOf(org, id, "7-days")).toMatchObject({ state: "planned", due_at: opens });
    expect((await prepare(org, { now: opens })).prepared.map((p) => p.plannedId)).toContain(row.id);
  });

  test("[REM-09] [REM-07] but not after the visit was cancelled", async () => {
    const { org, book } = await clinic();
    const id = await book("2027-03-13");
    const row = await stepOf(org, id, "7-days");
    await org.asStaff((ctx) => sendNow(ctx, { plannedMessageId: row.id }), at);
    await org.asStaff((ctx) => cancelAppointment(ctx, { appointmentId: id }), at);
    expect((await prepare(org, at)).prepared).toEqual([]);
  });
});

describe("what is held", () => {
  test("[TPL-05] a template that cannot be filled holds the message; once it is mended the message goes out and the task is done", async () => {
    const { org, book } = await clinic();
    const id = await book();
    const template = { key: "reminder-final", channel: "sms", language: "en" } as const;
    await org.asManager((ctx) => saveTemplate(ctx, { ...template, body: "{{ facilityMapLink }} Reply STOP to end." }), at);
    expect((await prepare(org)).prepared).toEqual([]);
    expect(await stepOf(org, id, "2-days")).toMatchObject({ state: "held", reason: "template-cannot-be-filled" });
    const open = () => org.asStaff((ctx) => ctx.sql("select kind from staff_task where state = 'open'"));
    expect(await open()).toEqual([{ kind: "message-held" }]);
    await org.asManager((ctx) => saveTemplate(ctx, { ...template, body: "Visit on {{ appointmentDate }}. Reply STOP to end." }), DUE);
    const batch = await prepare(org);
    expect(batch.prepared.map((p) => p.sms?.body)).toEqual([expect.stringContaining("Visit on")]);
    expect(await open()).toEqual([]);
  });

  test("[RTY-01] a reminder held because its sender stopped goes to a contact that is added meanwhile", async () => {
    const { org, book, patientId } = await clinic();
    const id = await book();
    await db.query("update sender set stopped_at = now() where organization_id = $1 and channel <> 'email'", [org.organizationId]);
    expect((await prepare(org)).prepared).toEqual([]);
    expect(await stepOf(org, id, "2-days")).toMatchObject({ state: "held", reason: "sender-stopped" });
    await org.asStaff((ctx) => addContact(ctx, { patientId, address: "rosa@example.com" }), DUE);
    expect((await prepare(org)).prepared.map((p) => p.to)).toEqual(["rosa@example.com"]);
  });
});

describe("the wrong person", () => {
  test("[REM-07] a visit that a file gives to another patient is reminded of to that patient only, and the first one's answer is void", async () => {
    const { org, patientId, facilityId } = await clinic();
    const other = await makePatient(org, { first_name: "Mateo" });
    const phone = await makeContact(org, other);
    const row = (patient: string) => ({
      externalId: "v-1",
      patientId: patient,
      facilityId,
      startsAt: fromWall(ZONE, "2027-03-24", "14:30").instant,
      endsAt: fromWall(ZONE, "2027-03-24", "15:00").instant,
      localDate: "2027-03-24",
      localTime: "14:30",
      zone: ZONE,
    });
    const [visit] = await org.asStaff((ctx) => upsertAppointments(ctx, [row(patientId)]), at);
    const id = visit!.id;
    await org.asWorkflow((ctx) => applyAnswer(ctx, { appointmentId: id, answer: "confirm", channel: "sms", allowed: "confirm" }), at);
    await org.asStaff((ctx) => upsertAppointments(ctx, [row(other)]), at);
    const waiting = (await rowsOf(org, id)).filter((r) => r.state === "planned");
    expect(new Set(waiting.map((r) => r.patient_id))).toEqual(new Set([other]));
    expect(waiting).toHaveLength(3);
    const [a] = await org.asStaff((ctx) => ctx.sql("select confirmation, schedule_revision from appointment where id = $1", [id]));
    expect(a).toEqual({ confirmation: "unconfirmed", schedule_revision: 2 });
    expect((await prepare(org)).prepared.map((p) => p.to)).toEqual([phone.address]);
    // The first one's link shows nothing of the other's visit.
    const expiresAt = new Date("2027-04-01T00:00:00Z");
    const link = {
      id,
      organizationId: org.organizationId,
      purpose: "appointment",
      appointmentId: id,
      endpointId: null,
      messageId: null,
      language: "en",
      expiresAt,
    } as const;
    const open = (patient: string) =>
      org.as({ kind: "patient", linkId: id }, (ctx) => loadVisitPage(ctx, { ...link, patientId: patient }), at);
    await expect(open(patientId)).rejects.toMatchObject({ code: "not-found" });
    await expect(open(other)).resolves.toMatchObject({ firstName: "Mateo" });
  });

  test("[REM-13] a patient may take back their own cancellation where the clinic allows it, never the clinic's", async () => {
    const { org, book } = await clinic();
    await org.asManager((ctx) => saveSetting(ctx, { key: "reminders.confirmAfterCancel", scope: "organization", value: true }), at);
    const confirm = (appointmentId: string) =>
      org.asWorkflow((ctx) => applyAnswer(ctx, { appointmentId, answer: "confirm", channel: "web", allowed: "confirm-cancel" }), at);
    const theirs = await book();
    await org.asWorkflow(
      (ctx) => applyAnswer(ctx, { appointmentId: theirs, answer: "cancel", channel: "sms", allowed: "confirm-cancel" }),
      at,
    );
    expect(await confirm(theirs)).toMatchObject({ outcome: "apply" });
    const ours = await book("2027-03-25");
    await org.asStaff((ctx) => cancelAppointment(ctx, { appointmentId: ours }), at);
    expect(await confirm(ours)).toMatchObject({ outcome: "refuse", reason: "appointment-cancelled" });
  });
});
