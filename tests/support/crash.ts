import { join } from "node:path";
import { sequence } from "@/lib/carriers/simulator/behaviour";
import { simulatorControl } from "@/lib/carriers/simulator/control";
import { reconcile, sweepLeases } from "@/lib/delivery/reconcile";
import { processReceipt } from "@/lib/inbound/process-receipt";
import { addBusyVisits, type BusyClinic, carrierAccounts, makeBusyClinic, planBusyVisits } from "./busy-clinics";
import { type CrashDatabase, type CrashOptions, type CrashOutcome, count, judge } from "./crash-judge";
import { testEnvironment } from "./environment";
import { type Dispatcher, killProcess, startDispatcher, startStandIn } from "./processes";
import { startWebhookServer } from "./webhook-server";

/*
 * Kills dispatchers again and again while messages go out, and judges by the stand-in's own log what became of them. For the test beside
 * lib/delivery and for the bench of the full size.
 */

const OPTIONS = { minAgeSeconds: 1, maxLooks: 3 };
/** Product time: seven days before the visits, noon; every patient's first reminder is due. */
const NOON = Date.UTC(2027, 2, 8, 17);
const MINUTE = 60_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs it all on an empty, migrated database and gives what happened. Throws where messages cannot be settled in time. */
export async function killDispatchers(database: CrashDatabase, options: CrashOptions): Promise<CrashOutcome> {
  const logFile = join(options.folder, "carrier.log");
  const hooks = await startWebhookServer();
  const accounts = Array.from({ length: options.clinics }, (_, i) => carrierAccounts(hooks.url, i));
  const standIn = await startStandIn({
    twilio: accounts.map((a) => a.twilio),
    resend: accounts.map((a) => a.resend),
    delays: { sentMs: 30, deliveredMs: 120, answerMs: 40, ringMs: 2_000, gatherMs: 100, webhookMs: 100 },
    limits: { queuePerSender: 1_000_000 },
    seed: options.seed,
    logFile,
  });
  const running = new Set<Dispatcher>();
  try {
    testEnvironment(database, { APP_URL: hooks.url, SIMULATOR_URL: standIn.url });
    const clinics: BusyClinic[] = [];
    for (const [i, account] of accounts.entries()) clinics.push(await makeBusyClinic(database.urls, account, i));
    await fill(database, clinics, options);
    options.tell?.(`${options.messages} messages of ${options.clinics} organizations are planned`);
    const run = new Killing(database, clinics, simulatorControl(standIn.url), options, running);
    const ms = await run.all();
    return await judge(database, logFile, options, { ms, killsWithDoubt: run.killsWithDoubt });
  } finally {
    for (const { child } of running) await killProcess(child);
    await standIn.stop();
    await hooks.stop();
  }
}

async function fill(database: CrashDatabase, clinics: BusyClinic[], { messages }: CrashOptions): Promise<void> {
  const visitAt = (i: number): Date => new Date(Date.UTC(2027, 2, 15, 15, 0, i % 3_600));
  const channel = (i: number) => (i % 25 === 0 ? "voice" : i % 10 === 0 ? "email" : "sms");
  const addressees = new Set<string>();
  for (const clinic of clinics) {
    const visits = await addBusyVisits(clinic, messages / clinics.length, visitAt, channel);
    for (const v of visits) addressees.add(v.address);
    // As autovacuum would: without figures the planner reads whole tables.
    await database.query("analyze");
    await planBusyVisits(clinic, visits);
    await database.query("analyze");
  }
  if (addressees.size !== messages) throw new Error(`${addressees.size} addressees for ${messages} messages`);
}

class Killing {
  killsWithDoubt = 0;
  #over = false;
  readonly #random: () => number;

  constructor(
    private readonly database: CrashDatabase,
    private readonly clinics: BusyClinic[],
    private readonly control: ReturnType<typeof simulatorControl>,
    private readonly options: CrashOptions,
    private readonly running: Set<Dispatcher>,
  ) {
    this.#random = sequence(options.seed);
  }

  /** Gives the milliseconds from the first dispatcher to the last message settled. */
  async all(): Promise<number> {
    await this.#setClock(NOON);
    const receipts = Promise.all(this.clinics.map((clinic) => this.#readReceipts(clinic)));
    const begun = performance.now();
    try {
      await this.#lives();
      await this.#finish();
      return performance.now() - begun;
    } finally {
      this.#over = true;
      await receipts;
    }
  }

  async #lives(): Promise<void> {
    const { messages, kills, tell } = this.options;
    let spare = this.#dispatcher();
    for (let life = 0; life < kills; life++) {
      await this.#mood(life);
      const current = await spare;
      spare = this.#dispatcher();
      const [begin] = await this.database.query("select clock_timestamp()::text as at");
      current.begin();
      // On the average two thirds of the messages go out in lives that end by a kill.
      const wanted = 1 + Math.floor((this.#random() * 1.3 * messages) / kills);
      await this.#acceptances(wanted, this.#random() * 40, isBroken(life) ? 1_500 : 10_000 + wanted * 20);
      await this.#kill(current);
      if ((await this.#count(`attempt where state = 'started' and started_at >= '${String(begin!.at)}'`)) > 0) this.killsWithDoubt++;
      if (life % 5 === 4) await this.#settle();
      if (life % 20 === 19) tell?.(`${life + 1} kills, ${await this.#count("planned_message where state = 'sent'")} sent`);
    }
    await this.control.behave("twilio");
    await this.control.behave("twilio", { receiptLossRate: 0.5, listingLagMs: 200 });
    // What was known not sent is due again by now.
    await this.#setClock(Math.max(NOON, await this.#now()) + 20 * MINUTE);
    const last = await spare;
    last.begin();
    await last.idle;
    await this.#kill(last);
  }

  /** Some lives meet a carrier that answers late, some one that takes the message and never answers, some one that breaks the line. */
  async #mood(life: number): Promise<void> {
    await this.control.behave("twilio");
    await this.control.behave("twilio", {
      receiptLossRate: 0.5,
      receiptTwiceRate: 0.1,
      listingLagMs: 200,
      ...(life % 4 === 1 && { latencyMs: 150 }),
      ...(life % 4 === 2 && { timeoutAfterAcceptRate: 0.02 }),
      ...(isBroken(life) && { down: true, downMode: "reset" as const }),
    });
  }

  /** Until each message due that day has ended or is with a person. */
  async #finish(): Promise<void> {
    const due = `planned_message where due_at <= to_timestamp(${(await this.#now()) / 1_000} + 2400)`;
    const open = `${due} and (state in ('planned', 'claimed') or (state = 'uncertain' and reason <> 'no-proof'))`;
    const longest = 240_000 + this.options.messages * 20;
    const limit = performance.now() + longest;
    let finisher: Dispatcher | undefined;
    for (let left = await this.#count(open); left > 0; left = await this.#count(open)) {
      if (performance.now() > limit) throw new Error(`${left} messages are left after ${Math.round(longest / 1_000)} seconds`);
      await this.#settle();
      if (!finisher && (await this.#count(`${due} and state = 'planned'`)) > 0) {
        finisher = await this.#dispatcher();
        finisher.begin();
      }
      await pause(100);
    }
    if (finisher) await this.#kill(finisher);
    await pause(300);
  }

  async #dispatcher(): Promise<Dispatcher> {
    const one = await startDispatcher();
    this.running.add(one);
    return one;
  }

  async #kill(one: Dispatcher): Promise<void> {
    await killProcess(one.child);
    this.running.delete(one);
    // The dead one's leases would run out in two minutes; here they have.
    await this.database.query("update planned_message set claimed_until = clock_timestamp() - interval '1 second' where state = 'claimed'");
  }

  async #settle(): Promise<void> {
    for (const { org } of this.clinics) {
      await sweepLeases(org.organizationId);
      await reconcile(org.organizationId, OPTIONS);
    }
  }

  /** Waits until the stand-in took so many more (or so long, for a carrier that takes nothing), and a moment longer. */
  async #acceptances(wanted: number, moment: number, longest: number): Promise<void> {
    let { cursor } = await this.control.changes(Number.MAX_SAFE_INTEGER);
    let taken = 0;
    for (const until = performance.now() + longest; taken < wanted && performance.now() < until;) {
      const next = await this.control.changes(cursor, 200);
      cursor = next.cursor;
      taken += next.changes.filter((c) => c.kind.endsWith(".accepted")).length;
    }
    await pause(moment);
  }

  /** Works on one clinic's stored receipts, as the workflow beside the dispatcher does. */
  async #readReceipts({ org }: BusyClinic): Promise<void> {
    while (!this.#over) {
      let read = 0;
      const waiting = await org.asWorkflow((ctx) =>
        ctx.sql<{ id: string }>("select id from webhook_receipt where state = 'new' order by received_at, id limit 100"),
      );
      for (const { id } of waiting) if ((await processReceipt(org.organizationId, id)) !== "wait") read++;
      if (!read) await pause(25);
    }
  }

  async #setClock(at: number): Promise<void> {
    await this.database.query(
      "update product_clock set offset_ms = (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint",
      [new Date(at)],
    );
  }

  async #now(): Promise<number> {
    const [row] = await this.database.query("select extract(epoch from clock_timestamp()) * 1000 + offset_ms as now from product_clock");
    return Number(row!.now);
  }

  async #count(from: string): Promise<number> {
    return count(this.database, from);
  }
}

const isBroken = (life: number): boolean => life % 20 === 7;
