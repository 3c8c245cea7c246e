import { expect, test } from "vitest";
import { configureDatabase } from "@/db/client";
import { testEnvironment } from "@/tests/support/environment";
import { useDatabase, useTestDatabase } from "@/tests/support/factories";
import { beatWorker, readHealth, WORKER_SILENT_SECONDS } from "./heartbeat";

const database = useTestDatabase();

test("[OPS-04] health tells a working installation from a silent worker and from a database that is away", async () => {
  expect(await readHealth()).toMatchObject({ status: "degraded", database: { ok: true }, worker: { ok: false, ageSeconds: null } });
  await beatWorker();
  await beatWorker();
  expect(await readHealth()).toMatchObject({ status: "ok", worker: { ok: true, ageSeconds: 0 } });
  await database.query("update system_state set updated_at = now() - make_interval(secs => $1)", [WORKER_SILENT_SECONDS + 5]);
  expect(await readHealth()).toMatchObject({ status: "degraded", worker: { ok: false, ageSeconds: WORKER_SILENT_SECONDS + 5 } });
  testEnvironment(database, { INNGEST_DEV: "1" });
  expect(await readHealth()).toMatchObject({ status: "ok", worker: { ok: true } });
  testEnvironment(database, { INNGEST_DEV: undefined });
  const away = "postgres://luma_app@127.0.0.1:1/none";
  configureDatabase({ app: away, worker: away });
  try {
    expect(await readHealth()).toEqual({ status: "down", database: { ok: false }, worker: { ok: false, ageSeconds: null } });
  } finally {
    useDatabase(database);
  }
});
