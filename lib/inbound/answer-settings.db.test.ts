import { describe, expect, test } from "vitest";
import { moveAppointment } from "@/lib/appointments/move-appointment";
import { findVisit } from "@/lib/schedule/find-visit";
import { saveSetting } from "@/lib/settings/save-setting";
import { addDays } from "@/lib/time";
import { useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { moveTo, reminded, stopsOf, tasksOf, visitOf } from "@/tests/support/reminded";
import { endSilentCancels } from "./cancel-collision";

const db = useTestDatabase();
const product = useProduct(db);
const clinic = (options: Parameters<typeof reminded>[2] = {}) => reminded(db, product, options);
type Clinic = Awaited<ReturnType<typeof clinic>>;

const all = (c: Clinic) => Promise.all(c.visits.map((id) => visitOf(c.org, id)));
/** Product time goes to minutes after the first visit's start. */
async function afterStart(c: Clinic, minutes: number): Promise<void> {
  const [visit] = await c.org.asStaff((ctx) => ctx.sql<{ at: Date }>("select starts_at as at from appointment where id = $1", [c.id]));
  await moveTo(db, new Date(visit!.at.getTime() + minutes * 60_000));
}

describe("what an answer may do, as set", () => {
  test("[REM-12] with yes and no only, another word is asked about, then read by a person", async () => {
    const c = await clinic({ settings: { "reminders.yesNoOnly": true } });
    const said = await c.say("sounds good");
    expect(said[0]).toMatch(/not sure/i);
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "unconfirmed" });
    await c.say("I can't make it");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked" });
    expect(await tasksOf(c.org)).toContain("reply");
    const heard = (await c.org.asStaff((ctx) => findVisit(ctx, c.id)))!.answers.map((a) => a.meaning);
    expect(heard).toContain("Cancels; nothing was done: only the words yes and no are acted on");
    await c.say("yes");
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "confirmed" });
  });

  test("[REM-15] a no after the start cancels; [REM-08] it counts as a no-show; switched off, the patient is told that the time has passed", async () => {
    const c = await clinic();
    await afterStart(c, 10);
    const told = await c.say("N");
    expect(told[0]).toContain("counts as a missed visit");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "cancelled" });

    const off = await clinic({ settings: { "reminders.cancelAfterStart": false } });
    await afterStart(off, 10);
    expect((await off.say("N"))[0]).toContain("has passed");
    expect(await visitOf(off.org, off.id)).toMatchObject({ lifecycle: "booked" });
  });

  test("[REM-16] a yes after the start changes nothing; switched on, it confirms, also hours later", async () => {
    const c = await clinic();
    await afterStart(c, 10);
    expect((await c.say("Y"))[0]).toContain("has passed");
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "unconfirmed" });

    const on = await clinic({ settings: { "reminders.confirmAfterStart": true } });
    await afterStart(on, 5 * 60);
    await on.say("Y");
    expect(await visitOf(on.org, on.id)).toMatchObject({ confirmation: "confirmed" });
  });

  test("[REM-18] an answer is for the visit asked about; for the whole day where that is set, and each visit is named", async () => {
    const one = await clinic({ alsoSameDay: ["shown"] });
    await one.say("Y");
    expect((await all(one)).map((v) => v.confirmation)).toEqual(["confirmed", "unconfirmed"]);

    const day = await clinic({ alsoSameDay: ["shown", "hidden"], settings: { "reminders.answerAppliesTo": "day" } });
    const said = await day.say("Y");
    // [REM-19] Hidden types are left out unless they are included.
    expect((await all(day)).map((v) => v.confirmation)).toEqual(["confirmed", "confirmed", "unconfirmed"]);
    expect(said.filter((text) => text.includes("is confirmed"))).toHaveLength(2);
    expect(said.filter((text) => text.includes("is confirmed") && text.includes("1:00"))).toHaveLength(1);
  });

  test("[REM-19] an answer for the day includes hidden types where that is set; the patient is not told of them", async () => {
    const c = await clinic({
      alsoSameDay: ["hidden"],
      settings: { "reminders.answerAppliesTo": "day", "reminders.answerIncludesHidden": true },
    });
    const said = await c.say("N");
    expect((await all(c)).map((v) => v.lifecycle)).toEqual(["cancelled", "cancelled"]);
    expect(said.filter((text) => text.includes("canceled"))).toHaveLength(1);
  });

  test("[REM-20] two patients on one phone, asking switched off: the newest question is meant", async () => {
    const c = await clinic({ others: ["Mateo"], settings: { "reminders.askWhichVisit": false } });
    await c.say("Y");
    const [newest] = await c.org.asStaff((ctx) =>
      ctx.sql<{ id: string }>("select appointment_id as id from question where kind = 'reminder' order by asked_at desc, id desc limit 1"),
    );
    for (const id of c.visits) expect((await visitOf(c.org, id)).confirmation).toBe(id === newest!.id ? "confirmed" : "unconfirmed");
  });

  test("[REM-20] the list names first name and initial, and a late yes goes with the number chosen", async () => {
    const c = await clinic({ others: ["Mateo"] });
    const list = (await c.say("yes but I'll be 15 min late"))[0]!;
    expect(list).toMatch(/1 = \w+ D\..*2 = \w+ D\./s);
    expect((await all(c)).map((v) => v.late)).toEqual([false, false]);
    const mateo = /(\d) = Mateo/.exec(list)![1]!;
    await c.say(mateo);
    expect(await all(c)).toMatchObject([
      { confirmation: "unconfirmed", late: false },
      { confirmation: "confirmed", late: true, minutes: 15 },
    ]);
  });

  test("[REM-20] a wish for another time while two visits are open is with staff at once, and about the visit chosen afterwards", async () => {
    const c = await clinic({ others: ["Mateo"] });
    const list = (await c.say("reschedule"))[0]!;
    expect(await tasksOf(c.org)).toEqual(["reschedule"]);
    await c.say(/(\d) = Mateo/.exec(list)![1]!);
    const tasks = await c.org.asStaff((ctx) =>
      ctx.sql("select kind, appointment_id as id from staff_task where state = 'open' order by created_at"),
    );
    expect(tasks).toEqual([{ kind: "reschedule", id: c.visits[1] }]);
  });
});

describe("late", () => {
  test("[REM-11] yes but ten minutes late: confirmed and late, in the visit's sheet, and a task says by how much", async () => {
    const c = await clinic();
    await c.say("Yes but I'll be 10 min late");
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "confirmed", late: true, minutes: 10 });
    const visit = await c.org.asStaff((ctx) => findVisit(ctx, c.id));
    expect(visit).toMatchObject({ late: true, lateMinutes: 10, answers: [{ text: "Yes but I'll be 10 min late", meaning: "Confirms" }] });
    const [task] = await c.org.asStaff((ctx) => ctx.sql("select kind, detail from staff_task where state = 'open'"));
    expect(task).toMatchObject({ kind: "running-late", detail: { minutes: 10 } });
  });

  test("[REM-11] late alone marks the visit and confirms nothing; a move takes it back", async () => {
    const c = await clinic();
    await c.say("running 20 minutes late");
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "unconfirmed", late: true, minutes: 20 });
    await c.org.asStaff((ctx) => moveAppointment(ctx, { appointmentId: c.id, date: addDays(c.date, 5), time: "09:00", minutes: 30 }));
    expect(await visitOf(c.org, c.id)).toMatchObject({ late: false, minutes: null });
  });

  test("[REM-11] I am here is a task of its own and changes nothing", async () => {
    const c = await clinic();
    await c.say("I'm here");
    expect(await tasksOf(c.org)).toEqual(["arrived"]);
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "unconfirmed", late: false });
  });
});

describe("WAITLIST", () => {
  const waiting = (c: Clinic) =>
    c.org.asStaff((ctx) => ctx.sql("select appointment_id as id, state from waitlist_entry order by created_at"));

  test("[REM-28] joins the list, keeps the visit, tells the patient and staff; again changes nothing; leaving ends it", async () => {
    const c = await clinic();
    const said = await c.say("WAITLIST");
    expect(said[0]).toContain("stays booked");
    await c.say("waitlist");
    expect(await waiting(c)).toEqual([{ id: c.id, state: "waiting" }]);
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked" });
    expect(await tasksOf(c.org)).toEqual(["waitlist"]);
    expect((await c.org.asStaff((ctx) => findVisit(ctx, c.id)))!.wantsEarlierSince).not.toBeNull();
    await c.say("leave waitlist");
    expect(await waiting(c)).toEqual([{ id: c.id, state: "left" }]);
    expect(await tasksOf(c.org)).toEqual([]);
    expect((await c.org.asStaff((ctx) => findVisit(ctx, c.id)))!.wantsEarlierSince).toBeNull();
  });

  test("[REM-28] once the visit was moved the wish for an earlier time is over", async () => {
    const c = await clinic();
    await c.say("WAITLIST");
    await c.org.asStaff((ctx) => moveAppointment(ctx, { appointmentId: c.id, date: addDays(c.date, -1), time: "09:00", minutes: 30 }));
    expect((await c.org.asStaff((ctx) => findVisit(ctx, c.id)))!.wantsEarlierSince).toBeNull();
  });

  test("[REM-28] switched off, a person reads it", async () => {
    const c = await clinic({ settings: { "reminders.waitlistReply": false } });
    await c.say("WAITLIST");
    expect(await waiting(c)).toEqual([]);
    expect(await tasksOf(c.org)).toEqual(["reply"]);
  });
});

describe("CANCEL", () => {
  test("[CON-11] the organization's setting asks on local numbers only; a toll-free number opts out", async () => {
    const tollFree = await clinic({ settings: { "consent.cancelWord": "B" } });
    expect((await tollFree.say("cancel"))[0]).toContain("NOT canceled");
    const local = await clinic({ settings: { "consent.cancelWord": "B" } });
    await local.org.asWorkflow((ctx) => ctx.sql("update sender set kind = 'long-code' where channel = 'sms'"));
    expect((await local.say("cancel"))[0]).toContain("1 = cancel only");
  });

  test("[CON-11] mode B is a setting of admins", async () => {
    const c = await clinic();
    await expect(
      c.org.asManager((ctx) => saveSetting(ctx, { key: "consent.cancelWord", scope: "organization", value: "B" })),
    ).rejects.toThrow();
  });

  test("[CON-11] a day of silence is a full opt-out, once, and a person finds out whether the visit stands", async () => {
    const c = await clinic({ mode: "B" });
    await c.say("cancel");
    expect(await endSilentCancels(c.org.organizationId)).toBe(0);
    const [asked] = await c.org.asStaff((ctx) =>
      ctx.sql<{ at: Date }>("select asked_at as at from question where kind = 'cancel-collision'"),
    );
    await moveTo(db, new Date(asked!.at.getTime() + 24 * 3_600_000 + 1_000));
    expect(await endSilentCancels(c.org.organizationId)).toBe(1);
    expect(await endSilentCancels(c.org.organizationId)).toBe(0);
    expect(await stopsOf(c.org)).toContainEqual(expect.objectContaining({ channel: null, source: "patient" }));
    expect(await tasksOf(c.org)).toContain("texts-or-visit");
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked" });
    // What would have been the answer comes too late to lift it.
    await c.say("1");
    expect(await stopsOf(c.org)).not.toEqual([]);
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked" });
  });

  test("[CON-11] an answer to the question that is neither 1 nor 2 stops everything, and a person asks about the visit", async () => {
    const c = await clinic({ mode: "B" });
    await c.say("cancel");
    await c.say("what?");
    expect(await stopsOf(c.org)).toContainEqual(expect.objectContaining({ channel: null }));
    expect(await tasksOf(c.org)).toContain("texts-or-visit");
  });
});
