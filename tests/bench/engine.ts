// Measures the embedded workflow engine: npx tsx tests/bench/engine.ts [--runs 2000] [--sleepers 100000] [--wakes 3000] [--kill]
// Uses the server in LUMA_TEST_PG (superuser URL) or starts the shared test server. Databases made here are dropped.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import os from "node:os";
import { parseArgs } from "node:util";
import { Logger, run as runWorker } from "graphile-worker";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import pg from "pg";
import { createEngine, type Engine, migrateEngine } from "@/inngest/engine/index";
import { testDatabase } from "../support/db";

const { values: args } = parseArgs({
  options: {
    runs: { type: "string", default: "2000" },
    sleepers: { type: "string", default: "100000" },
    wakes: { type: "string", default: "3000" },
    concurrency: { type: "string", default: "10" },
    kill: { type: "boolean", default: false },
  },
});
const [RUNS, SLEEPERS, WAKES, CONCURRENCY] = [args.runs, args.sleepers, args.wakes, args.concurrency].map(Number) as [
  number,
  number,
  number,
  number,
];
const CHILD = new URL("../../inngest/engine/crash.child.ts", import.meta.url).pathname;

const table: [what: string, value: string][] = [];
const row = (what: string, value: string): void => {
  table.push([what, value]);
  process.stdout.write(`${what.padEnd(58)} ${value}\n`);
};
const rate = (n: number, ms: number): string => (n / (ms / 1_000)).toFixed(n / ms > 0.1 ? 0 : 1);
const quantile = (sorted: number[], q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
const spread = (list: number[]): string => {
  const sorted = [...list].sort((a, b) => a - b);
  return `p50 ${quantile(sorted, 0.5).toFixed(0)} ms, p95 ${quantile(sorted, 0.95).toFixed(0)} ms, max ${quantile(sorted, 1).toFixed(0)} ms`;
};
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
async function until(what: string, check: () => boolean | Promise<boolean>, ms = 600_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${ms} ms`);
    await pause(20);
  }
}

/** How fast graphile-worker alone goes through jobs that do nothing, with the engine's settings. */
async function noopJobs(jobs: number): Promise<number> {
  const database = await testDatabase({ empty: true });
  await migrateEngine(database.url);
  const pool = new pg.Pool({ connectionString: database.url, max: CONCURRENCY + 4 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => void client.on("error", () => undefined));
  await pool.query(
    "select graphile_worker.add_jobs(array(select row('noop', '{}'::json, null, null, null, null, null, null)::graphile_worker.job_spec from generate_series(1, $1)))",
    [jobs],
  );
  let done = 0;
  const from = performance.now();
  const preset = { worker: { concurrentJobs: CONCURRENCY, localQueue: { size: CONCURRENCY * 2 }, completeJobBatchDelay: 0 } };
  const runner = await runWorker({
    pgPool: pool,
    logger: new Logger(() => () => undefined),
    noHandleSignals: true,
    preset,
    taskList: { noop: () => void done++ },
  });
  await until("no-op jobs", () => done >= jobs);
  const ms = performance.now() - from;
  await runner.stop();
  await pool.end();
  await database.drop();
  return jobs / (ms / 1_000);
}

type Bench = {
  engine: Engine;
  pool: pg.Pool;
  woke: number[];
  now: () => Date;
  advance: (ms: number) => void;
  ended: (fn: string) => Promise<number>;
  close: () => Promise<void>;
};

async function start(bufferedSteps: number): Promise<Bench> {
  const database = await testDatabase({ empty: true });
  await migrateEngine(database.url);
  let offset = 0;
  const now = (): Date => new Date(Date.now() + offset);
  const engine = createEngine({ connectionString: database.url, appId: "bench", concurrency: CONCURRENCY, now });
  const client = new Inngest({
    id: "bench",
    isDev: true,
    baseUrl: "http://engine.local",
    fetch: engine.fetch,
    checkpointing: { bufferedSteps },
  });
  const woke: number[] = [];
  const functions: InngestFunction.Any[] = [
    client.createFunction({ id: "five", triggers: [{ event: "b/five" }] }, async ({ step }) => {
      for (let i = 0; i < 5; i++) await step.run(`s${i}`, () => i);
    }),
    client.createFunction({ id: "parallel", triggers: [{ event: "b/parallel" }] }, async ({ step }) =>
      Promise.all([0, 1, 2, 3, 4].map((i) => step.run(`p${i}`, () => i))),
    ),
    client.createFunction({ id: "sleeper", triggers: [{ event: "b/sleep" }] }, async ({ event, step }) => {
      const { until: at } = event.data as { until: number };
      await step.sleepUntil("nap", new Date(at));
      await step.run("woke", () => void woke.push(now().getTime() - at));
    }),
  ];
  await engine.start(serve({ client, functions }));
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const ended = async (fn: string): Promise<number> =>
    Number(
      (await pool.query<{ n: string }>("select count(*) as n from engine.run where fn_id = $1 and ended_at is not null", [`bench-${fn}`]))
        .rows[0]?.n,
    );
  const close = async (): Promise<void> => {
    await engine.stop();
    await pool.end();
    await database.drop();
  };
  return { engine, pool, woke, now, advance: (ms) => (offset += ms), ended, close };
}

/** Sends in requests of 500 and waits for the last run to end. Gives milliseconds from the first send. */
async function drain(bench: Bench, name: string, runs: number): Promise<number> {
  const before = await bench.ended(name);
  const from = performance.now();
  for (let sent = 0; sent < runs; sent += 500)
    await bench.engine.send(Array.from({ length: Math.min(500, runs - sent) }, () => ({ name: `b/${name}` })));
  await until(name, async () => (await bench.ended(name)) >= before + runs);
  return performance.now() - from;
}

async function throughput(): Promise<void> {
  for (const bufferedSteps of [1, 1_000]) {
    const bench = await start(bufferedSteps);
    await drain(bench, "five", 200);
    const cpu = process.cpuUsage();
    const ms = await drain(bench, "five", RUNS);
    const used = process.cpuUsage(cpu);
    const label = bufferedSteps === 1 ? "each step checkpointed" : "buffered";
    row(`${RUNS} runs × 5 steps, ${label}`, `${rate(RUNS * 5, ms)} steps/s, ${rate(RUNS, ms)} runs/s`);
    row(
      "  this process's CPU",
      `${((used.user + used.system) / 1_000 / RUNS / 5).toFixed(2)} ms a step (on a shared machine the steadier figure)`,
    );
    if (bufferedSteps === 1) {
      const parallel = Math.ceil(RUNS / 4);
      const parallelMs = await drain(bench, "parallel", parallel);
      row(
        `${parallel} runs × 5 parallel steps (a call each)`,
        `${rate(parallel * 5, parallelMs)} steps/s, ${rate(parallel, parallelMs)} runs/s`,
      );
      const jobs = await noopJobs(RUNS * 5);
      row("graphile-worker alone, jobs that do nothing", `${jobs.toFixed(0)} jobs/s`);
      row("steps per no-op job", ((RUNS * 5) / (ms / 1_000) / jobs).toFixed(3));
    }
    await bench.close();
  }
}

/** Parks one run for real and copies its rows, so that 100,000 sleepers take seconds to make. */
async function sleepers(): Promise<void> {
  const bench = await start(1);
  const { pool } = bench;
  await bench.engine.send([{ name: "b/sleep", data: { until: bench.now().getTime() + 300 * 86_400_000 } }]);
  await until("a sleeper", async () => (await bench.engine.metrics()).sleeping === 1);
  await pause(200);
  const tables = ["run", "step", "timer", "wait"];
  const size = async (): Promise<number> =>
    Number(
      (
        await pool.query<{ n: string }>("select sum(pg_total_relation_size(('engine.' || t)::regclass)) as n from unnest($1::text[]) t", [
          tables,
        ])
      ).rows[0]?.n,
    );
  const empty = await size();
  const copy = "lpad(n::text, 26, '0')";
  await pool.query(
    `insert into engine.run (id, fn_id, trigger_name, events, queued, ticket, generation, step_count, created_at, started_at)
    select ${copy}, fn_id, trigger_name, events, queued, ticket, generation, step_count, created_at, started_at from engine.run, generate_series(1, $1::integer - 1) n`,
    [SLEEPERS],
  );
  await pool.query(
    `insert into engine.step (run_id, id, state, op, name) select ${copy}, id, state, op, name from engine.step, generate_series(1, $1::integer - 1) n`,
    [SLEEPERS],
  );
  await pool.query(
    `insert into engine.timer (run_id, step_id, kind, wake_at) select ${copy}, step_id, kind, wake_at + n * interval '1 s' from engine.timer, generate_series(1, $1::integer - 1) n`,
    [SLEEPERS],
  );
  await pool.query("analyze");
  const from = performance.now();
  const metrics = await bench.engine.metrics();
  row(
    `${metrics.sleeping} sleeping runs`,
    `${Math.round(((await size()) - empty) / SLEEPERS)} bytes each; metrics() takes ${(performance.now() - from).toFixed(0)} ms`,
  );

  const begin = bench.now().getTime() + 4_000;
  await bench.engine.send(Array.from({ length: 500 }, (_, n) => ({ name: "b/sleep", data: { until: begin + 5_000 + n * 20 } })));
  await until("spread wakes", () => bench.woke.length >= 500);
  row("500 wakes spread over 10 s, lateness", spread(bench.woke));

  bench.woke.length = 0;
  const same = bench.now().getTime() + 3_600_000;
  for (let sent = 0; sent < WAKES; sent += 500)
    await bench.engine.send(Array.from({ length: Math.min(500, WAKES - sent) }, () => ({ name: "b/sleep", data: { until: same } })));
  await until("parking", async () => (await bench.engine.metrics()).sleeping >= SLEEPERS + WAKES);
  bench.advance(same - bench.now().getTime());
  const jumped = performance.now();
  await bench.engine.clockMoved();
  const moved = performance.now() - jumped;
  await until("same-minute wakes", () => bench.woke.length >= WAKES);
  await until("their ends", async () => (await bench.ended("sleeper")) >= WAKES + 500);
  const ms = performance.now() - jumped;
  row(`${WAKES} wakes in the same second: timers moved in`, `${moved.toFixed(0)} ms`);
  row("  wake → step → complete", `${rate(WAKES, ms)} runs/s; lateness ${spread(bench.woke)}`);
  await bench.close();
}

/** Kills the worker again and again: every run must complete. */
async function kills(): Promise<void> {
  const [runs, count] = [Math.max(300, Math.floor(RUNS / 4)), 25];
  const database = await testDatabase({ empty: true });
  await migrateEngine(database.url);
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  await pool.query("create table public.executed (run integer, step integer, at timestamptz default clock_timestamp())");
  const sender = createEngine({ connectionString: database.url, appId: "crash" });
  await sender.send(Array.from({ length: runs }, (_, n) => ({ name: "crash/five", data: { n } })));
  const worker = (killAfter: string): ChildProcess =>
    spawn(process.execPath, ["--import", "tsx", CHILD, database.url, killAfter], { stdio: "ignore" });
  for (let kill = 0; kill < count; kill++) await once(worker(String(10 + ((kill * 37) % 50))), "exit");
  const last = worker("none");
  await until("the last run", async () => Number((await pool.query("select from engine.run where status = 'completed'")).rowCount) >= runs);
  last.kill("SIGTERM");
  await once(last, "exit");
  const { rows } = await pool.query<{ total: string; kinds: string }>(
    "select count(*) as total, count(distinct (run, step)) as kinds from public.executed",
  );
  row(`kill -9 × ${count} over ${runs} runs × 5 steps`, `all ${runs} completed; ${rows[0]?.total} executions for ${rows[0]?.kinds} steps`);
  await sender.stop();
  await pool.end();
  await database.drop();
}

const shared = (await import(new URL("../support/global-setup.mjs", import.meta.url).href)) as {
  default: () => Promise<(() => Promise<void>) | undefined>;
};
const teardown = await shared.default();
const server = new pg.Client({ connectionString: process.env["LUMA_TEST_PG"] });
await server.connect();
const settings = await server.query<{ version: string; fsync: string; commit: string }>(
  "select current_setting('server_version') as version, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit",
);
await server.end();
row(
  "Postgres",
  `${settings.rows[0]?.version}, fsync ${settings.rows[0]?.fsync}, synchronous_commit ${settings.rows[0]?.commit}; concurrency ${CONCURRENCY}`,
);
const load = (): void => row("load of the machine, last minute", os.loadavg()[0]!.toFixed(1));
load();
if (args.kill) await kills();
else {
  await throughput();
  load();
  await sleepers();
}
load();
await teardown?.();
