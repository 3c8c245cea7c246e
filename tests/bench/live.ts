import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { sealSession, sessionCookieName } from "@/lib/auth/cookie";
import { closeDatabase } from "@/db/client";
import { touch } from "@/lib/live/notify";
import { newId } from "@/lib/ids";
import { testDatabase } from "../support/db";
import { testEnvironment } from "../support/environment";
import { makeOrganization, useDatabase, type TestOrganization } from "../support/factories";

/*
 * `npm run bench live [staff]`: so many people (200) with a screen open, on one web process of the real build: memory and CPU with and without them, how
 * long a change takes to reach all of them, and how long a revoked session's stream lives on.
 */

const STAFF = Number(process.argv[2] ?? 200);
const CLINICS = 4;
const IDLE_S = 30;
const CHANGES = 60;
const CHANGE_EVERY_MS = 500;
const TARGET_MS = 1_000;
const REVOKED_S = 16;
const root = fileURLToPath(new URL("../../", import.meta.url));

const say = (name: string, value: string): void => void process.stdout.write(`${name.padEnd(58)} ${value}\n`);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Memory (bytes, without shared pages counted twice) and CPU seconds of a process and its children. */
function use(pid: number): { memory: number; cpu: number } {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const fields = (id: string): string[] => {
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  };
  const parents = new Map<string, string>();
  for (const id of all)
    try {
      parents.set(id, fields(id)[1]!);
    } catch {
      // It has ended since.
    }
  const family = [String(pid)];
  for (let i = 0; i < family.length; i++) family.push(...all.filter((id) => parents.get(id) === family[i]));
  let memory = 0;
  let cpu = 0;
  for (const id of family) {
    const f = fields(id);
    cpu += (Number(f[11]) + Number(f[12])) / 100;
    memory += Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) * 1_024;
  }
  return { memory, cpu };
}

type Screen = { sessionId: string; organization: TestOrganization; heard: number; ended: boolean; close: () => void };

/** A signed-in member of staff with one open stream. */
async function openScreen(owner: pg.Pool, organization: TestOrganization, address: string): Promise<Screen> {
  const sessionId = newId();
  await owner.query(
    "insert into user_session (id, user_id, organization_id, expires_at, factor) values ($1, $2, $3, now() + interval '1 hour', 'totp')",
    [sessionId, organization.users.staff, organization.organizationId],
  );
  const screen: Screen = { sessionId, organization, heard: 0, ended: false, close: () => {} };
  const cookie = `${sessionCookieName()}=${await sealSession(sessionId)}`;
  await new Promise<void>((opened, failed) => {
    const request = http.get(
      `${address}/api/live?topics=messages,tasks,appointments`,
      { headers: { cookie }, agent: false },
      (response) => {
        if (response.statusCode !== 200) return failed(new Error(`the stream answered ${response.statusCode}`));
        response.setEncoding("utf8");
        response.on("data", (text: string) => {
          if (text.includes("retry:")) opened();
          screen.heard += text.split("data: ").length - 1;
        });
        response.on("close", () => (screen.ended = true));
        response.on("error", () => (screen.ended = true));
      },
    );
    request.on("error", failed);
    screen.close = () => request.destroy();
  });
  return screen;
}

async function startWeb(urls: Record<string, string>): Promise<{ child: ChildProcess; address: string }> {
  const { ensureBuilt } = await import(path.join(root, "scripts/lib/build.mjs"));
  const { anyFreePort } = await import(path.join(root, "scripts/lib/ports.mjs"));
  const distDir = process.env.LUMA_DIST_DIR || ".next";
  await ensureBuilt({
    distDir,
    env: process.env,
    logFile: path.join(root, ".cache/bench-build.log"),
    say: (text: string) => say("build", text),
  });
  const address = `http://localhost:${await anyFreePort()}`;
  const child = spawn(
    process.execPath,
    [path.join(root, "node_modules/next/dist/bin/next"), "start", "-p", new URL(address).port, "-H", "127.0.0.1"],
    {
      cwd: root,
      env: { ...process.env, ...urls, NODE_ENV: "production", LUMA_DIST_DIR: distDir, APP_URL: address },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  for (let i = 0; i < 240; i++) {
    if ((await fetch(`${address}/api/health/live`).catch(() => null))?.ok) return { child, address };
    await pause(250);
  }
  child.kill("SIGKILL");
  throw new Error("the web process did not start");
}

const percentile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

async function main(): Promise<void> {
  const database = await testDatabase();
  useDatabase(database);
  testEnvironment(database);
  const owner = new pg.Pool({ connectionString: database.url, max: 4 });
  owner.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
  const organizations = await Promise.all(Array.from({ length: CLINICS }, () => makeOrganization(database.urls)));
  const { child, address } = await startWeb({
    DATABASE_URL: database.urls.app,
    DATABASE_DIRECT_URL: database.urls.app,
    DATABASE_WORKER_URL: database.urls.worker,
    DATABASE_ENGINE_URL: database.urls.engine,
  });
  const screens: Screen[] = [];
  try {
    process.stdout.write(`${STAFF} staff of ${CLINICS} organizations, one web process, Node ${process.version}\n\n`);
    // One that warms the route up, so that its code does not count as a stream's memory.
    (await openScreen(owner, organizations[0]!, address)).close();
    await pause(2_000);
    const before = use(child.pid!);
    const opening = performance.now();
    for (let i = 0; i < STAFF; i += 20)
      screens.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(20, STAFF - i) }, (_, k) => openScreen(owner, organizations[(i + k) % CLINICS]!, address)),
        )),
      );
    say("all connected within", `${Math.round(performance.now() - opening)} ms`);
    await pause(3_000);
    const connected = use(child.pid!);
    await pause(IDLE_S * 1_000);
    const idle = use(child.pid!);
    say("memory before / with all connected", `${(before.memory / 1e6).toFixed(0)} / ${(idle.memory / 1e6).toFixed(0)} MB`);
    say("memory of one stream", `${((idle.memory - before.memory) / STAFF / 1e3).toFixed(0)} kB`);
    say("CPU while nothing happens (sessions are checked)", `${(((idle.cpu - connected.cpu) / IDLE_S) * 100).toFixed(1)} % of one core`);

    const latencies: number[] = [];
    let told = 0;
    for (let i = 0; i < CHANGES; i++) {
      const organization = organizations[i % CLINICS]!;
      const mine = screens.filter((screen) => screen.organization === organization);
      const heard = mine.map((screen) => screen.heard);
      const began = performance.now();
      await organization.asStaff((ctx) => touch(ctx, "messages"));
      while (mine.some((screen, k) => screen.heard === heard[k]) && performance.now() - began < 10_000) await pause(2);
      latencies.push(performance.now() - began);
      told += mine.filter((screen, k) => screen.heard > heard[k]!).length;
      await pause(Math.max(0, CHANGE_EVERY_MS - (performance.now() - began)));
    }
    const busy = use(child.pid!);
    const median = percentile(latencies, 0.5);
    const late = percentile(latencies, 0.99);
    say(
      "a change reaches everyone of its organization (median, 99 %)",
      `${median.toFixed(0)} / ${late.toFixed(0)} ms (target ≤ ${TARGET_MS})`,
    );
    say("changes heard", `${told} of ${(CHANGES * STAFF) / CLINICS}`);
    const seconds = (CHANGES * CHANGE_EVERY_MS) / 1_000;
    say(
      `CPU with ${(1_000 / CHANGE_EVERY_MS).toFixed(0)} changes a second`,
      `${(((busy.cpu - idle.cpu) / seconds) * 100).toFixed(1)} % of one core`,
    );

    const revoked = screens[0]!;
    const others = screens.slice(1).filter((screen) => screen.ended).length;
    const at = performance.now();
    await owner.query("update user_session set revoked_at = now() where id = $1", [revoked.sessionId]);
    while (!revoked.ended && performance.now() - at < 60_000) await pause(20);
    const lived = (performance.now() - at) / 1_000;
    say("a revoked session's stream ended after", `${lived.toFixed(1)} s (target ≤ ${REVOKED_S})`);
    const lost = screens.slice(1).filter((screen) => screen.ended).length - others;
    say("other streams that ended with it", String(lost));
    if (late > TARGET_MS || lived > REVOKED_S || lost > 0 || told < (CHANGES * STAFF) / CLINICS) process.exitCode = 1;
  } finally {
    for (const screen of screens) screen.close();
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
    await owner.end();
    await closeDatabase();
    await database.drop();
  }
}

await main();
