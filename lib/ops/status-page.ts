import { pool } from "@/db/client";
import { COMPONENTS, type ComponentState } from "@/lib/health/components";
import { currentState, dayState, type DayState, type HealthDay } from "@/lib/health/rules";
import { HISTORY_DAYS } from "@/lib/health/sample";
import { addDays } from "@/lib/time";

export type StatusUpdate = { id: string; state: string; body: string; at: Date };
export type Incident = {
  id: string;
  title: string;
  impact: "maintenance" | "minor" | "major";
  components: string[];
  state: string;
  startedAt: Date;
  resolvedAt: Date | null;
  updates: StatusUpdate[];
};
export type StatusComponent = { id: string; name: string; state: ComponentState | "unknown"; days: { day: string; state: DayState }[] };
export type StatusPage = { components: StatusComponent[]; open: Incident[]; past: Incident[]; asOf: Date };

const MOST_INCIDENTS = 50;

/** Everything the status page shows, in one round trip each; no organization's rows are touched. */
export async function readStatus(): Promise<StatusPage> {
  const db = pool("app");
  const [clock, states, days, first, incidents, updates] = await Promise.all([
    db.query<{ now: Date; today: string }>("select clock_timestamp() as now, (clock_timestamp() at time zone 'UTC')::date as today"),
    db.query<{ component: string; state: ComponentState; checkedAt: Date }>(
      'select component, state, checked_at as "checkedAt" from health_state',
    ),
    db.query<HealthDay & { component: string }>(
      `select component, day, first_at as "firstAt", checks, degraded, down from health_day where day > (clock_timestamp() at time zone 'UTC')::date - $1::int`,
      [HISTORY_DAYS],
    ),
    db.query<{ component: string; at: Date }>("select component, min(first_at) as at from health_day group by component"),
    db.query<Omit<Incident, "updates">>(
      `select id, title, impact, components, state, started_at as "startedAt", resolved_at as "resolvedAt" from status_incident
       where resolved_at is null or started_at > clock_timestamp() - make_interval(days => $1) order by started_at desc, id limit $2`,
      [HISTORY_DAYS, MOST_INCIDENTS],
    ),
    db.query<StatusUpdate & { incidentId: string }>(
      `select id, incident_id as "incidentId", state, body, at from status_update where incident_id in (
         select id from status_incident where resolved_at is null or started_at > clock_timestamp() - make_interval(days => $1) order by started_at desc, id limit $2)
       order by at desc, id desc`,
      [HISTORY_DAYS, MOST_INCIDENTS],
    ),
  ]);
  const { now, today } = clock.rows[0]!;
  const all = incidents.rows.map((one) => ({ ...one, updates: updates.rows.filter((update) => update.incidentId === one.id) }));
  return {
    components: COMPONENTS.map(({ id, name }) => {
      const began = first.rows.find((row) => row.component === id)?.at;
      const own = days.rows.filter((row) => row.component === id);
      return {
        id,
        name,
        state: currentState(
          states.rows.find((row) => row.component === id),
          now,
        ),
        days: Array.from({ length: HISTORY_DAYS }, (_, i) => addDays(today, i + 1 - HISTORY_DAYS)).map((day) => ({
          day,
          state: dayState(
            day,
            own.find((row) => row.day === day),
            began,
            now,
          ),
        })),
      };
    }),
    open: all.filter((one) => !one.resolvedAt),
    past: all.filter((one) => one.resolvedAt),
    asOf: now,
  };
}

export type ShownStatus = { page: StatusPage | undefined; databaseAnswers: boolean };

const FRESH_MS = 15_000;
const PATIENCE_MS = 2_000;

/**
 * Keeps the last answer: visitors of a busy hour ask the database four times a minute together, and while it is slow or away they see what was known last,
 * after at most two seconds.
 */
export class StatusCache {
  private known: StatusPage | undefined;
  private readAt = -Infinity;
  private reading: Promise<StatusPage> | undefined;

  constructor(
    private readonly read: () => Promise<StatusPage> = readStatus,
    private readonly clock: () => number = () => performance.now(),
    private readonly patienceMs: number = PATIENCE_MS,
  ) {}

  async show(): Promise<ShownStatus> {
    if (this.known && this.clock() - this.readAt < FRESH_MS) return { page: this.known, databaseAnswers: true };
    this.reading ??= this.read()
      .then((page) => {
        this.known = page;
        this.readAt = this.clock();
        return page;
      })
      .finally(() => {
        this.reading = undefined;
      });
    const reading = this.reading;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), this.patienceMs);
    });
    const page = await Promise.race([reading.catch(() => undefined), patience]);
    clearTimeout(timer);
    return page ? { page, databaseAnswers: true } : { page: this.known, databaseAnswers: false };
  }

  /** The next look is fresh: something was posted. */
  forget(): void {
    this.readAt = -Infinity;
  }
}

/** The process's cache. */
export function statusCache(): StatusCache {
  const shared = globalThis as { __lumaStatus?: StatusCache };
  return (shared.__lumaStatus ??= new StatusCache());
}
