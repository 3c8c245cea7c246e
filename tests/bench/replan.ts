/**
 * P6: a settings change for many visits: how long the save takes, when everything due in the next 24 hours is right, when all is right, while
 * dispatch goes on; then visits planned again as rows, as a change of visits does. Run: npx tsx tests/bench/replan.ts [visits]
 */
import os from "node:os";
import { dispatchDue } from "@/lib/delivery/dispatch";
import { planThese } from "@/lib/delivery/plan";
import { replanChunk } from "@/lib/delivery/replan";
import { saveSetting } from "@/lib/settings/save-setting";
import { addBusyVisits, type BusyClinic, planBusyVisits } from "../support/busy-clinics";
import { describeMachine, fillClinic, makeScene, quantile, say, thousands } from "./support/scene";

const VISITS = Number(process.argv[2] ?? 100_000);
const ROWS = Math.min(10_000, VISITS);
/** Visits are spread evenly over so many days, from the eighth day on. */
const DAYS = 60;
const SENT_MEANWHILE = 20_000;
const NOW = new Date("2027-03-08T17:00:00Z");
const TARGET = { saveMs: 300, dayMs: 5_000, allMs: 60_000 };

async function main(): Promise<void> {
  const scene = await makeScene(2);
  try {
    process.stdout.write(`${await describeMachine(scene)}\n${thousands(VISITS)} visits of one organization over ${DAYS} days\n\n`);
    await scene.setClock(NOW);
    const first = Date.UTC(2027, 2, 16, 13, 0);
    const [changed, other] = scene.clinics as [BusyClinic, BusyClinic];
    // The other organization's messages are due all the while: dispatch goes on.
    const due = await addBusyVisits(other, SENT_MEANWHILE, () => new Date(NOW.getTime() + 7 * 86_400_000 - 2 * 3_600_000));
    await scene.query("analyze");
    await planBusyVisits(other, due, new Date(NOW.getTime() - 86_400_000));
    const visits = await fillClinic(
      scene,
      changed,
      VISITS,
      (i) => new Date(first + (i % DAYS) * 86_400_000 + (Math.floor(i / DAYS) % 480) * 60_000),
    );
    const { org } = changed;
    const [waiting] = await scene.query<{ n: number }>("select count(*)::int as n from planned_message where state = 'planned'");
    say("planned messages", thousands(waiting!.n));

    // Every reminder an hour earlier in the day: each planned row changes.
    const from = performance.now();
    await org.asAdmin((ctx) =>
      saveSetting(ctx, {
        key: "reminders.cadence",
        scope: "organization",
        value: [7, 5, 2].map((days) => ({ id: `${days}-days`, before: { at: "10:30", daysBefore: days }, answers: "confirm-cancel" })),
      }),
    );
    const saveMs = performance.now() - from;
    const chunks: number[] = [];
    let dayMs = 0;
    let sent = 0;
    let over = false;
    const dispatching = (async () => {
      while (!over) {
        sent += (await dispatchDue(performance.now() + 1_000)).sent;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    for (let more = true; more;) {
      const begun = performance.now();
      ({ more } = await replanChunk(org.organizationId));
      chunks.push(performance.now() - begun);
      if (dayMs === 0 && !(await behindWithinADay(scene))) dayMs = performance.now() - from;
    }
    const allMs = performance.now() - from;
    over = true;
    await dispatching;
    const [behind] = await scene.query<{ n: number }>(
      "select count(*)::int as n from planned_message p join organization o on o.id = p.organization_id where p.state in ('planned', 'held') and p.plan_revision < o.plan_revision",
    );
    if (behind!.n) throw new Error(`${behind!.n} rows are still of the old revision`);
    say("save", `${saveMs.toFixed(0)} ms (target ≤ ${TARGET.saveMs})`);
    say("the next 24 hours are right after", `${(dayMs / 1_000).toFixed(1)} s (target ≤ ${TARGET.dayMs / 1_000})`);
    say("all are right after", `${(allMs / 1_000).toFixed(1)} s (target ≤ ${TARGET.allMs / 1_000})`);
    say(
      "one chunk: median, 95 %",
      `${quantile(chunks, 0.5).toFixed(0)} ms, ${quantile(chunks, 0.95).toFixed(0)} ms (${chunks.length} chunks)`,
    );
    say("sent meanwhile", thousands(sent));
    say("load by then", os.loadavg()[0]!.toFixed(1));

    const ids = visits.slice(-ROWS).map((v) => v.appointmentId);
    const begun = performance.now();
    for (let i = 0; i < ids.length; i += 500) await org.asWorkflow((ctx) => planThese(ctx, ids.slice(i, i + 500)));
    const rowMs = performance.now() - begun;
    say(
      `${thousands(ROWS)} visits planned again as rows`,
      `${(rowMs / 1_000).toFixed(1)} s, ${thousands((ROWS / rowMs) * 1_000)} visits/s`,
    );
    if (saveMs > TARGET.saveMs || dayMs > TARGET.dayMs || allMs > TARGET.allMs) process.exitCode = 1;
  } finally {
    await scene.close();
  }
}

async function behindWithinADay(scene: Awaited<ReturnType<typeof makeScene>>): Promise<boolean> {
  const [row] = await scene.query<{ open: boolean }>(
    "select exists (select 1 from planned_message p join organization o on o.id = p.organization_id where p.state in ('planned', 'held') and p.plan_revision < o.plan_revision and p.due_at < $1) as open",
    [new Date(NOW.getTime() + 86_400_000)],
  );
  return row!.open;
}

await main();
