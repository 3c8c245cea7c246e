import { describe, expect, test } from "vitest";
import { saveSetting } from "@/lib/settings/save-setting";
import { useTestDatabase } from "@/tests/support/factories";
import { DUE, plannedClinic, stepOf } from "./adversary.fixture";
import type { Carriers } from "./carriers";
import { haltSends } from "./halt-sends";
import { prepareBatch } from "./prepare";
import { recordOutcomes } from "./record";
import { resumeSends } from "./resume-sends";
import { sendAll } from "./send";
import { stillWanted } from "./still-wanted";
import { loadStopState } from "./stop-state";

const db = useTestDatabase();
type Clinic = Awaited<ReturnType<typeof plannedClinic>>;

const halt = ({ org }: Clinic, when = DUE) => org.asManager((ctx) => haltSends(ctx), when);
const resume = ({ org }: Clinic, piled: "send" | "skip", when = DUE) => org.asManager((ctx) => resumeSends(ctx, { piled }), when);
const prepare = ({ org }: Clinic, when = DUE) => org.asWorkflow((ctx) => prepareBatch(ctx, 25), when);
const state = ({ org }: Clinic, when = DUE) => org.asStaff((ctx) => loadStopState(ctx), when);

/** A due reminder of the 24th at 14:30. */
async function clinicWithDue(): Promise<Clinic & { visit: string }> {
  const clinic = await plannedClinic(db.urls);
  const value = [{ id: "2-days", before: { days: 2 }, answers: "confirm-cancel" }];
  await clinic.org.asAdmin((ctx) => saveSetting(ctx, { key: "reminders.cadence", scope: "organization", value }));
  return { ...clinic, visit: await clinic.book() };
}

describe("[DLV-14] emergency stop", () => {
  test("stops at once what is due, says since when and by whom, and is audited", async () => {
    const clinic = await clinicWithDue();
    expect(await state(clinic)).toMatchObject({ piled: 1, useless: 0 });
    expect((await state(clinic)).stop).toBeUndefined();
    await halt(clinic);
    expect((await prepare(clinic)).claimed).toBe(0);
    const { stop, piled } = await state(clinic);
    expect(stop!.since.iso).toBe(DUE.now.toISOString());
    expect(stop!.by).toMatch(/^manager of /);
    expect(piled).toBe(1);
    const audits = await db.query("select action from audit_entry where organization_id = $1 and action = 'halt-sends'", [
      clinic.org.organizationId,
    ]);
    expect(audits).toHaveLength(1);
    await expect(halt(clinic)).rejects.toMatchObject({ code: "conflict" });
    await expect(clinic.org.asStaff((ctx) => haltSends(ctx))).rejects.toMatchObject({ code: "forbidden" });
    await expect(clinic.org.asStaff((ctx) => resumeSends(ctx, { piled: "send" }))).rejects.toMatchObject({ code: "forbidden" });
  });

  test("a chunk between its decision and the carrier is stopped too; skipped with the rest when resumed so", async () => {
    const clinic = await clinicWithDue();
    const { prepared } = await prepare(clinic);
    expect(prepared).toHaveLength(1);
    await halt(clinic);
    let called = 0;
    const sms = { send: async () => (called++, { kind: "accepted" as const, providerId: "SM1" }) };
    await sendAll(prepared, {
      carriers: new Map([[prepared[0]!.accountId, { sms } as unknown as Carriers]]),
      decidedAt: performance.now() - 5_000,
      deadline: performance.now() + 60_000,
      stillWanted: (p) => stillWanted(clinic.org.organizationId, p),
      record: async (sent) => void (await clinic.org.asWorkflow((ctx) => recordOutcomes(ctx, sent), DUE)),
    });
    expect(called).toBe(0);
    expect(await stepOf(clinic.org, clinic.visit, "2-days")).toMatchObject({ state: "planned" });
    expect((await state(clinic)).piled).toBe(1);
    expect(await resume(clinic, "skip")).toEqual({ skipped: 1 });
    expect(await stepOf(clinic.org, clinic.visit, "2-days")).toMatchObject({ state: "skipped", reason: "skipped-after-stop" });
  });

  test("resumed with sending: each is decided again, and what has become useless is skipped with its reason", async () => {
    const clinic = await clinicWithDue();
    const later = await clinic.book("2027-03-25", "09:00");
    await clinic.org.asAdmin((ctx) =>
      saveSetting(ctx, { key: "delivery.blackout", scope: "organization", value: { enabled: false, hours: 24 } }),
    );
    await halt(clinic);
    // The first visit began half an hour ago, the other is tomorrow morning.
    const resumed = { now: new Date("2027-03-24T19:00:00Z") };
    expect(await state(clinic, resumed)).toMatchObject({ piled: 2, useless: 1 });
    expect(await resume(clinic, "send", resumed)).toEqual({ skipped: 0 });
    expect((await state(clinic, resumed)).stop).toBeUndefined();
    expect((await prepare(clinic, resumed)).prepared).toHaveLength(1);
    expect(await stepOf(clinic.org, clinic.visit, "2-days")).toMatchObject({ state: "skipped", reason: "appointment-past" });
    expect(await stepOf(clinic.org, later, "2-days")).toMatchObject({ state: "claimed" });
  });

  test("resumed with skipping: what was due stays unsent with the reason, what becomes due later goes out", async () => {
    const clinic = await clinicWithDue();
    const later = await clinic.book("2027-03-25", "14:30");
    await halt(clinic);
    expect(await resume(clinic, "skip")).toEqual({ skipped: 1 });
    const [row] = await db.query("select trail from planned_message where appointment_id = $1 and step_key = '2-days'", [clinic.visit]);
    expect((row!.trail as { reason: string }[]).at(-1)).toMatchObject({ rule: "emergency-stop", reason: "skipped-after-stop" });
    expect((await prepare(clinic)).claimed).toBe(0);
    expect((await prepare(clinic, { now: new Date("2027-03-23T18:31:00Z") })).prepared).toHaveLength(1);
    expect(await stepOf(clinic.org, later, "2-days")).toMatchObject({ state: "claimed" });
    await expect(resume(clinic, "send")).rejects.toMatchObject({ code: "conflict" });
  });
});
