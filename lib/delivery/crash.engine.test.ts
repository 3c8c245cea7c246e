import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readLogFile } from "@/lib/carriers/simulator/file-store";
import { sequence } from "@/lib/carriers/simulator/behaviour";
import { simulatorControl } from "@/lib/carriers/simulator/control";
import { processReceipt } from "@/lib/inbound/process-receipt";
import { addBusyVisits, type BusyClinic, carrierAccounts, makeBusyClinic, planBusyVisits } from "@/tests/support/busy-clinics";
import { testEnvironment } from "@/tests/support/environment";
import { useTestDatabase } from "@/tests/support/factories";
import { killProcess, type Dispatcher, startDispatcher, startStandIn } from "@/tests/support/processes";
import { startWebhookServer, type WebhookServer } from "@/tests/support/webhook-server";
import { reconcile, sweepLeases } from "./reconcile";

const MESSAGES = 2_000;
const CLINICS = 4;
const KILLS = 20;
const SEED = 20_270_315;
const OPTIONS = { minAgeSeconds: 1, maxLooks: 3 };

const db = useTestDatabase();
let folder: string;
let hooks: WebhookServer;
let simulator: { url: string; stop(): Promise<void> };
let clinics: BusyClinic[];
const running = new Set<Dispatcher>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "luma-crash-"));
  hooks = await startWebhookServer();
  const accounts = Array.from({ length: CLINICS }, (_, i) => carrierAccounts(hooks.url, i));
  simulator = await startStandIn({
    twilio: accounts.map((a) => a.twilio),
    resend: accounts.map((a) => a.resend),
    delays: { sentMs: 30, deliveredMs: 120, answerMs: 40, ringMs: 2_000, gatherMs: 100, webhookMs: 100 },
    seed: SEED,
    logFile: join(folder, "carrier.log"),
  });
  testEnvironment(db, { APP_URL: hooks.url, SIMULATOR_URL: simulator.url });
  clinics = [];
  for (const [i, account] of accounts.entries()) clinics.push(await makeBusyClinic(db.urls, account, i));
});

afterAll(async () => {
  for (const { child } of running) await killProcess(child);
  await simulator.stop();
  await hooks.stop();
  await rm(folder, { recursive: true, force: true });
});

async function dispatcher(): Promise<Dispatcher> {
  const one = await startDispatcher();
  running.add(one);
  return one;
}

async function kill(one: Dispatcher): Promise<void> {
  await killProcess(one.child);
  running.delete(one);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Works on stored receipts until told to stop, as the workflow beside the dispatcher does. */
async function readReceipts(until: () => boolean): Promise<void> {
  while (!until()) {
    let read = 0;
    for (const { org } of clinics) {
      const waiting = await org.asWorkflow((ctx) =>
        ctx.sql<{ id: string }>("select id from webhook_receipt where state = 'new' order by received_at, id limit 100"),
      );
      for (const { id } of waiting) if ((await processReceipt(org.organizationId, id)) !== "wait") read++;
    }
    if (!read) await pause(25);
  }
}

/** Waits until the stand-in took so many more (a few seconds at most, for a carrier that takes nothing), and a moment longer. */
async function acceptances(control: ReturnType<typeof simulatorControl>, wanted: number, moment: number, longest: number): Promise<void> {
  let { cursor } = await control.changes(Number.MAX_SAFE_INTEGER);
  let taken = 0;
  for (const until = performance.now() + longest; taken < wanted && performance.now() < until;) {
    const next = await control.changes(cursor, 200);
    cursor = next.cursor;
    taken += next.changes.filter((c) => c.kind.endsWith(".accepted")).length;
  }
  await pause(moment);
}

const setClock = (at: string) =>
  db.query("update product_clock set offset_ms = (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint", [at]);

const count = async (text: string): Promise<number> => Number((await db.query(text))[0]!.n);

describe("the dispatcher killed again and again", () => {
  test("[RTY-03] kill −9 at any moment loses nothing and doubles nothing", { timeout: 600_000 }, async () => {
    const visitAt = (i: number): Date => new Date(Date.UTC(2027, 2, 15, 15, 0, i % 3_600));
    const perClinic = MESSAGES / CLINICS;
    const addressees = new Set<string>();
    for (const clinic of clinics) {
      const channel = (i: number) => (i % 25 === 0 ? "voice" : i % 10 === 0 ? "email" : "sms");
      const visits = await addBusyVisits(clinic, perClinic, visitAt, channel);
      for (const v of visits) addressees.add(v.address);
      await planBusyVisits(clinic, visits);
    }
    expect(addressees.size).toBe(MESSAGES);
    // As autovacuum would: without figures the planner reads whole tables.
    await db.query("analyze");
    // Product time: seven days before the visits, noon; every patient's first reminder is due.
    await setClock("2027-03-08 17:00Z");
    const control = simulatorControl(simulator.url);
    const random = sequence(SEED);
    let over = false;
    const receipts = readReceipts(() => over);
    const settle = async (): Promise<void> => {
      for (const { org } of clinics) {
        await sweepLeases(org.organizationId);
        await reconcile(org.organizationId, OPTIONS);
      }
    };

    const begun = performance.now();
    try {
      let spare = dispatcher();
      for (let life = 0; life < KILLS; life++) {
        // Some lives meet a carrier that answers late, some one that takes the message and never answers, some one that breaks the line.
        const mood = life % 4;
        await control.behave("twilio");
        await control.behave("twilio", {
          receiptLossRate: 0.5,
          receiptTwiceRate: 0.1,
          listingLagMs: 200,
          ...(mood === 1 && { latencyMs: 150 }),
          ...(mood === 2 && { timeoutAfterAcceptRate: 0.02 }),
          ...(life === 7 && { down: true, downMode: "reset" as const }),
        });
        const current = await spare;
        spare = dispatcher();
        current.begin();
        await acceptances(control, 1 + Math.floor(random() * 130), random() * 40, life === 7 ? 1_500 : 10_000);
        await kill(current);
        // The dead one's leases would run out in two minutes; here they have.
        await db.query("update planned_message set claimed_until = clock_timestamp() - interval '1 second' where state = 'claimed'");
        if (life % 5 === 4) await settle();
      }
      await control.behave("twilio");
      await control.behave("twilio", { receiptLossRate: 0.5, listingLagMs: 200 });
      // What was known not sent is due again by now.
      await setClock("2027-03-08 17:20Z");
      const last = await spare;
      last.begin();
      await last.idle;
      await kill(last);
      await db.query("update planned_message set claimed_until = clock_timestamp() - interval '1 second' where state = 'claimed'");
      const open =
        "select count(*) as n from planned_message where due_at <= timestamptz '2027-03-08 18:00Z' and (state in ('planned', 'claimed') or (state = 'uncertain' and reason <> 'no-proof'))";
      const limit = performance.now() + 240_000;
      let finisher: Dispatcher | undefined;
      while ((await count(open)) > 0) {
        if (performance.now() > limit) throw new Error(`${await count(open)} messages are left after four minutes`);
        await settle();
        if (
          !finisher &&
          (await count("select count(*) as n from planned_message where state = 'planned' and due_at <= timestamptz '2027-03-08 18:00Z'")) >
            0
        ) {
          finisher = await dispatcher();
          finisher.begin();
        }
        await pause(100);
      }
      if (finisher) await kill(finisher);
      await pause(300);
    } finally {
      over = true;
      await receipts;
    }

    const log = await readLogFile(join(folder, "carrier.log"));
    const accepted = log.flatMap((e) =>
      e.kind === "sms.accepted" || e.kind === "call.accepted"
        ? [{ id: e.sid, to: e.to, body: e.kind === "sms.accepted" ? e.body : e.url }]
        : e.kind === "email.accepted"
          ? [{ id: e.id, to: e.to[0]!, body: e.text }]
          : [],
    );
    const rows = await db.query(
      "select p.id, p.state, p.reason, p.message_id, e.address from planned_message p left join endpoint e on e.organization_id = p.organization_id and e.id = p.endpoint_id where p.step_key = '7-days'",
    );
    const states = new Map<string, number>();
    for (const row of rows) states.set(String(row.state), (states.get(String(row.state)) ?? 0) + 1);
    const withStaff = await count("select count(*) as n from staff_task where kind = 'uncertain-message' and state = 'open'");
    process.stdout.write(
      `kill -9 × ${KILLS}: ${MESSAGES} messages, ${accepted.length} accepted by the stand-in, states ${JSON.stringify(Object.fromEntries(states))}, ${withStaff} given to staff, ${Math.round(performance.now() - begun)} ms\n`,
    );

    // Each patient has a number of their own and one reminder due: a second acceptance would be a double, whatever its link says.
    expect(accepted.length - new Set(accepted.map((a) => a.to)).size, "doubled by recipient").toBe(0);
    expect(accepted.length - new Set(accepted.map((a) => `${a.to} ${a.body}`)).size, "doubled by recipient and text").toBe(0);
    expect(rows.length).toBe(MESSAGES);
    expect([...states.keys()].toSorted()).toEqual(withStaff ? ["sent", "uncertain"] : ["sent"]);
    expect(states.get("uncertain") ?? 0).toBe(withStaff);
    const sent = new Set(rows.filter((r) => r.state === "sent").map((r) => r.address));
    const unsure = new Set(rows.filter((r) => r.state === "uncertain").map((r) => r.address));
    expect(accepted.filter((a) => !sent.has(a.to) && !unsure.has(a.to)).length, "accepted, but our row says otherwise").toBe(0);
    const known = new Set((await db.query("select provider_id from provider_ref")).map((r) => r.provider_id));
    expect(accepted.filter((a) => sent.has(a.to) && !known.has(a.id)).length, "sent without the carrier's id").toBe(0);
    const took = new Set(accepted.map((a) => a.to));
    expect([...sent].filter((address) => !took.has(String(address))).length, "called sent, never accepted").toBe(0);
    expect(await count("select count(*) as n from webhook_receipt where state = 'dead'")).toBe(0);
    expect(await count("select count(*) as n from attempt where state = 'started'")).toBe(0);
  });
});
