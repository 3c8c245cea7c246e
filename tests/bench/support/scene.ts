import os from "node:os";
import path from "node:path";
import pg from "pg";
import { closeDatabase } from "@/db/client";
import {
  addBusyVisits,
  type BusyClinic,
  type BusyVisit,
  carrierAccounts,
  makeBusyClinic,
  planBusyVisits,
} from "@/tests/support/busy-clinics";
import { testDatabase, type TestDatabase } from "@/tests/support/db";
import { testEnvironment } from "@/tests/support/environment";
import { useDatabase } from "@/tests/support/factories";
import { startStandIn } from "@/tests/support/processes";

/*
 * What the benches of planning and sending share: a durable Postgres of their own, clinics full of visits, and the carriers' stand-ins in
 * a process of their own, as the real ones are elsewhere.
 */

/** No timer of the stand-in lasts so long. */
const RECEIPTS_NEVER_MS = 2 ** 32;
/** Clinics filled at a time. */
const FILLED_AT_ONCE = 4;

export type Scene = {
  database: TestDatabase;
  clinics: BusyClinic[];
  /** As the superuser. */
  query: <T extends pg.QueryResultRow>(text: string, params?: unknown[]) => Promise<T[]>;
  /** Sets product time. */
  setClock: (at: Date) => Promise<void>;
  close: () => Promise<void>;
};

/**
 * Makes the scene. `npm run bench` gives the server; without it one is started in LUMA_DATA_DIR, with fsync on, and removed at the end.
 * With `carrierLog` the carriers' stand-in keeps its log in that file, which says afterwards what really reached them.
 */
export async function makeScene(clinicCount: number, carrierLog?: string): Promise<Scene> {
  const endServer = await ensureServer();
  const database = await testDatabase();
  useDatabase(database);
  const accounts = Array.from({ length: clinicCount }, (_, i) => carrierAccounts("http://127.0.0.1:9", i));
  const standIn = await startStandIn({
    twilio: accounts.map((a) => a.twilio),
    resend: accounts.map(({ resend: { apiKey } }) => ({ apiKey })),
    delays: { sentMs: RECEIPTS_NEVER_MS, deliveredMs: RECEIPTS_NEVER_MS, ringMs: RECEIPTS_NEVER_MS, answerMs: 0 },
    limits: { queuePerSender: 1_000_000 },
    seed: 1,
    ...(carrierLog !== undefined && { logFile: carrierLog, logSynced: false }),
  });
  testEnvironment(database, { SIMULATOR_URL: standIn.url });
  const clinics: BusyClinic[] = [];
  for (const [i, account] of accounts.entries()) clinics.push(await makeBusyClinic(database.urls, account, i));
  const owner = new pg.Pool({ connectionString: database.url, max: 2 });
  owner.on("error", () => {});
  const query: Scene["query"] = async (text, params) => (await owner.query(text, params)).rows as never;
  return {
    database,
    clinics,
    query,
    setClock: async (at) => {
      await query("update product_clock set offset_ms = (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint", [at]);
    },
    async close() {
      await closeDatabase();
      await owner.end();
      await database.drop();
      await standIn.stop();
      await endServer();
    },
  };
}

async function ensureServer(): Promise<() => Promise<void>> {
  if (process.env.LUMA_TEST_PG) return async () => {};
  const { ensureTemplate, removeTestServer, startTestServer } = await import("../../scripts/lib/test-server.mjs" as string);
  const folder = path.join(process.env.LUMA_DATA_DIR ?? path.join(process.cwd(), ".data"), `test-postgres-${process.pid}`);
  const server = await startTestServer(folder, { fsync: "on", synchronous_commit: "on", full_page_writes: "on" });
  process.env.LUMA_TEST_PG = server.superUrl();
  process.env.LUMA_TEST_TEMPLATE = await ensureTemplate(server.superUrl());
  return () => removeTestServer(folder);
}

/** Visits spread over the clinics, planned by the product and analysed as autovacuum would: several clinics at a time, the first one alone. */
export async function fillScene(
  scene: Scene,
  perClinic: number,
  startsAt: (i: number) => Date,
  channel?: (i: number) => BusyVisit["channel"],
): Promise<void> {
  const visits = new Map<BusyClinic, BusyVisit[]>();
  await inTurns(scene.clinics, async (clinic) => void visits.set(clinic, await addBusyVisits(clinic, perClinic, startsAt, channel)));
  await scene.query("analyze");
  const [first, ...others] = scene.clinics;
  await planBusyVisits(first!, visits.get(first!)!);
  await scene.query("analyze planned_message");
  await inTurns(others, (clinic) => planBusyVisits(clinic, visits.get(clinic)!));
  await scene.query("vacuum analyze");
}

async function inTurns(clinics: readonly BusyClinic[], work: (clinic: BusyClinic) => Promise<void>): Promise<void> {
  const left = [...clinics];
  const lane = async (): Promise<void> => {
    for (let clinic = left.shift(); clinic; clinic = left.shift()) await work(clinic);
  };
  await Promise.all(Array.from({ length: FILLED_AT_ONCE }, lane));
}

/** One clinic: visits, planned and analysed. */
export async function fillClinic(
  scene: Scene,
  clinic: BusyClinic,
  count: number,
  startsAt: (i: number) => Date,
  channel?: (i: number) => BusyVisit["channel"],
): Promise<BusyVisit[]> {
  const visits = await addBusyVisits(clinic, count, startsAt, channel);
  await scene.query("analyze");
  await planBusyVisits(clinic, visits);
  await scene.query("vacuum analyze");
  return visits;
}

/** The machine, for the table's head. */
export async function describeMachine(scene: Pick<Scene, "query">): Promise<string> {
  const [row] = await scene.query<{ v: string; f: string; c: string }>(
    "select current_setting('server_version') as v, current_setting('fsync') as f, current_setting('synchronous_commit') as c",
  );
  const load = os.loadavg()[0]!.toFixed(1);
  return `${os.cpus().length} × ${os.cpus()[0]!.model.trim()}, load ${load}; Node ${process.versions.node}; Postgres ${row!.v}, fsync ${row!.f}, synchronous_commit ${row!.c}`;
}

export const say = (what: string, value: string): void => void process.stdout.write(`${what.padEnd(66)} ${value}\n`);

export const thousands = (n: number): string => Math.round(n).toLocaleString("en-US");

/** The value below which a share of the list lies. */
export function quantile(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
