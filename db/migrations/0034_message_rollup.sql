-- Messages counted by the hour of the clinic's own day [RTY-07], so that a report over a month reads counts and not messages.
-- A day's counts are always made anew from its messages, never added to: late, doubled and out-of-order receipts cannot make them drift.
create table message_rollup (
  organization_id uuid not null references organization (id),
  local_date date not null,
  part integer not null,
  local_hour smallint not null,
  direction text not null,
  channel text not null,
  template_key text,
  facility_id uuid,
  status text not null,
  -- The carrier's code of what went out; what an answer was understood as.
  reason text,
  answered boolean not null,
  messages integer not null,
  primary key (organization_id, local_date, part)
);
call make_tenant('message_rollup', 'select, insert, delete');

-- Days whose messages changed since they were counted. A row for each statement that changed some, never updated: it becomes visible
-- together with the change, and nobody waits for anybody.
create table message_rollup_mark (
  organization_id uuid not null references organization (id),
  local_date date not null,
  id uuid not null default gen_random_uuid(),
  primary key (organization_id, local_date, id)
);
call make_tenant('message_rollup_mark', 'select, insert, delete');
call let_definer_read('message_rollup_mark');

create function mark_message_days() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into message_rollup_mark (organization_id, local_date) select distinct c.organization_id, c.local_date from changed c;
  return null;
end $$;
create function mark_message_days_moved() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into message_rollup_mark (organization_id, local_date)
    select c.organization_id, c.local_date from changed c union select b.organization_id, b.local_date from before b;
  return null;
end $$;
create trigger message_counted_new after insert on message referencing new table as changed for each statement execute function mark_message_days();
create trigger message_counted_changed after update on message referencing old table as before new table as changed for each statement execute function mark_message_days_moved();
create trigger message_counted_gone after delete on message referencing old table as changed for each statement execute function mark_message_days();

do $$
declare o uuid;
begin
  for o in select * from all_organizations() loop
    perform set_config('app.organization_id', o::text, true);
    insert into message_rollup_mark (organization_id, local_date) select distinct organization_id, local_date from message where organization_id = o;
  end loop;
  perform set_config('app.organization_id', '', true);
end $$;

grant create on schema public to luma_definer;
set local role luma_definer;
create function organizations_to_count(p_limit integer) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select o.id from organization o where exists (select 1 from message_rollup_mark k where k.organization_id = o.id) limit p_limit $$;
reset role;
revoke all on function organizations_to_count(integer) from public;
grant execute on function organizations_to_count(integer) to luma_app, luma_worker;
revoke create on schema public from luma_definer;
