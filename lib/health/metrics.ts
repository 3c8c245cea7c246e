import { BUCKETS, readCounters } from "./counters";
import { writeMetrics, type Metric } from "./exposition";
import type { Health } from "./heartbeat";
import type { ProcessStats } from "./process-stats";

/** What the embedded engine says of itself; lengths in milliseconds. */
export type EngineNumbers = {
  queueDepth: number;
  oldestDueLagMs: number;
  running: number;
  failed: number;
  sleeping: number;
  waitingForEvent: number;
  parked: number;
  stepsPerSecond: number;
  runsPerSecond: number;
  workers: number;
};

export type MetricFacts = {
  health: Health;
  counts: readonly { name: string; label: string; value: number }[];
  engine?: EngineNumbers;
  /** This process, and the worker as it last reported itself. */
  processes: { process: string; stats: ProcessStats }[];
  liveStreams: number;
};

/** What the database's counts are called; a label may hold two parts, divided by a colon. */
const COUNTS: Record<string, { name: string; help: string; labels?: readonly string[] }> = {
  messages_due: { name: "luma_messages_due", help: "Planned messages whose time has come" },
  messages_due_lag_seconds: { name: "luma_messages_due_lag_seconds", help: "How late the oldest due message is" },
  messages_unsettled: { name: "luma_messages_unsettled", help: "Messages that are held, or of which nobody knows", labels: ["state"] },
  messages_claimed: { name: "luma_messages_claimed", help: "Messages being sent" },
  messages_recent: {
    name: "luma_messages_recent",
    help: "Messages of the last 15 minutes by channel and outcome",
    labels: ["channel", "outcome"],
  },
  receipts_waiting: { name: "luma_webhooks_waiting", help: "Stored webhooks that nobody has read" },
  receipts_waiting_seconds: { name: "luma_webhooks_waiting_seconds", help: "Age of the oldest of them" },
  receipts_dead: { name: "luma_webhooks_dead", help: "Webhooks that nothing could be made of" },
  receipts_recent: { name: "luma_webhooks_recent", help: "Webhooks of the last 15 minutes", labels: ["state"] },
  receipts_seconds: { name: "luma_webhooks_worked_seconds", help: "From stored to worked on, last 15 minutes", labels: ["of"] },
  outbox_waiting: { name: "luma_outbox_waiting", help: "Events not yet handed to workflows" },
  outbox_waiting_seconds: { name: "luma_outbox_waiting_seconds", help: "Age of the oldest of them" },
  carriers_stopped: { name: "luma_carrier_accounts_stopped", help: "Carrier accounts that were stopped" },
  organizations: { name: "luma_organizations", help: "Active organizations" },
};

const ENGINE: Record<keyof EngineNumbers, { name: string; help: string; scale?: number }> = {
  queueDepth: { name: "luma_engine_queue_depth", help: "Workflow calls ready and not begun" },
  oldestDueLagMs: { name: "luma_engine_lag_seconds", help: "How late the oldest ready call or timer is", scale: 0.001 },
  running: { name: "luma_engine_runs_running", help: "Workflow runs under way, sleeping ones too" },
  failed: { name: "luma_engine_runs_failed", help: "Failed workflow runs of the last 14 days" },
  sleeping: { name: "luma_engine_runs_sleeping", help: "Workflow runs that sleep" },
  waitingForEvent: { name: "luma_engine_runs_waiting", help: "Workflow runs that wait for an event" },
  parked: { name: "luma_engine_calls_parked", help: "Calls held back by a concurrency limit" },
  stepsPerSecond: { name: "luma_engine_steps_per_second", help: "Steps of the last minute" },
  runsPerSecond: { name: "luma_engine_runs_per_second", help: "Runs of the last minute" },
  workers: { name: "luma_engine_workers", help: "Workers alive" },
};

const HELP: Record<string, string> = {
  luma_webhook_seconds: "From a webhook's arrival to its answer",
  luma_cron_runs_total: "Heartbeats by cron",
};

const gauge = (name: string, help: string, value: number): Metric => ({ name, help, type: "gauge", values: [{ value }] });

function fromCounts(counts: MetricFacts["counts"]): Metric[] {
  return Object.entries(COUNTS).map(([key, { name, help, labels = [] }]) => ({
    name,
    help,
    type: "gauge" as const,
    values: counts
      .filter((row) => row.name === key)
      .map((row) => {
        const parts = row.label.split(":");
        return { labels: Object.fromEntries(labels.map((label, i) => [label, parts[i] ?? ""])), value: row.value };
      }),
  }));
}

function fromProcesses(processes: MetricFacts["processes"]): Metric[] {
  const each = (name: string, help: string, value: (stats: ProcessStats) => number, type: "gauge" | "counter" = "gauge"): Metric => ({
    name,
    help,
    type,
    values: processes.map(({ process, stats }) => ({ labels: { process }, value: value(stats) })),
  });
  return [
    {
      name: "luma_event_loop_lag_seconds",
      help: "How late timers were since the last reading",
      type: "gauge",
      values: processes.flatMap(({ process, stats }) =>
        (["p50", "p99", "max"] as const).map((of) => ({ labels: { process, of }, value: stats.loop[of] / 1_000 })),
      ),
    },
    {
      name: "luma_pool_connections",
      help: "Database connections of a pool",
      type: "gauge",
      values: processes.flatMap(({ process, stats }) =>
        stats.pools.flatMap((one) => [
          { labels: { process, pool: one.pool, state: "busy" }, value: one.total - one.idle },
          { labels: { process, pool: one.pool, state: "idle" }, value: one.idle },
        ]),
      ),
    },
    {
      name: "luma_pool_waiting",
      help: "Callers that wait for a database connection",
      type: "gauge",
      values: processes.flatMap(({ process, stats }) =>
        stats.pools.map((one) => ({ labels: { process, pool: one.pool }, value: one.waiting })),
      ),
    },
    each("luma_process_memory_bytes", "Resident memory", (stats) => stats.memoryBytes),
    each("luma_process_cpu_seconds_total", "CPU used", (stats) => stats.cpuSeconds, "counter"),
    each("luma_process_uptime_seconds", "Since the process began", (stats) => stats.uptimeSeconds),
  ];
}

function fromCounters(): Metric[] {
  const { counters, histograms } = readCounters();
  return [
    ...counters.map(({ name, values }) => ({ name, help: HELP[name] ?? name, type: "counter" as const, values })),
    ...histograms.map(({ name, values }) => ({
      name,
      help: HELP[name] ?? name,
      type: "histogram" as const,
      values: values.flatMap(({ labels, counts, sum, count }) => [
        ...BUCKETS.map((bound, i) => ({ labels: { ...labels, le: String(bound) }, value: counts[i]!, suffix: "_bucket" })),
        { labels: { ...labels, le: "+Inf" }, value: count, suffix: "_bucket" },
        { labels, value: sum, suffix: "_sum" },
        { labels, value: count, suffix: "_count" },
      ]),
    })),
  ];
}

/** Everything that Prometheus is told, as text. */
export function metricsText(facts: MetricFacts): string {
  const { health, engine } = facts;
  return writeMetrics([
    gauge("luma_up", "1 while the database answers", health.database.ok ? 1 : 0),
    gauge("luma_worker_up", "1 while background work is alive (always where Inngest runs it)", health.worker.ok ? 1 : 0),
    ...(health.worker.ageSeconds === null
      ? []
      : [gauge("luma_worker_heartbeat_age_seconds", "Since the worker's last sign of life", health.worker.ageSeconds)]),
    ...fromCounts(facts.counts),
    ...(engine
      ? Object.entries(ENGINE).map(([key, { name, help, scale = 1 }]) => gauge(name, help, engine[key as keyof EngineNumbers] * scale))
      : []),
    ...fromProcesses(facts.processes),
    gauge("luma_live_streams", "Open live screens of this process", facts.liveStreams),
    ...fromCounters(),
  ]);
}
