/** The worker process: the embedded engine with every workflow, and the relay that hands it the outbox. */
import { serve } from "inngest/edge";
import { closeDatabase } from "@/db/client";
import { listenToClock } from "@/lib/demo/clock-listener";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { startRelay } from "@/lib/outbox/relay";
import { guardConsole } from "@/lib/security/guard-console";
import { productNow } from "@/lib/tenancy/resolve";
import { inngest, useEmbeddedEngine } from "@/inngest/client";
import { checkEngineHost, createEngine } from "@/inngest/engine";
import { functions } from "@/inngest/functions";
import { beatWorker } from "@/lib/health/heartbeat";
import { readProcessStats } from "@/lib/health/process-stats";
import { startTracing } from "@/lib/health/tracing";
import { noteUpkeep } from "@/lib/health/upkeep";

const e = env();
if (e.engine !== "embedded") {
  console.error(
    "INNGEST_… is set: Inngest runs the workflows through /api/inngest, and no worker is needed. Unset it to use the embedded engine.",
  );
  process.exit(1);
}
checkEngineHost(process.env);
if (e.NODE_ENV === "production") guardConsole();
const stopTracing = await startTracing("luma-worker");

// Product time without a query each time the engine looks: the offset is read again when the clock is moved, and every 30 s.
let offset = 0;
const readOffset = async (): Promise<void> => {
  offset = (await productNow("worker")).getTime() - Date.now();
};

const engine = createEngine({
  connectionString: e.DATABASE_ENGINE_URL ?? e.DATABASE_URL,
  appId: "luma",
  subjectKey: "organizationId",
  now: () => new Date(Date.now() + offset),
  concurrency: 8,
  onRetired: (runs) => void noteUpkeep("runs", runs).catch(() => undefined),
  log: (level, message, fields) => log()[level]({ ...fields }, message),
});
useEmbeddedEngine(engine);

await readOffset();
const handler = serve({ client: inngest, functions });
await engine.start((request) => handler(request));
const stopRelay = await startRelay((events) => engine.send(events));

// A look that fails is made up for by the next; unhandled, it would end the worker.
const stopClock = await listenToClock(
  () =>
    void readOffset().then(
      () => engine.clockMoved(),
      () => undefined,
    ),
);
const timers = [
  setInterval(() => void readOffset().catch(() => undefined), 30_000),
  setInterval(() => void beatWorker(readProcessStats()).catch(() => undefined), 10_000),
];
await beatWorker(readProcessStats());
console.log("worker ready");

let stopping = false;
const stop = async (): Promise<void> => {
  if (stopping) return;
  stopping = true;
  for (const timer of timers) clearInterval(timer);
  await stopRelay();
  await engine.stop();
  await stopClock();
  await closeDatabase();
  await stopTracing?.().catch(() => undefined);
  process.exit(0);
};
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
