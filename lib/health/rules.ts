import type { ComponentId, ComponentState } from "./components";

export type HealthFacts = {
  /** Milliseconds until the web answered; undefined where it did not. */
  pagesMs: number | undefined;
  databaseMs: number;
  dueLagSeconds: number;
  receiptsWaitingSeconds: number;
  /** Messages of the last 15 minutes by channel and status. */
  recent: readonly { channel: string; status: string; count: number }[];
};

const above = (value: number, degraded: number, down: number): ComponentState =>
  value >= down ? "down" : value >= degraded ? "degraded" : "ok";

/** Too few messages say nothing about a channel. */
const ENOUGH = 10;
const FAILED = new Set(["failed", "uncertain", "undelivered"]);

function channelState(recent: HealthFacts["recent"], channel: string): ComponentState {
  const own = recent.filter((row) => row.channel === channel);
  const all = own.reduce((sum, row) => sum + row.count, 0);
  if (all < ENOUGH) return "ok";
  const failed = own.filter((row) => FAILED.has(row.status)).reduce((sum, row) => sum + row.count, 0);
  return above(failed / all, 0.3, 0.8);
}

/** How each component does, from one look at it. */
export function judgeComponents(facts: HealthFacts): Record<ComponentId, ComponentState> {
  return {
    pages: facts.pagesMs === undefined ? "down" : above(facts.pagesMs, 2_000, 10_000),
    database: above(facts.databaseMs, 500, 5_000),
    sending: above(facts.dueLagSeconds, 300, 1_800),
    answers: above(facts.receiptsWaitingSeconds, 300, 1_800),
    texts: channelState(facts.recent, "sms"),
    calls: channelState(facts.recent, "voice"),
    email: channelState(facts.recent, "email"),
  };
}

export type HealthDay = { day: string; firstAt: Date; checks: number; degraded: number; down: number };
export type DayState = ComponentState | "none";

const DAY_MS = 86_400_000;
/** A deployment or a slow minute makes a check come late. */
const FORGIVEN = 5;
const SHARE = 0.02;

/**
 * What a day was like, a check a minute; a minute without one counts against it, since whatever checks was down too. `firstEver`: when checking began at all;
 * `now`: the moment that is looked from. Days are UTC.
 */
export function dayState(day: string, row: HealthDay | undefined, firstEver: Date | undefined, now: Date): DayState {
  const begins = Date.parse(`${day}T00:00:00Z`);
  const from = Math.max(begins, firstEver?.getTime() ?? Infinity);
  const to = Math.min(begins + DAY_MS, now.getTime());
  if (to <= from) return "none";
  const expected = Math.max(1, Math.floor((to - from) / 60_000));
  const missing = Math.max(0, expected - (row?.checks ?? 0) - FORGIVEN);
  if (((row?.down ?? 0) + missing) / expected > SHARE) return "down";
  return (row?.degraded ?? 0) / expected > SHARE ? "degraded" : "ok";
}

/** A state that nobody has looked at for longer than this is not known any more. */
export const STALE_MS = 5 * 60_000;

/** The state now; unknown where the last look is too old. */
export function currentState(state: { state: ComponentState; checkedAt: Date } | undefined, now: Date): ComponentState | "unknown" {
  return state && now.getTime() - state.checkedAt.getTime() <= STALE_MS ? state.state : "unknown";
}
