/**
 * A day of many organizations: messages due all through 24 simulated hours, product time stepping, one dispatcher as in production. None may be lost,
 * doubled (by our own books and by the carriers') or outside the contact hours; the lag behind each message's own time is printed.
 * Run: npm run bench day [-- --messages 500000 --clinics 50]
 */
import { mkdtemp, rm } from "node:fs/promises";
import os, { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { entriesOf } from "@/lib/carriers/simulator/file-store";
import { dispatchDue } from "@/lib/delivery/dispatch";
import { toWall } from "@/lib/time";
import { describeMachine, fillScene, makeScene, quantile, say, thousands } from "./support/scene";

const { values } = parseArgs({
  options: {
    messages: { type: "string", default: "500000" },
    clinics: { type: "string", default: "50" },
  },
});
const CLINICS = Number(values.clinics);
const PER_CLINIC = Math.floor(Number(values.messages) / CLINICS);
const MESSAGES = PER_CLINIC * CLINICS;
const ZONE = "America/New_York";
const STEP_MINUTES = 5;
/** The visits of one day, 00:00 to 24:00 in New York, so that a third of the reminders has to move into the contact hours. */
const DAY = Date.UTC(2027, 2, 10, 5, 0);

type Scene = Awaited<ReturnType<typeof makeScene>>;

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "luma-day-"));
  const carrierLog = join(folder, "carrier.log");
  const scene = await makeScene(CLINICS, carrierLog);
  try {
    process.stdout.write(
      `${await describeMachine(scene)}\n${thousands(MESSAGES)} messages of ${CLINICS} organizations in a simulated day\n\n`,
    );
    await scene.setClock(new Date(DAY - 20 * 86_400_000));
    const filled = performance.now();
    await fillScene(
      scene,
      PER_CLINIC,
      (i) => new Date(DAY + (((i * 86_400_000) / PER_CLINIC) % 86_400_000)),
      (i) => (i % 20 === 0 ? "voice" : i % 10 === 1 ? "email" : "sms"),
    );
    const [rows] = await scene.query<{ n: number }>("select count(*)::int as n from planned_message");
    say("planned in", `${((performance.now() - filled) / 1_000).toFixed(0)} s (${thousands(rows!.n)} rows)`);
    const begun = performance.now();
    const cpu = process.cpuUsage();
    const day = DAY - 7 * 86_400_000;
    const seconds = (): number => (performance.now() - begun) / 1_000;
    // A day and a morning: what is due at night waits for its hours.
    for (let minute = 0; minute <= 38 * 60; minute += STEP_MINUTES) {
      await scene.setClock(new Date(day + minute * 60_000));
      while ((await dispatchDue(performance.now() + 60_000)).more);
      if (minute % 120 === 0) say(`  hour ${minute / 60} is over after`, `${seconds().toFixed(0)} s`);
    }
    const took = seconds();
    const { user, system } = process.cpuUsage(cpu);
    await check(scene, carrierLog);
    say(
      "CPU of the dispatcher, load by then",
      `${((user + system) / 1_000 / MESSAGES).toFixed(2)} ms a message, ${os.loadavg()[0]!.toFixed(1)}`,
    );
    say("sent", `${thousands(MESSAGES)} in ${took.toFixed(0)} s, ${thousands(MESSAGES / took)} msgs/s with the stepping clock`);
  } finally {
    await scene.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the carriers took: how many messages, and how many of them went to an address that had one already. Each address here has one message. */
async function atTheCarriers(carrierLog: string): Promise<{ taken: number; again: number }> {
  let taken = 0;
  const reached = new Set<string>();
  for await (const entry of entriesOf(carrierLog)) {
    if (entry.kind !== "sms.accepted" && entry.kind !== "call.accepted" && entry.kind !== "email.accepted") continue;
    taken++;
    reached.add(`${entry.kind} ${String(entry.to)}`);
  }
  return { taken, again: taken - reached.size };
}

async function check(scene: Scene, carrierLog: string): Promise<void> {
  const states = await scene.query<{ state: string; n: number }>(
    "select state, count(*)::int as n from planned_message where step_key = '7-days' group by 1 order by 1",
  );
  say("states", states.map((s) => `${s.state} ${thousands(s.n)}`).join(", "));
  const [twice] = await scene.query<{ n: number }>(
    "select count(*)::int as n from (select planned_message_id from attempt where state = 'accepted' group by 1 having count(*) > 1) x",
  );
  const [refs] = await scene.query<{ n: number }>("select count(distinct provider_id)::int as n from provider_ref");
  const messages = await scene.query<{ sent: Date; due: Date }>(
    "select m.sent_at as sent, p.due_at as due from planned_message p join message m on m.organization_id = p.organization_id and m.id = p.message_id where p.step_key = '7-days' and p.state = 'sent'",
  );
  const hours = messages.filter((m) => {
    const { hour } = toWall(ZONE, m.sent);
    return hour < 8 || hour >= 20;
  });
  const lag = messages.map((m) => (m.sent.getTime() - m.due.getTime()) / 1_000);
  const carriers = await atTheCarriers(carrierLog);
  say("taken by the carriers, of these to an address twice", `${thousands(carriers.taken)}, ${carriers.again}`);
  say("doubled in our books, outside contact hours", `${twice!.n}, ${hours.length}`);
  say(
    `lag in product time (the clock steps by ${STEP_MINUTES} min): median, 99 %, most`,
    [0.5, 0.99, 1].map((q) => `${quantile(lag, q).toFixed(0)} s`).join(", "),
  );
  if (twice!.n || hours.length || refs!.n !== MESSAGES || messages.length !== MESSAGES || carriers.taken !== MESSAGES || carriers.again)
    throw new Error(
      `${messages.length} of ${MESSAGES} sent, ${refs!.n} ids of carriers, ${twice!.n} doubled, ${hours.length} at a wrong hour; carriers took ${carriers.taken}, ${carriers.again} twice`,
    );
}

await main();
