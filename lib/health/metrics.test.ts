import { beforeEach, expect, test } from "vitest";
import { refuseUnlessBearer } from "./bearer";
import { count, observe, resetCounters } from "./counters";
import { writeMetrics } from "./exposition";
import { metricsText, type MetricFacts } from "./metrics";

beforeEach(resetCounters);

const facts: MetricFacts = {
  health: { status: "ok", database: { ok: true, ms: 2 }, worker: { ok: true, ageSeconds: 4 } },
  counts: [
    { name: "messages_due", label: "", value: 7 },
    { name: "messages_recent", label: "sms:delivered", value: 3 },
    { name: "messages_recent", label: "email:failed", value: 1 },
    { name: "something_new", label: "", value: 9 },
  ],
  engine: {
    queueDepth: 2,
    oldestDueLagMs: 1_500,
    running: 1,
    failed: 0,
    sleeping: 0,
    waitingForEvent: 0,
    parked: 0,
    stepsPerSecond: 1,
    runsPerSecond: 1,
    workers: 1,
  },
  processes: [
    {
      process: "web",
      stats: {
        loop: { p50: 1, p99: 20, max: 50 },
        pools: [{ pool: "luma-app", total: 5, idle: 3, waiting: 2 }],
        memoryBytes: 1_000,
        cpuSeconds: 2,
        uptimeSeconds: 3,
      },
    },
  ],
  liveStreams: 4,
};

test("[OPS-04] metrics name queue depth, lag, sends by outcome, pool use and event-loop lag", () => {
  const lines = metricsText(facts).split("\n");
  for (const line of [
    "luma_up 1",
    "luma_worker_heartbeat_age_seconds 4",
    "luma_messages_due 7",
    'luma_messages_recent{channel="sms",outcome="delivered"} 3',
    'luma_messages_recent{channel="email",outcome="failed"} 1',
    "luma_engine_queue_depth 2",
    "luma_engine_lag_seconds 1.5",
    'luma_event_loop_lag_seconds{process="web",of="p99"} 0.02',
    'luma_pool_connections{process="web",pool="luma-app",state="busy"} 2',
    'luma_pool_waiting{process="web",pool="luma-app"} 2',
    "luma_live_streams 4",
  ])
    expect(lines).toContain(line);
  expect(lines.filter((line) => line.startsWith("# TYPE luma_messages_due "))).toEqual(["# TYPE luma_messages_due gauge"]);
});

test("[OPS-04] webhook latencies are a cumulative histogram by kind and status", () => {
  for (const seconds of [0.004, 0.2, 30]) observe("luma_webhook_seconds", { kind: "twilio-sms", status: "200" }, seconds);
  count("luma_cron_runs_total", { cron: "heartbeat" });
  const text = metricsText(facts);
  const of = (rest: string): string => `luma_webhook_seconds${rest}`;
  expect(text).toContain(of('_bucket{kind="twilio-sms",status="200",le="0.005"} 1'));
  expect(text).toContain(of('_bucket{kind="twilio-sms",status="200",le="0.25"} 2'));
  expect(text).toContain(of('_bucket{kind="twilio-sms",status="200",le="+Inf"} 3'));
  expect(text).toContain(of('_count{kind="twilio-sms",status="200"} 3'));
  expect(text).toContain('luma_cron_runs_total{cron="heartbeat"} 1');
});

test("[OPS-04] label values cannot break out of the format, and a wrong name is refused", () => {
  expect(writeMetrics([{ name: "a", help: "h", type: "gauge", values: [{ labels: { x: 'q"\\\nz' }, value: 1 }] }])).toBe(
    '# HELP a h\n# TYPE a gauge\na{x="q\\"\\\\\\nz"} 1\n',
  );
  expect(() => writeMetrics([{ name: "a b", help: "", type: "gauge", values: [{ value: 1 }] }])).toThrow(RangeError);
});

test("[OPS-04] [SEC-04] the address exists only with a secret, and opens only to it", () => {
  const request = (authorization?: string): Request => new Request("http://x/", { headers: authorization ? { authorization } : {} });
  expect(refuseUnlessBearer(request("Bearer s"), undefined)?.status).toBe(404);
  expect(refuseUnlessBearer(request(), "secret-secret-secret")?.status).toBe(401);
  expect(refuseUnlessBearer(request("Bearer wrong"), "secret-secret-secret")?.status).toBe(401);
  expect(refuseUnlessBearer(request("Basic secret-secret-secret"), "secret-secret-secret")?.status).toBe(401);
  expect(refuseUnlessBearer(request("Bearer secret-secret-secret"), "secret-secret-secret")).toBeUndefined();
});
