import { spawn, type ChildProcess } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { localLuma, WebServer } from "./support/local-luma";
import { signIn } from "./support/staff";

/*
 * [OPS-03] The same build as on a serverless host: no worker, no stream, crons instead. It has a database of its own, so that the worker of the demo beside
 * it cannot do the work.
 */
test.describe.configure({ mode: "serial", timeout: 240_000 });

const DATABASE = `luma_serverless_${process.pid}`;
const SECRET = "secret-of-the-serverless-test";
const script = (file: string): string => resolve(import.meta.dirname, "../../scripts/lib", file);

let luma: Awaited<ReturnType<typeof localLuma>>;
let owner: Awaited<ReturnType<typeof localLuma>>["owner"];
let simulator: ChildProcess | undefined;
const web = new WebServer();

test.beforeAll(async () => {
  luma = await localLuma();
  await luma.owner.query(`create database ${DATABASE}`);
  const there = (url: string): string => Object.assign(new URL(url), { pathname: `/${DATABASE}` }).href;
  const addresses = Object.fromEntries(
    Object.entries(luma.variables).map(([name, value]) => [name, value.startsWith("postgres") ? there(value) : value]),
  );
  const { startLocalDatabase } = (await import(script("local-database.mjs"))) as {
    startLocalDatabase: () => Promise<{ superUrl: (database: string) => string; roleUrl: (role: string, database: string) => string }>;
  };
  const { prepareDatabase } = (await import(script("prepare-database.mjs"))) as { prepareDatabase: (env: object) => Promise<unknown> };
  const { anyFreePort } = (await import(script("ports.mjs"))) as { anyFreePort: () => Promise<number> };
  const { cleanEnvironment } = (await import(script("environment.mjs"))) as { cleanEnvironment: (env: object) => Record<string, string> };
  const { connect } = (await import(script("roles.mjs"))) as { connect: (url: string) => Promise<typeof owner> };
  const server = await startLocalDatabase();
  const ownerUrl = server.superUrl(DATABASE);
  const variables = {
    ...addresses,
    DATABASE_OWNER_URL: ownerUrl,
    SIMULATOR_DATABASE_URL: server.roleUrl("luma_sim", DATABASE),
    SIMULATOR_URL: `http://127.0.0.1:${await anyFreePort()}`,
    APP_URL: "http://localhost:3000",
  };
  const env: NodeJS.ProcessEnv = { ...cleanEnvironment(process.env), ...variables, NODE_ENV: "production" };
  await prepareDatabase(env);
  owner = await connect(ownerUrl);
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/simulator.ts"], { env, stdio: ["ignore", "pipe", "inherit"] });
  simulator = child;
  await new Promise<void>((ready, failed) => {
    child.stdout.on("data", (text: Buffer) => text.toString().includes("simulator ready") && ready());
    child.once("exit", () => failed(new Error("the simulator ended")));
  });
  const { APP_URL: _own, DATABASE_OWNER_URL: _owner, SIMULATOR_DATABASE_URL: _store, ...product } = variables;
  await web.start({ ...product, VERCEL: "1", CRON_SECRET: SECRET });
});

test.afterAll(async () => {
  await web.stop();
  simulator?.kill("SIGTERM");
  await owner?.end();
  await luma.owner.query(`drop database if exists ${DATABASE} with (force)`);
  await luma.owner.end();
});

const beat = (secret = SECRET): Promise<Response> =>
  fetch(`${web.address}/api/cron/heartbeat`, { headers: { authorization: `Bearer ${secret}` } });
const count = async (sql: string): Promise<number> => Number((await owner.query(`select count(*) as n from ${sql}`)).rows[0]?.n);

test("[OPS-03] plan → cron → sent: nothing goes out by itself, and the heartbeat sends what is due", async () => {
  expect(await count("planned_message where state = 'planned'")).toBeGreaterThan(0);
  const { rows } = await owner.query(
    `update product_clock set offset_ms = (select extract(epoch from due_at - clock_timestamp()) * 1000 + 60000 from planned_message
       where state = 'planned' and due_at > clock_timestamp() order by due_at limit 1)::bigint returning offset_ms`,
  );
  expect(Number(rows[0]?.offset_ms)).toBeGreaterThan(0);
  const due =
    "planned_message, product_clock where state = 'planned' and due_at <= clock_timestamp() + offset_ms * interval '1 millisecond'";
  const before = await count(due);
  expect(before).toBeGreaterThan(0);
  expect((await beat("wrong-wrong-wrong-wrong")).status).toBe(401);
  expect(await count(due)).toBe(before);
  const answer = await beat();
  expect([answer.status, ((await answer.json()) as { failed: string[] }).failed]).toEqual([200, []]);
  expect(await count(due)).toBe(0);
  expect(await count("message where direction = 'out' and status in ('sent', 'delivered')")).toBeGreaterThan(0);
  // What carriers tell comes in by webhook, and the heartbeat reads it.
  expect(await count("attempt where state = 'started'")).toBe(0);
});

test("[OPS-03] screens poll instead of holding a stream", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: web.address });
  const page = await context.newPage();
  await signIn(page, "manager");
  expect((await page.request.get("/api/live?topics=messages")).status()).toBe(204);
  const cursors = async (): Promise<unknown> =>
    ((await (await page.request.get("/api/live/poll?topics=messages")).json()) as { cursors: unknown }).cursors;
  const first = await cursors();
  await page.waitForTimeout(20);
  expect(await cursors()).not.toEqual(first);
  await expect(page.getByRole("button", { name: "Every 10 s" })).toBeVisible({ timeout: 30_000 });
  await context.close();
});

test("[OPS-03] [OPS-04] it is ready without a worker, and says that nothing else does the background work", async () => {
  const ready = await fetch(`${web.address}/api/health/ready`);
  expect([ready.status, await ready.json()]).toMatchObject([200, { ready: true, schema: "current" }]);
});
