import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { saveSetting } from "@/lib/settings/save-setting";
import { addBusyVisits, carrierAccounts, makeBusyClinic, planBusyVisits } from "@/tests/support/busy-clinics";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { markServed } from "./claim";
import { replanChunk, replanVisitsAhead } from "./replan";

const db = useTestDatabase();
const servedAt = async (id: string): Promise<Date> => {
  const [row] = await db.query("select served_at as at from dispatch_lane where organization_id = $1", [id]);
  return row!.at as Date;
};

test("[DLV-13] chunks of one organization do not wait for each other to mark its turn", async () => {
  const org = await makeOrganization(db.urls, { name: `Turns ${newId()}` });
  await org.asWorkflow(markServed);
  const before = await servedAt(org.organizationId);
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  let marked = (): void => {};
  const held = new Promise<void>((resolve) => (marked = resolve));
  const first = org.asWorkflow(async (ctx) => {
    await markServed(ctx);
    marked();
    await ended;
  });
  await held;
  // The first chunk is still being decided.
  await org.asWorkflow(async (ctx) => {
    await ctx.sql("set local lock_timeout = '2s'");
    await markServed(ctx);
  });
  expect(await servedAt(org.organizationId)).toEqual(before);
  end();
  await first;
  expect((await servedAt(org.organizationId)).getTime()).toBeGreaterThan(before.getTime());
});

test("[DLV-12] small chunks side by side plan all visits again, also several of one patient, and leave none of the old revision", async () => {
  const clinic = await makeBusyClinic(db.urls, carrierAccounts("http://127.0.0.1:9", 0), 0);
  const { org } = clinic;
  const visits = await addBusyVisits(clinic, 40, (i) => new Date(Date.UTC(2028, 4, 10 + (i % 5), 15, i)));
  // Every second visit belongs to the patient of the one before.
  for (let i = 1; i < visits.length; i += 2)
    await db.query("update appointment set patient_id = (select patient_id from appointment where id = $1) where id = $2", [
      visits[i - 1]!.appointmentId,
      visits[i]!.appointmentId,
    ]);
  await planBusyVisits(clinic, visits, new Date("2028-03-01T12:00:00Z"));
  await org.asAdmin((ctx) =>
    saveSetting(ctx, {
      key: "reminders.cadence",
      scope: "organization",
      value: [{ id: "3-days", before: { at: "10:30", daysBefore: 3 }, answers: "confirm-cancel" }],
    }),
  );
  let planned = 0;
  for (let more = true; more;) {
    const chunk = await replanChunk(org.organizationId, 4);
    planned += chunk.visits;
    ({ more } = chunk);
  }
  expect(planned).toBe(40);
  const rows = await db.query(
    `select p.step_key, p.state, count(*)::int as n, count(*) filter (where p.plan_revision < o.plan_revision)::int as behind from planned_message p
     join organization o on o.id = p.organization_id where o.id = $1 and p.state in ('planned', 'held') group by 1, 2`,
    [org.organizationId],
  );
  expect(rows).toEqual([{ step_key: "3-days", state: "planned", n: 40, behind: 0 }]);
});

test("[DLV-12] a visit that somebody is changing while a new step is planned gets the step too", async () => {
  const clinic = await makeBusyClinic(db.urls, carrierAccounts("http://127.0.0.1:9", 1), 1);
  const { org } = clinic;
  const visits = await addBusyVisits(clinic, 3, (i) => new Date(Date.UTC(2028, 4, 10, 15, i)));
  let changed = (): void => {};
  const ended = new Promise<void>((resolve) => (changed = resolve));
  let locked = (): void => {};
  const held = new Promise<void>((resolve) => (locked = resolve));
  const change = org.asWorkflow(async (ctx) => {
    await ctx.sql("select 1 from patient p join appointment a on a.patient_id = p.id where a.id = $1 for no key update of p", [
      visits[1]!.appointmentId,
    ]);
    locked();
    await ended;
  });
  await held;
  const planning = replanVisitsAhead(org.organizationId, undefined);
  setTimeout(changed, 300);
  await Promise.all([change, planning]);
  const planned = await db.query("select distinct appointment_id as id from planned_message where organization_id = $1", [
    org.organizationId,
  ]);
  expect(new Set(planned.map((row) => row.id))).toEqual(new Set(visits.map((visit) => visit.appointmentId)));
});
