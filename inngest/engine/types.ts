/** What a caller gives to `createEngine`. */
export type EngineOptions = {
  /** A direct (unpooled) connection whose role owns the schemas `engine` and `graphile_worker`. */
  connectionString: string;
  /** The Inngest client's id: function ids start with it. */
  appId: string;
  /** The product clock. Sleeps, waits, crons, retries and windows follow it; leases and heartbeats never do. */
  now?: () => Date;
  /** Calls made at once by this process (default 10). */
  concurrency?: number;
  /** Key of event data whose value says whom a run concerns: runs can then be listed by it (`RunFilter.subject`). */
  subjectKey?: string;
  /** Days a finished run stays visible (default 14). */
  retentionDays?: number;
  /** Called after old runs were deleted, with their number. */
  onRetired?: (runs: number) => void;
  /** Gets messages and ids, never event payloads or step results. */
  log?: (level: "info" | "warn" | "error", message: string, fields?: object) => void;
};

/** An event as callers send it. */
export type EventInput = { name: string; data?: object; id?: string; ts?: number };

/** An event as stored and given to functions. */
export type EngineEvent = { id: string; name: string; data: unknown; ts: number; [key: string]: unknown };

export type RunStatus = "running" | "completed" | "failed" | "cancelled";

/** Which runs to list: newest first, `before` is the id of the last one seen. */
export type RunFilter = { status?: RunStatus; functionId?: string; subject?: string; before?: string; limit?: number };

export type RunSummary = {
  id: string;
  functionId: string;
  /** Whom it concerns, by the engine's `subjectKey`; undefined for crons and the like. */
  subject: string | undefined;
  status: RunStatus;
  trigger: string;
  steps: number;
  attempt: number;
  createdAt: Date;
  startedAt: Date | undefined;
  endedAt: Date | undefined;
  errorName: string | undefined;
  errorMessage: string | undefined;
};

export type RunDetail = RunSummary & {
  stepList: {
    id: string;
    name: string;
    kind: string;
    state: "planned" | "pending" | "done";
    failed: boolean;
    attempt: number;
    doneAt: Date | undefined;
    wakesAt: Date | undefined;
  }[];
  waitingFor: string[];
};

export type EngineMetrics = {
  /** Calls ready and not yet begun. */
  queueDepth: number;
  /** How late the oldest ready call or due timer is, in milliseconds. */
  oldestDueLagMs: number;
  running: number;
  failed: number;
  sleeping: number;
  waitingForEvent: number;
  /** Calls held back by a concurrency limit. */
  parked: number;
  /** Over the last minute, all live workers together. */
  stepsPerSecond: number;
  runsPerSecond: number;
  workers: number;
};

/** One queued call: the discovery call of a run (`t` = ticket), or one planned step (`s`, `a` = attempt). */
export type Job = { r: string; t: number } | { r: string; s: string; a: number };

export type Log = NonNullable<EngineOptions["log"]>;
