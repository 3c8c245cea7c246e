import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { expect, test } from "vitest";
import { testDatabase } from "@/tests/support/db";
import { createEngine, migrateEngine } from "./index";

const RUNS = 60;
const KILLS = 8;
const CHILD = fileURLToPath(new URL("crash.child.ts", import.meta.url));

/** A small seeded generator (mulberry32), so that every run of the test kills at the same moments. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const worker = (url: string, killAfter: number | "none"): ChildProcess =>
  spawn(process.execPath, ["--import", "tsx", CHILD, url, String(killAfter)], { stdio: ["ignore", "pipe", "inherit"] });

test(`${RUNS} runs of five steps survive ${KILLS} kill -9 of their worker: all complete, no stored result is lost or computed twice`, async () => {
  const database = await testDatabase({ empty: true });
  await migrateEngine(database.url);
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  await pool.query("create table public.executed (run integer, step integer, at timestamptz default clock_timestamp())");
  const sender = createEngine({ connectionString: database.url, appId: "crash" });
  await sender.send(Array.from({ length: RUNS }, (_, n) => ({ name: "crash/five", data: { n } })));

  const next = random(20261121);
  for (let kill = 0; kill < KILLS; kill++) {
    const child = worker(database.url, 8 + Math.floor(next() * 20));
    const [, signal] = (await once(child, "exit")) as [number | null, string | null];
    expect(signal).toBe("SIGKILL");
  }
  const last = worker(database.url, "none");
  try {
    const completed = async (): Promise<number> => Number((await pool.query("select from engine.run where status = 'completed'")).rowCount);
    await expect.poll(completed, { timeout: 60_000, interval: 200 }).toBe(RUNS);
  } finally {
    last.kill("SIGTERM");
    await once(last, "exit");
  }

  const runs = await pool.query<{ status: string; output: string; events: string }>(
    "select status, output, events from engine.run order by id",
  );
  expect(runs.rows).toHaveLength(RUNS);
  for (const run of runs.rows) {
    const { n } = (JSON.parse(run.events) as [{ data: { n: number } }])[0].data;
    expect([run.status, JSON.parse(run.output)]).toEqual(["completed", [1, 2, 3, 4, 5].map((step) => n * 10 + step)]);
  }
  // At least once each; a step runs again only if its worker died before the result was stored: at most the calls in flight.
  const executed = await pool.query<{ distinct: string; total: string }>(
    "select count(distinct (run, step)), count(*) as total, count(distinct (run, step)) as distinct from public.executed",
  );
  expect(Number(executed.rows[0]?.distinct)).toBe(RUNS * 5);
  expect(Number(executed.rows[0]?.total)).toBeLessThanOrEqual(RUNS * 5 + KILLS * 4);
  await sender.stop();
  await pool.end();
  await database.drop();
});
