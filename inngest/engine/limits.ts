/** The limits of Inngest's servers, enforced here too so that a workflow that runs here runs there. */
export const LIMITS = {
  stepsPerRun: 1_000,
  stepOutputBytes: 4 * 1024 * 1024,
  stateBytes: 32 * 1024 * 1024,
  eventBytes: 512 * 1024,
  eventsPerRequest: 5_000,
  batchSize: 100,
  batchTimeoutMs: 60_000,
  cancelOn: 5,
  concurrency: 2,
  triggers: 10,
  sleepMs: 366 * 86_400_000,
  retries: 20,
  eventDedupeMs: 24 * 3_600_000,
  idempotencyMs: 24 * 3_600_000,
  /** Ours: a call that killed its worker this often fails its run instead of killing the next. */
  deliveries: 20,
} as const;

const BACKOFF_SECONDS = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200];

/** Milliseconds until retry number `attempt` (1 = the first retry), with 0–30 s of jitter from `random` (0…1). */
export function backoffMs(attempt: number, random: number): number {
  const seconds = BACKOFF_SECONDS[Math.min(Math.max(attempt, 1), BACKOFF_SECONDS.length) - 1] ?? 7_200;
  return seconds * 1_000 + Math.floor(random * 30_000);
}

/** Length in bytes of a text as UTF-8. */
export const bytes = (text: string): number => Buffer.byteLength(text, "utf8");
