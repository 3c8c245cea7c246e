-- The look-ups that run before the organization is known, or that need an index a policy does not let through.
-- All owned by luma_definer, all narrow; lib/tenancy/resolve.ts is their only caller.
set local role luma_definer;

create function resolve_sign_in(p_email text)
  returns table (user_id uuid, name text, password_hash text, failed integer, locked_until timestamptz, disabled boolean, demo boolean, organization_id uuid, role text)
  language sql stable security definer set search_path = public as $$
  select u.id, u.name, u.password_hash, u.failed_sign_ins, u.locked_until, u.disabled_at is not null, u.demo, m.organization_id, m.role
  from app_user u join membership m on m.user_id = u.id join organization o on o.id = m.organization_id and o.status = 'active'
  where u.email = lower(p_email) order by m.created_at limit 1 $$;

create function record_sign_in(p_user uuid, p_ok boolean, p_lock_after integer, p_lock_minutes integer) returns void
  language sql security definer set search_path = public as $$
  update app_user set
    failed_sign_ins = case when p_ok then 0 else failed_sign_ins + 1 end,
    locked_until = case when p_ok then null when failed_sign_ins + 1 >= p_lock_after then clock_timestamp() + make_interval(mins => p_lock_minutes) else locked_until end
  where id = p_user $$;

create function open_session(p_id uuid, p_user uuid, p_organization uuid, p_expires timestamptz, p_agent text, p_ip text) returns boolean
  language plpgsql security definer set search_path = public as $$
begin
  if not exists (select 1 from membership where user_id = p_user and organization_id = p_organization) then return false; end if;
  insert into user_session (id, user_id, organization_id, expires_at, user_agent, ip) values (p_id, p_user, p_organization, p_expires, p_agent, p_ip);
  return true;
end $$;

create function check_session(p_id uuid)
  returns table (user_id uuid, organization_id uuid, role text, name text, email text, demo boolean)
  language plpgsql security definer set search_path = public as $$
begin
  update user_session s set seen_at = clock_timestamp()
    where s.id = p_id and s.revoked_at is null and s.seen_at < clock_timestamp() - interval '1 minute';
  return query select u.id, s.organization_id, m.role, u.name, u.email, u.demo
    from user_session s join app_user u on u.id = s.user_id
    join membership m on m.user_id = u.id and m.organization_id = s.organization_id
    where s.id = p_id and s.revoked_at is null and s.expires_at > clock_timestamp() and u.disabled_at is null;
end $$;

create function close_session(p_id uuid) returns void
  language sql security definer set search_path = public as $$
  update user_session set revoked_at = clock_timestamp() where id = p_id and revoked_at is null $$;

create function resolve_link(p_hash bytea)
  returns table (organization_id uuid, id uuid, purpose text, key_version smallint)
  language sql stable security definer set search_path = public as $$
  select l.organization_id, l.id, l.purpose, l.key_version from link l where l.token_hash = p_hash $$;

create function resolve_carrier_account(p_id uuid)
  returns table (organization_id uuid, carrier text)
  language sql stable security definer set search_path = public as $$
  select a.organization_id, a.carrier from carrier_account a where a.id = p_id $$;

create function list_organizations() returns setof uuid
  language sql stable security definer set search_path = public as $$
  select id from organization where status = 'active' order by id $$;

-- Organizations with something due, the least recently served first, so that a large one never starves the rest.
create function due_organizations(p_now timestamptz, p_limit integer)
  returns table (organization_id uuid, next_at timestamptz)
  language sql stable security definer set search_path = public as $$
  select o.id, n.due_at from organization o
  left join dispatch_lane l on l.organization_id = o.id
  cross join lateral (select p.due_at from planned_message p where p.organization_id = o.id and p.state = 'planned' order by p.due_at limit 1) n
  where o.status = 'active' and o.sends_halted_at is null and n.due_at <= p_now
    and (l.paused_until is null or l.paused_until <= p_now)
  order by l.served_at nulls first, o.id limit p_limit $$;

create function next_due(p_limit integer default 1) returns timestamptz
  language sql stable security definer set search_path = public as $$
  select min(n.due_at) from organization o
  cross join lateral (select p.due_at from planned_message p where p.organization_id = o.id and p.state = 'planned' order by p.due_at limit 1) n
  where o.status = 'active' and o.sends_halted_at is null $$;

create function organizations_with_expired_leases(p_limit integer) returns setof uuid
  language sql stable security definer set search_path = public as $$
  select distinct organization_id from (
    (select organization_id from planned_message where state = 'claimed' and claimed_until < clock_timestamp() limit 5000)
    union all
    (select organization_id from planned_message where state = 'uncertain' limit 5000)) x limit p_limit $$;

create function organizations_behind_plan(p_limit integer) returns setof uuid
  language sql stable security definer set search_path = public as $$
  select o.id from organization o where o.status = 'active' and exists (
    select 1 from planned_message p where p.organization_id = o.id and p.state in ('planned', 'held') and p.plan_revision < o.plan_revision) limit p_limit $$;

create function organizations_with_receipts(p_limit integer) returns setof uuid
  language sql stable security definer set search_path = public as $$
  select distinct organization_id from webhook_receipt where state = 'new' limit p_limit $$;

create function organizations_unsealed(p_limit integer) returns setof uuid
  language sql stable security definer set search_path = public as $$
  select o.id from organization o where exists (select 1 from audit_entry a where a.organization_id = o.id and a.seal is null) limit p_limit $$;

create function outbox_new(p_limit integer)
  returns table (organization_id uuid, id uuid, name text, data jsonb)
  language sql security definer set search_path = public as $$
  select organization_id, id, name, data from outbox_event where published_at is null order by created_at, id limit p_limit $$;

create function outbox_published(p_ids uuid[]) returns void
  language sql security definer set search_path = public as $$
  update outbox_event set published_at = clock_timestamp() where published_at is null and id = any (p_ids) $$;

create function outbox_prune(p_keep interval) returns bigint
  language sql security definer set search_path = public as $$
  with gone as (delete from outbox_event where (organization_id, id) in
    (select organization_id, id from outbox_event where published_at < clock_timestamp() - p_keep limit 5000) returning 1)
  select count(*) from gone $$;

-- Search as you type: every word begins a word of the name, or is part of a phone number, birth date or record number.
-- Filters by the organization itself; two letters or fewer go by name order, so a keystroke never scans.
create function search_patients(p_words text[], p_limit integer)
  returns table (id uuid)
  language plpgsql stable security definer set search_path = public as $$
declare org uuid := current_organization(); longest text; conditions text := ''; w text;
begin
  if org is null or coalesce(array_length(p_words, 1), 0) = 0 then return; end if;
  select x into longest from unnest(p_words) x order by length(x) desc limit 1;
  if length(longest) < 3 then
    return query
      (select p.id from patient p where p.organization_id = org and p.merged_into is null and p.last_norm ~>=~ longest and p.last_norm ~<~ (longest || chr(1114111)) order by p.last_norm using ~<~, p.first_norm limit p_limit)
      union
      (select p.id from patient p where p.organization_id = org and p.merged_into is null and p.first_norm ~>=~ longest and p.first_norm ~<~ (longest || chr(1114111)) order by p.first_norm using ~<~, p.last_norm limit p_limit)
      limit p_limit;
    return;
  end if;
  foreach w in array p_words loop
    conditions := conditions || format(' and p.search_text like %L', '%' || case when w ~ '^[0-9]' then '' else ' ' end || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%');
  end loop;
  return query execute format('select p.id from patient p where p.organization_id = %L and p.merged_into is null %s limit %s', org, conditions, p_limit);
end $$;

reset role;
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = 'luma_definer' loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to luma_app, luma_worker', f);
  end loop;
end $$;
revoke create on schema public from luma_definer;
