import { expect, test } from "vitest";
import { configureDatabase } from "@/db/client";
import { beatWorker, readWorkerStats } from "@/lib/health/heartbeat";
import { readProcessStats } from "@/lib/health/process-stats";
import { CODE_HEAD, readReadiness } from "@/lib/health/readiness";
import { operationCounts, schemaHead } from "@/lib/tenancy/operations";
import { testEnvironment } from "@/tests/support/environment";
import {
  insertRow,
  makeAppointment,
  makeFacility,
  makeOrganization,
  makePatient,
  useDatabase,
  useTestDatabase,
} from "@/tests/support/factories";
import { newId } from "@/lib/ids";

const database = useTestDatabase();
const TOKEN = "token-of-the-metrics-test";

test("[OPS-04] [OPS-05] ready means: the database answers and has every migration of this code; newer ones do no harm", async () => {
  expect(await schemaHead()).toBe(CODE_HEAD);
  expect(await readReadiness()).toMatchObject({ ready: true, schema: "current", status: "degraded", worker: { ok: false } });
  expect(await readReadiness(CODE_HEAD - 1)).toMatchObject({ ready: true, schema: "ahead" });
  expect(await readReadiness(CODE_HEAD + 1)).toMatchObject({ ready: false, schema: "behind" });
  const away = "postgres://luma_app@127.0.0.1:1/none";
  configureDatabase({ app: away, worker: away });
  try {
    expect(await readReadiness()).toMatchObject({ ready: false, schema: "unknown", status: "down" });
  } finally {
    useDatabase(database);
  }
});

test("[OPS-04] the addresses: alive always, ready with a database, 503 without one", async () => {
  const live = await import("@/app/api/health/live/route");
  const ask: (request: Request) => Promise<Response> = (await import("@/app/api/health/ready/route")).GET;
  const ready = (): Promise<Response> => ask(new Request("http://localhost/api/health/ready"));
  expect(live.GET().status).toBe(200);
  expect((await ready()).status).toBe(200);
  const away = "postgres://luma_app@127.0.0.1:1/none";
  configureDatabase({ app: away, worker: away });
  try {
    expect(live.GET().status).toBe(200);
    expect((await ready()).status).toBe(503);
  } finally {
    useDatabase(database);
  }
});

test("[OPS-04] the worker says with its heartbeat how its process does", async () => {
  expect(await readWorkerStats()).toBeUndefined();
  await beatWorker(readProcessStats());
  expect(await readWorkerStats()).toMatchObject({ memoryBytes: expect.any(Number), pools: expect.any(Array) });
  await database.query("update system_state set updated_at = now() - interval '1 hour' where key = 'worker.heartbeat'");
  expect(await readWorkerStats()).toBeUndefined();
});

test("[OPS-04] counts are of all organizations together, and name nobody", async () => {
  const now = new Date("2027-03-15T15:00:00Z");
  for (let i = 0; i < 2; i++) {
    const org = await makeOrganization(database.urls);
    const patientId = await makePatient(org);
    const appointmentId = await makeAppointment(org, { patientId, facilityId: await makeFacility(org) });
    for (const [state, minutes] of [
      ["planned", 5],
      ["planned", -5],
      ["held", 5],
      ["uncertain", 5],
    ] as const)
      await insertRow(org, "planned_message", {
        id: newId(),
        kind: "reminder",
        subject_kind: "appointment",
        subject_id: appointmentId,
        step_key: `${state}${minutes}`,
        template_key: "reminder",
        due_at: new Date(now.getTime() - minutes * 60_000),
        ideal_at: now,
        zone: "America/New_York",
        state,
      });
  }
  const counts = new Map((await operationCounts(now)).map((row) => [`${row.name} ${row.label}`.trim(), row.value]));
  expect(counts.get("messages_due")).toBe(2);
  expect(counts.get("messages_due_lag_seconds")).toBe(300);
  expect(counts.get("messages_unsettled held")).toBe(2);
  expect(counts.get("messages_unsettled uncertain")).toBe(2);
});

test("[OPS-04] /api/metrics tells Prometheus, with the token only", async () => {
  testEnvironment(database, { METRICS_TOKEN: TOKEN, DATABASE_ENGINE_URL: database.urls.engine });
  const { GET } = await import("@/app/api/metrics/route");
  const ask = (token?: string): Promise<Response> =>
    GET(new Request("http://localhost/api/metrics", { headers: token ? { authorization: `Bearer ${token}` } : {} }));
  expect((await ask()).status).toBe(401);
  expect((await ask("wrong")).status).toBe(401);
  const answer = await ask(TOKEN);
  expect(answer.headers.get("content-type")).toContain("text/plain");
  const text = await answer.text();
  for (const name of [
    "luma_up 1",
    "luma_messages_due ",
    "luma_engine_queue_depth 0",
    "luma_outbox_waiting ",
    "luma_pool_connections{",
    "luma_live_streams 0",
  ])
    expect(text).toContain(name);
  testEnvironment(database, { METRICS_TOKEN: undefined, DATABASE_ENGINE_URL: undefined });
  expect((await ask(TOKEN)).status).toBe(404);
});
