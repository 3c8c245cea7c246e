import { addToBatch } from "./batches";
import { type Client, type Core, json, rows, transaction } from "./core";
import { evaluate, matchKey } from "./expression";
import { ulid } from "./ids";
import { bytes, LIMITS } from "./limits";
import { createRuns, endRun, type NewRun } from "./runs";
import { resolveSteps } from "./steps";
import type { EngineEvent, EventInput } from "./types";

/** Refused by a limit: `status` is the HTTP status the SDK is given. */
export class EventRefused extends Error {
  override name = "EventRefused";
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** Completes and checks events: ids, timestamps, sizes. Throws EventRefused; then none is accepted. */
export function normalizeEvents(core: Core, inputs: readonly unknown[], idFor: (index: number) => string | undefined): EngineEvent[] {
  if (inputs.length > LIMITS.eventsPerRequest) throw new EventRefused(`more than ${LIMITS.eventsPerRequest} events in one request`, 413);
  const now = core.now().getTime();
  return inputs.map((raw, index) => {
    const input = raw as Partial<EventInput> & Record<string, unknown>;
    if (typeof input?.name !== "string" || input.name === "") throw new EventRefused(`event ${index} has no name`, 400);
    if (input.name.startsWith("inngest/")) throw new EventRefused("event names beginning with inngest/ are reserved", 400);
    const id = input.id ? String(input.id) : (idFor(index) ?? ulid(now));
    const event: EngineEvent = { ...input, id, name: input.name, data: input.data ?? {}, ts: input.ts ?? now };
    if (bytes(json(event)) > LIMITS.eventBytes)
      throw new EventRefused(`event ${index} (${input.name}) is larger than ${LIMITS.eventBytes} bytes`, 413);
    return event;
  });
}

/**
 * Takes events in one transaction; an id seen before triggers nothing. With functions registered in this process they are
 * routed at once, otherwise a job hands them to a process that has functions.
 */
export async function acceptEvents(core: Core, events: readonly EngineEvent[], routeHere: boolean): Promise<void> {
  if (events.length === 0) return;
  await transaction(core.pool, async (client) => {
    const fresh = await rows<{ id: string }>(
      client,
      "accept",
      "insert into engine.event (id, received_at, body) select id, $3, body from unnest($1::text[], $2::text[]) as n(id, body) on conflict do nothing returning id",
      [events.map((event) => event.id), events.map((event) => (routeHere ? null : json(event))), core.now()],
    );
    const ids = new Set(fresh.map((row) => row.id));
    // `delete` gives true once per id: a list that repeats an id itself is routed once as well.
    if (routeHere)
      await routeEvents(
        core,
        client,
        events.filter((event) => ids.delete(event.id)),
      );
    else if (fresh.length > 0)
      await rows(client, "route_job", "select graphile_worker.add_job('engine:route', $1::json, max_attempts => 32000)", [
        json({ ids: fresh.map((row) => row.id) }),
      ]);
  });
}

/** Routes stored events (another process took them in). Each is routed once, whatever happens to the job. */
export async function routeStored(core: Core, ids: readonly string[]): Promise<void> {
  await transaction(core.pool, async (client) => {
    const stored = await rows<{ id: string; body: string }>(
      client,
      "stored",
      "select id, body from engine.event where id = any($1::text[]) and body is not null for update",
      [ids],
    );
    await rows(client, "routed", "update engine.event set body = null where id = any($1::text[])", [stored.map((row) => row.id)]);
    const byId = new Map(stored.map((row) => [row.id, JSON.parse(row.body) as EngineEvent]));
    await routeEvents(
      core,
      client,
      ids.flatMap((id) => byId.get(id) ?? []),
    );
  });
}

/** Lets events cancel runs, wake waiting ones and start new ones, in this order. */
export async function routeEvents(core: Core, client: Client, events: readonly EngineEvent[]): Promise<void> {
  await matchWaits(core, client, events);
  const runs: NewRun[] = [];
  for (const event of events) {
    for (const { fn, expression } of core.registry.triggeredBy(event.name)) {
      if (expression !== undefined && !evaluate(expression, { event })) continue;
      if (fn.batchEvents) runs.push(...(await addToBatch(core, client, fn, fn.batchEvents, event)));
      else runs.push({ fn, events: [event] });
    }
  }
  await createRuns(core, client, runs);
}

type Match = {
  run_id: string;
  step_id: string;
  kind: "wait" | "cancel";
  residual: string | null;
  events: string | null;
  event_index: number;
};

/** Finds the waits and cancels the events match (one index look-up per event and expression shape) and carries them out. */
async function matchWaits(core: Core, client: Client, events: readonly EngineEvent[]): Promise<void> {
  const names = [...new Set(events.map((event) => event.name))];
  const shapes = await rows<{ event_name: string; paths: string }>(
    client,
    "shapes",
    "select event_name, paths from engine.wait_shape where event_name = any($1::text[])",
    [names],
  );
  if (shapes.length === 0) return;
  const probes = events.flatMap((event, index) =>
    shapes
      .filter((shape) => shape.event_name === event.name)
      .map((shape) => ({ index, name: event.name, key: matchKey(shape.paths, event) })),
  );
  const matches = await rows<Match>(
    client,
    "match",
    `select w.run_id, w.step_id, w.kind, w.residual, case when w.residual is not null then r.events end as events, p.event_index
     from unnest($1::integer[], $2::text[], $3::text[]) as p(event_index, event_name, match_key)
     join engine.wait w on w.event_name = p.event_name and w.match_key = p.match_key
     join engine.run r on r.id = w.run_id
     where w.expires_at is null or w.expires_at > $4
     order by p.event_index, w.run_id`,
    [probes.map((p) => p.index), probes.map((p) => p.name), probes.map((p) => p.key), core.now()],
  );
  const taken = new Map<string, Match & { event: EngineEvent }>();
  for (const match of matches) {
    const event = events[match.event_index];
    const id = `${match.run_id} ${match.step_id}`;
    if (!event || taken.has(id)) continue;
    if (match.residual !== null && !evaluate(match.residual, { event: (JSON.parse(match.events ?? "[]") as unknown[])[0], async: event }))
      continue;
    taken.set(id, { ...match, event });
  }
  const found = [...taken.values()];
  const cancelled = new Set(found.filter((match) => match.kind === "cancel").map((match) => match.run_id));
  for (const runId of [...cancelled].sort())
    await endRun(core, client, runId, "cancelled", { error: { name: "Cancelled", message: "cancelled by an event" } });
  const waits = found.filter((match) => match.kind === "wait" && !cancelled.has(match.run_id));
  if (waits.length === 0) return;
  // Locking the run first makes a time-out and an event decide one after the other; whoever deletes the wait row wins.
  await rows(client, "match_lock", "select id from engine.run where id = any($1::text[]) order by id for update", [
    [...new Set(waits.map((w) => w.run_id))],
  ]);
  const won = await rows<{ run_id: string; step_id: string }>(
    client,
    "match_take",
    `with taken as (
       delete from engine.wait w using unnest($1::text[], $2::text[]) as i(run_id, step_id)
       where w.run_id = i.run_id and w.step_id = i.step_id returning w.run_id, w.step_id
     ), timers as (
       delete from engine.timer t using taken where t.run_id = taken.run_id and t.step_id = taken.step_id
     )
     select * from taken`,
    [waits.map((w) => w.run_id), waits.map((w) => w.step_id)],
  );
  await resolveSteps(
    core,
    client,
    won.flatMap((row) => {
      const match = taken.get(`${row.run_id} ${row.step_id}`);
      return match ? [{ runId: row.run_id, stepId: row.step_id, body: json(match.event) }] : [];
    }),
  );
}
