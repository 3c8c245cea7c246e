-- Operations: counts across organizations for metrics and the status page, the schema's version for readiness, health history, public incidents.
-- None of it holds anything of a tenant's.
create table health_state (
  component text primary key,
  state text not null check (state in ('ok', 'degraded', 'down')),
  since timestamptz not null default clock_timestamp(),
  checked_at timestamptz not null default clock_timestamp()
);
create table health_day (
  component text not null,
  day date not null,
  first_at timestamptz not null default clock_timestamp(),
  checks integer not null default 0,
  degraded integer not null default 0,
  down integer not null default 0,
  primary key (component, day)
);
create table status_incident (
  id uuid primary key,
  title text not null check (length(title) between 1 and 200),
  impact text not null check (impact in ('maintenance', 'minor', 'major')),
  components text[] not null default '{}',
  state text not null check (state in ('planned', 'investigating', 'identified', 'monitoring', 'resolved')),
  started_at timestamptz not null default clock_timestamp(),
  resolved_at timestamptz
);
create index status_incident_list on status_incident (started_at desc, id);
create table status_update (
  id uuid primary key,
  incident_id uuid not null references status_incident (id) on delete cascade,
  state text not null check (state in ('planned', 'investigating', 'identified', 'monitoring', 'resolved')),
  body text not null check (length(body) between 1 and 2000),
  at timestamptz not null default clock_timestamp()
);
create index status_update_incident on status_update (incident_id, at desc);
grant select, insert, update, delete on health_state, health_day to luma_app, luma_worker;
grant select, insert, update on status_incident to luma_app, luma_worker;
grant select, insert on status_update to luma_app, luma_worker;

call let_definer_read('message');
grant usage on schema drizzle to luma_definer;
grant select on drizzle.__drizzle_migrations to luma_definer;
grant create on schema public to luma_definer;
set local role luma_definer;

-- How far the schema is: the newest migration's number in time, as the journal of the code names it.
create function schema_head() returns bigint
  language sql stable security definer set search_path = public as $$
  select coalesce(max(created_at), 0)::bigint from drizzle.__drizzle_migrations $$;

-- How many organizations work here: a single clinic's admin may speak for the whole installation, one of many may not.
create function active_organizations() returns bigint
  language sql stable security definer set search_path = public as $$
  select count(*) from organization where status = 'active' $$;

-- Counts, never whose: each walks an index of its own for every organization. `p_now` is product time, ages are in seconds.
create function operation_counts(p_now timestamptz)
  returns table (name text, label text, value float8)
  language sql stable security definer set search_path = public as $$
  with working as (select id from organization where status = 'active'),
  due as (
    select coalesce(sum(d.n), 0) as n, min(d.oldest) as oldest from organization o
    cross join lateral (select count(*) as n, min(p.due_at) as oldest from planned_message p
      where p.organization_id = o.id and p.state = 'planned' and p.due_at <= p_now) d
    where o.status = 'active' and o.sends_halted_at is null),
  fresh as (
    select r.state, r.received_at, r.done_at from working o
    cross join lateral (select w.state, w.received_at, w.done_at from webhook_receipt w
      where w.organization_id = o.id and w.id >= uuid7_floor(now() - interval '15 minutes')) r)
  select 'messages_due', '', n::float8 from due
  union all select 'messages_due_lag_seconds', '', greatest(0, coalesce(extract(epoch from p_now - oldest), 0))::float8 from due
  union all select 'messages_unsettled', s.state, (select count(*) from working o
      join planned_message p on p.organization_id = o.id and p.state = s.state and p.state in ('held', 'uncertain'))::float8
    from (values ('held'), ('uncertain')) s (state)
  union all select 'messages_claimed', '', (select count(*) from planned_message where state = 'claimed')::float8
  union all select 'messages_recent', m.channel || ':' || m.status, sum(m.n)::float8 from working o
    cross join lateral (select channel, status, count(*) as n from message
      where organization_id = o.id and id >= uuid7_floor(now() - interval '15 minutes') and direction = 'out' group by 1, 2) m group by 2
  union all select 'receipts_waiting', '', (select count(*) from working o join webhook_receipt w on w.organization_id = o.id and w.state = 'new')::float8
  union all select 'receipts_waiting_seconds', '', coalesce(extract(epoch from clock_timestamp() -
      (select min(w.received_at) from working o join webhook_receipt w on w.organization_id = o.id and w.state = 'new')), 0)::float8
  union all select 'receipts_dead', '', (select count(*) from working o join webhook_receipt w on w.organization_id = o.id and w.state = 'dead')::float8
  union all select 'receipts_recent', state, count(*)::float8 from fresh group by state
  union all select 'receipts_seconds', 'mean', coalesce(avg(extract(epoch from done_at - received_at)), 0)::float8 from fresh where state = 'done'
  union all select 'receipts_seconds', 'max', coalesce(max(extract(epoch from done_at - received_at)), 0)::float8 from fresh where state = 'done'
  union all select 'outbox_waiting', '', (select count(*) from outbox_event where published_at is null)::float8
  union all select 'outbox_waiting_seconds', '', coalesce(extract(epoch from clock_timestamp() -
      (select min(created_at) from outbox_event where published_at is null)), 0)::float8
  union all select 'carriers_stopped', '', (select count(*) from carrier_account where stopped_at is not null)::float8
  union all select 'organizations', '', (select count(*) from working)::float8
$$;

reset role;
do $$
declare f text;
begin
  foreach f in array array['schema_head()', 'active_organizations()', 'operation_counts(timestamptz)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to luma_app, luma_worker', f);
  end loop;
end $$;
revoke create on schema public from luma_definer;
