import { describe, expect, test } from "vitest";
import type { Ctx } from "@/lib/context";
import { saveSetting } from "@/lib/settings/save-setting";
import { previewSetting } from "@/lib/settings/preview-setting";
import { makePatient, makeContact, useTestDatabase } from "@/tests/support/factories";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { at, plannedClinic } from "./adversary.fixture";
import { getOutlook } from "./outlook";

const db = useTestDatabase();
type Clinic = Awaited<ReturnType<typeof plannedClinic>>;

/** Sunday 2027-03-21, 18:00 in New York; the reminders of visits on the 24th are due the next day. */
const NOW = { now: new Date("2027-03-21T22:00:00Z") };
const cadence = [{ id: "2-days", before: { days: 2 }, answers: "confirm-cancel" }];

async function clinicWith(): Promise<Clinic> {
  const clinic = await plannedClinic(db.urls);
  await clinic.org.asAdmin((ctx) => saveSetting(ctx, { key: "reminders.cadence", scope: "organization", value: cadence }));
  return clinic;
}

async function another({ org, facilityId, providerId, typeId }: Clinic, time: string, date = "2027-03-24"): Promise<void> {
  const patientId = await makePatient(org, { first_name: "Ana" });
  await makeContact(org, patientId);
  await org.asStaff((ctx) => createAppointment(ctx, { patientId, facilityId, providerId, typeId, date, time, minutes: 30 }), at);
}

const outlook = ({ org }: Clinic, days: 1 | 3 | 7 | 14 = 3) => org.asStaff((ctx) => getOutlook(ctx, { days }), NOW);

describe("[DLV-11] what goes out in the next days", () => {
  test("by day with totals, and each with when, to whom, how and why", async () => {
    const clinic = await clinicWith();
    await clinic.book("2027-03-24", "14:30");
    await another(clinic, "20:30");
    const { days, total, explained } = await outlook(clinic);
    expect(days.map((d) => [d.date, d.total])).toEqual([
      ["2027-03-21", 0],
      ["2027-03-22", 2],
      ["2027-03-23", 0],
    ]);
    expect([total, explained]).toEqual([2, 2]);
    expect(days[1]!.parts).toEqual([{ template: "The last reminder before a visit", channel: "Text", count: 2 }]);
    expect(days[1]!.rows.map((r) => [r.patient, r.at.text, r.channel, r.outcome])).toEqual([
      ["Rosa Delgado", "Mon, Mar 22, 2:30 PM", "Text", "planned"],
      ["Ana Delgado", "Mon, Mar 22, 7:45 PM", "Text", "planned"],
    ]);
    expect(days[1]!.rows[1]!.reasons).toEqual([
      "Goes to the patient's next usable contact, by text message.",
      "Reminder 2 days before the visit.",
      "Outside contact hours (08:00 to 20:00). Goes out Mon, Mar 22, 7:45 PM.",
    ]);
    expect((await outlook(clinic, 1)).total).toBe(0);
  });

  test("[DLV-06] says beforehand what will not be sent because the same was said just before", async () => {
    const clinic = await clinicWith();
    await clinic.book("2027-03-24", "14:30");
    await clinic.book("2027-03-25", "10:00");
    const rows = (await outlook(clinic)).days.flatMap((d) => d.rows);
    expect(rows.map((r) => r.outcome)).toEqual(["planned", "skipped"]);
    expect(rows[1]!.reasons.at(-1)).toContain("less than 24 hours before");
  });

  test("asks the database as often for thirty as for one", async () => {
    const counted = async (clinic: Clinic): Promise<number> =>
      clinic.org.asStaff(async (ctx) => {
        let queries = 0;
        const counting: Ctx = { ...ctx, sql: (text, params) => (queries++, ctx.sql(text, params)) };
        await getOutlook(counting, { days: 7 });
        return queries;
      }, NOW);
    const clinic = await clinicWith();
    await clinic.book();
    const one = await counted(clinic);
    for (let i = 0; i < 30; i++)
      await another(clinic, `${String(8 + Math.floor(i / 4)).padStart(2, "0")}:${["00", "15", "30", "45"][i % 4]}`);
    expect(await counted(clinic)).toBe(one);
  });

  test("an unsaved setting for the next visits of all: counts by day and the differences, and nothing is left behind", async () => {
    const clinic = await clinicWith();
    await clinic.book("2027-03-24", "14:30");
    await another(clinic, "09:00");
    const value = [{ id: "2-days", before: { daysBefore: 1, at: "10:00" }, answers: "none" }];
    const preview = await clinic.org.asManager(
      (ctx) => previewSetting(ctx, { key: "reminders.cadence", scope: "organization", value }),
      NOW,
    );
    expect(preview!.organization).toMatchObject({
      looked: 2,
      ahead: 2,
      changed: { moved: 2, dropped: 0, added: 0 },
      days: [
        { date: "2027-03-22", before: 2, after: 0 },
        { date: "2027-03-23", before: 0, after: 2 },
      ],
    });
    expect(preview!.organization.differences[0]).toMatchObject({
      patient: "Ana Delgado",
      before: { text: "Mon, Mar 22, 9:00 AM" },
      after: { text: "Tue, Mar 23, 10:00 AM" },
    });
    expect((await outlook(clinic)).days.map((d) => d.total)).toEqual([0, 2, 0]);
  });
});
