import { describe, expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { saveSetting } from "@/lib/settings/save-setting";
import { makeContact, makePatient, useTestDatabase } from "@/tests/support/factories";
import { at, plannedClinic, rowsOf, stepOf } from "./adversary.fixture";
import { prepareBatch } from "./prepare";
import { sendNow } from "./send-now";

const db = useTestDatabase();

type Clinic = Awaited<ReturnType<typeof plannedClinic>>;
type Trail = { rule: string; reason: string; outcome: string; setting?: { key: string } }[];

/** Two steps of the same template a day apart, then the final one. */
const cadence = [
  { id: "3-days", before: { days: 3 }, answers: "confirm-cancel" },
  { id: "2-days", before: { days: 2 }, answers: "confirm-cancel" },
  { id: "1-day", before: { days: 1 }, answers: "confirm-cancel" },
];
/** Just after the 2-days reminder of a visit on 2027-03-24 at 14:30 is due. */
const DUE = { now: new Date("2027-03-22T18:31:00Z") };

async function clinicWith(settings: Record<string, unknown> = {}): Promise<Clinic> {
  const clinic = await plannedClinic(db.urls);
  for (const [key, value] of Object.entries({ "reminders.cadence": cadence, ...settings }))
    await clinic.org.asAdmin((ctx) => saveSetting(ctx, { key, scope: "organization", value }));
  return clinic;
}

async function relative({ org, contact, facilityId, providerId, typeId }: Clinic, name: string, date = "2027-03-24") {
  const patientId = await makePatient(org, { first_name: name });
  await makeContact(org, patientId, { address: contact.address });
  const visit = { patientId, facilityId, providerId, typeId, date, time: "14:30", minutes: 30 };
  return (await org.asStaff((ctx) => createAppointment(ctx, visit), at)).id;
}

const prepare = (clinic: Clinic, when = DUE, limit = 25) => clinic.org.asWorkflow((ctx) => prepareBatch(ctx, limit), when);
const stateOf = async ({ org }: Clinic, visit: string, step: string) => {
  const { state, reason, due_at } = await stepOf(org, visit, step);
  return { state, reason, due: due_at.toISOString() };
};
const trailOf = async (clinic: Clinic, visit: string, step: string): Promise<Trail> => {
  const { id } = await stepOf(clinic.org, visit, step);
  const [row] = await db.query("select trail from planned_message where id = $1", [id]);
  return row!.trail as Trail;
};

describe("[DLV-06] blackout", () => {
  test("two visits on successive days, the same words due at once: one goes out, the other says why not", async () => {
    const clinic = await clinicWith();
    const visits = [await clinic.book("2027-03-24", "14:30"), await clinic.book("2027-03-25", "14:00")];
    expect((await prepare(clinic)).prepared).toHaveLength(1);
    const rows = (await Promise.all(visits.map((v) => rowsOf(clinic.org, v)))).flat();
    const skipped = rows.filter((r) => r.reason === "blackout");
    expect(skipped).toHaveLength(1);
    expect(skipped[0]!.state).toBe("skipped");
    const [row] = await db.query("select trail from planned_message where id = $1", [skipped[0]!.id]);
    expect((row!.trail as Trail).at(-1)).toMatchObject({ rule: "blackout", reason: "blackout", setting: { key: "delivery.blackout" } });
  });

  test("[REM-17] with a reminder for each visit both go out, and so do those of two first names on one phone", async () => {
    const each = await clinicWith({ "reminders.sameDay": "each" });
    await each.book("2027-03-24", "14:30");
    await each.book("2027-03-25", "14:00");
    expect((await prepare(each)).prepared).toHaveLength(2);
    const family = await clinicWith();
    await family.book();
    await relative(family, "Luis");
    expect((await prepare(family)).prepared).toHaveLength(2);
  });

  test("[RTY-03] what may have arrived counts as said, what did not arrive does not", async () => {
    for (const [status, expected] of [
      ["uncertain", "skipped"],
      ["undelivered", "claimed"],
      ["failed", "claimed"],
    ] as const) {
      const clinic = await clinicWith();
      const first = await clinic.book("2027-03-24", "14:30");
      await prepare(clinic);
      await db.query("update message set status = $1 where organization_id = $2", [status, clinic.org.organizationId]);
      const other = await clinic.book("2027-03-24", "15:00");
      await clinic.org.asAdmin((ctx) => saveSetting(ctx, { key: "reminders.sameDay", scope: "organization", value: "first" }));
      const second = await relative(clinic, "Rosa", "2027-03-25");
      await prepare(clinic, { now: new Date("2027-03-22T19:00:00Z") });
      expect((await stateOf(clinic, second, "3-days")).state, status).toBe(expected);
      expect([first, other]).toHaveLength(2);
    }
  });

  test("[REM-09] staff's own send is not held back; one that is over in minutes waits for its end", async () => {
    const clinic = await clinicWith();
    await clinic.book("2027-03-24", "14:30");
    await prepare(clinic);
    const second = await clinic.book("2027-03-26", "14:10");
    const row = await stepOf(clinic.org, second, "2-days");
    await clinic.org.asStaff((ctx) => sendNow(ctx, { plannedMessageId: row.id }), { now: new Date("2027-03-22T19:00:00Z") });
    expect((await prepare(clinic, { now: new Date("2027-03-22T19:00:00Z") })).prepared).toHaveLength(1);
    const third = await relative(clinic, "Rosa", "2027-03-26");
    // 2027-03-23T18:31 ends the first one's day; staff's own message at 19:00 began another.
    await prepare(clinic, { now: new Date("2027-03-23T18:30:30Z") });
    expect(await stateOf(clinic, third, "3-days")).toEqual({ state: "planned", reason: null, due: "2027-03-23T19:00:00.000Z" });
    expect((await trailOf(clinic, third, "3-days")).at(-1)).toMatchObject({ rule: "blackout", outcome: "moved" });
  });
});

describe("[DLV-15] fatigue", () => {
  const NAMES = ["Luis", "Ana", "Ines"];

  test("a household of four with visits on one day: three are told, the fourth the next day, with the reason", async () => {
    const clinic = await clinicWith();
    const visits = [await clinic.book()];
    for (const name of NAMES) visits.push(await relative(clinic, name));
    expect((await prepare(clinic)).prepared).toHaveLength(3);
    const states = await Promise.all(visits.map((v) => stateOf(clinic, v, "2-days")));
    const moved = states.findIndex((s) => s.state === "planned");
    expect(states[moved]!.due).toBe("2027-03-23T18:31:00.000Z");
    expect((await trailOf(clinic, visits[moved]!, "2-days")).at(-1)).toMatchObject({
      rule: "fatigue",
      outcome: "moved",
      reason: "daily-cap",
      setting: { key: "delivery.fatigueCap" },
    });
  });

  test("chunks under way at the same time never send more than the cap together", async () => {
    const clinic = await clinicWith({ "delivery.fatigueCap": { enabled: true, perDay: 2, perWeek: 8 }, "reminders.cadence": [cadence[1]] });
    await clinic.book();
    for (const name of NAMES) await relative(clinic, name);
    const batches = await Promise.all(Array.from({ length: 4 }, () => prepare(clinic, DUE, 1)));
    expect(batches.flatMap((b) => b.prepared)).toHaveLength(2);
  });

  test("a visit of today takes the place that is left, whoever is due first", async () => {
    const clinic = await clinicWith({
      "delivery.fatigueCap": { enabled: true, perDay: 1, perWeek: 8 },
      "reminders.cadence": [...cadence, { id: "2-hours", before: { hours: 2 }, answers: "none" }],
    });
    const later = await clinic.book("2027-03-24", "14:30");
    const today = await relative(clinic, "Luis", "2027-03-22");
    // Two hours before today's visit is 12:30; the other one's reminder waits since the day before.
    await prepare(clinic, { now: new Date("2027-03-22T16:31:00Z") });
    expect((await stateOf(clinic, today, "2-hours")).state).toBe("claimed");
    expect((await stateOf(clinic, later, "3-days")).state).not.toBe("claimed");
  });

  test("switched off, all go out", async () => {
    const clinic = await clinicWith({ "delivery.fatigueCap": { enabled: false, perDay: 1, perWeek: 1 } });
    await clinic.book();
    for (const name of NAMES) await relative(clinic, name);
    expect((await prepare(clinic)).prepared).toHaveLength(4);
  });
});
