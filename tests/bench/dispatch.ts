/**
 * P5: due → claimed → decided → rendered → sent to the loopback stand-in → recorded, messages per second, alone and woken by the embedded
 * Inngest engine, against graphile-worker with one job a message doing the same send and the same row writes (and nothing else) in the same run.
 * Run: npx tsx tests/bench/dispatch.ts [messages]
 */
import { dispatchDue } from "@/lib/delivery/dispatch";
import { describeMachine, fillScene, makeScene, say, type Scene, thousands } from "./support/scene";
import { oneJobAMessage } from "./support/dispatch-peer";

const MESSAGES = Number(process.argv[2] ?? 4_000);
const CLINICS = 4;
const NOW = new Date("2027-03-08T17:00:00Z");
const STEPS = ["7-days", "5-days", "2-days"];

type Run = { rate: number; cpu: number };
const runs: Record<string, Run> = {};

/** Runs one contender over the messages of one step and checks that each is sent. */
async function contend(scene: Scene, name: string, step: string, work: () => Promise<void>): Promise<void> {
  const cpu = process.cpuUsage();
  const from = performance.now();
  await work();
  const ms = performance.now() - from;
  const used = process.cpuUsage(cpu);
  const [row] = await scene.query<{ sent: number }>(
    "select count(*)::int as sent from planned_message where step_key = $1 and state = 'sent'",
    [step],
  );
  if (row!.sent !== MESSAGES) {
    const why = await scene.query(
      "select p.state, p.reason, a.failure, a.code, count(*) from planned_message p left join attempt a on a.organization_id = p.organization_id and a.planned_message_id = p.id where p.step_key = $1 group by 1, 2, 3, 4",
      [step],
    );
    throw new Error(`${name}: ${row!.sent} of ${MESSAGES} are sent; ${JSON.stringify(why)}`);
  }
  runs[name] = { rate: (MESSAGES / ms) * 1_000, cpu: (used.user + used.system) / 1_000 / MESSAGES };
  say(name, `${thousands(runs[name].rate).padStart(6)} msgs/s   ${runs[name].cpu.toFixed(2)} ms CPU a message in this process`);
}

async function main(): Promise<void> {
  const scene = await makeScene(CLINICS);
  try {
    process.stdout.write(`${await describeMachine(scene)}\n${thousands(MESSAGES)} texts of ${CLINICS} organizations a contender\n\n`);
    await fillScene(scene, MESSAGES / CLINICS, (i) => new Date(Date.UTC(2027, 2, 15, 15, 0, i % 3_600)));
    await scene.setClock(NOW);
    await contend(scene, "product: rows, claimed and recorded in chunks", STEPS[0]!, async () => {
      while ((await dispatchDue(performance.now() + 20_000)).claimed);
    });
    await scene.setClock(new Date(NOW.getTime() + 2 * 86_400_000));
    await scene.query("vacuum analyze");
    await contend(scene, "product: the same, woken by the embedded Inngest engine", STEPS[1]!, async () => {
      // Its client reads the environment when it is loaded, which the scene has only now.
      const { throughEngine } = await import("./support/dispatch-engine");
      await throughEngine(scene);
    });
    await scene.setClock(new Date(NOW.getTime() + 5 * 86_400_000));
    await scene.query("vacuum analyze");
    const peer = await oneJobAMessage(scene, STEPS[2]!);
    await contend(scene, "graphile-worker: one job a message, same send and row writes", STEPS[2]!, peer);
    const [ours, engine, theirs] = Object.values(runs) as [Run, Run, Run];
    process.stdout.write("\n");
    say("ratio product / graphile-worker (target ≥ 1)", `${(ours.rate / theirs.rate).toFixed(2)}×`);
    say("ratio product with engine / graphile-worker (target ≥ 1)", `${(engine.rate / theirs.rate).toFixed(2)}×`);
    if (ours.rate < theirs.rate || engine.rate < theirs.rate) process.exitCode = 1;
  } finally {
    await scene.close();
  }
}

await main();
