-- The durable state of the embedded engine. Bodies are JSON kept as text: key order survives and nothing is parsed in SQL.
create sequence engine.step_seq;

create table engine.run (
  id text primary key,
  fn_id text not null,
  status text not null default 'running' check (status in ('running', 'completed', 'failed', 'cancelled')),
  trigger_name text not null,
  events text not null,                        -- JSON array of the triggering events
  queued boolean not null default true,        -- a discovery call is queued, waiting for its retry, or in flight
  dirty boolean not null default false,        -- something was resolved while the discovery call was in flight
  ticket integer not null default 1,           -- which queued discovery job is the valid one
  attempt integer not null default 0,
  generation integer not null default 0,       -- counts every call made for this run
  discovery_gen integer,                       -- generation of the discovery call in flight
  deliveries integer not null default 0,       -- calls begun and not answered (a dying worker)
  parent_run text,
  parent_step text,
  singleton_key text,
  concurrency_keys text[],
  step_count integer not null default 0,
  state_bytes bigint not null default 0,
  output text,
  error text,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
) with (fillfactor = 80);
create unique index run_singleton on engine.run (singleton_key) where singleton_key is not null and ended_at is null;
create index run_ended on engine.run (ended_at) where ended_at is not null;
create index run_failed on engine.run (id) where status = 'failed';

create table engine.step (
  run_id text not null,
  id text not null,
  seq bigint not null default nextval('engine.step_seq'),   -- order of completion once done
  state text not null check (state in ('planned', 'pending', 'done')),
  op text not null,
  name text,
  body text,                                   -- the memoized value exactly as the SDK is given it
  coalesced boolean not null default false,    -- found together with others: discovery waits for all of them
  attempt integer not null default 0,
  gen integer,
  deliveries integer not null default 0,
  done_at timestamptz,
  primary key (run_id, id)
) with (fillfactor = 80);

create table engine.timer (
  run_id text not null,
  step_id text not null,
  kind text not null check (kind in ('sleep', 'wait', 'invoke', 'retry')),
  wake_at timestamptz not null,
  primary key (run_id, step_id, kind)
);
create index timer_due on engine.timer (wake_at);

create table engine.wait (
  run_id text not null,
  step_id text not null,
  kind text not null check (kind in ('wait', 'cancel')),
  event_name text not null,
  match_key text not null,
  residual text,                               -- conditions the key cannot hold, evaluated after the look-up
  expires_at timestamptz,
  primary key (run_id, step_id)
);
create index wait_match on engine.wait (event_name, match_key);

-- Which event paths waits on an event name compare; a handful of rows, one per expression written in code.
create table engine.wait_shape (
  event_name text not null,
  paths text not null,
  primary key (event_name, paths)
);

create table engine.event (
  id text primary key,
  received_at timestamptz not null,
  body text                                    -- only until the event has been routed
);
create index event_received on engine.event (received_at);

create table engine.idempotency (
  fn_id text not null,
  key text not null,
  expires_at timestamptz not null,
  primary key (fn_id, key)
);

create table engine.batch (
  fn_id text not null,
  key text not null,
  due_at timestamptz not null,
  primary key (fn_id, key)
);
create table engine.batch_event (
  seq bigint generated always as identity primary key,
  fn_id text not null,
  key text not null,
  event text not null
);
create index batch_event_key on engine.batch_event (fn_id, key, seq);

create table engine.cron (
  fn_id text not null,
  expression text not null,
  next_at timestamptz not null,
  primary key (fn_id, expression)
);

-- Concurrency: a lease per executing call, a queue of calls that found the limit reached.
create table engine.lease (
  key text not null,
  run_id text not null,
  step_id text not null,
  worker_id text not null,
  primary key (key, run_id, step_id)
);
create index lease_holder on engine.lease (run_id, step_id);
create index lease_worker on engine.lease (worker_id);
create table engine.parked (
  seq bigint generated always as identity primary key,
  key text not null,
  capacity integer not null,
  run_id text not null,
  job json not null
);
create index parked_run on engine.parked (run_id);
create index parked_key on engine.parked (key, seq);

-- Worker processes alive, on the real clock.
create table engine.worker (
  id text primary key,
  pool_ids text[] not null default '{}',
  beat_at timestamptz not null default clock_timestamp(),
  steps_per_second double precision not null default 0,
  runs_per_second double precision not null default 0
);

-- Queues calls: one graphile-worker job each, all of one priority (mixed priorities make fetching slow on long queues).
create function engine.enqueue(jobs json[]) returns void language sql as $$
  select graphile_worker.add_jobs(array(
    select row('engine:call', job, null, null, 32000::smallint, null, null, null)::graphile_worker.job_spec from unnest(jobs) as job
  )) where cardinality(jobs) > 0
$$;
