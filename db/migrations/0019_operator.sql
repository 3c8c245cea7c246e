-- The platform operator ([ADM-08]): accounts, sessions and audit of their own; organizations are reached through functions that ask who acts.
-- An operator's transaction works for no organization, so every tenant policy hides everything from it.
alter table organization add column parent_id uuid, add column areas_off text[] not null default '{}';
alter table membership drop column joined_at;

create table operator_account (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  password_hash text not null,
  secret_sealed bytea,
  secret_key_id text,
  last_step bigint not null default 0,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  demo boolean not null default false,
  created_at timestamptz not null default clock_timestamp()
);
create table operator_session (
  id uuid primary key,
  operator_id uuid not null references operator_account (id),
  created_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  ip text
);
create table operator_audit (
  id uuid primary key,
  at timestamptz not null default clock_timestamp(),
  operator_id uuid not null references operator_account (id),
  action text not null,
  about_organization uuid,
  detail jsonb not null default '{}',
  request_id text
);
create index operator_audit_about on operator_audit (about_organization, at desc);
do $$
declare t text;
begin
  foreach t in array array['operator_account', 'operator_session', 'operator_audit'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy definer_all on %I to luma_definer using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to luma_definer', t);
  end loop;
end $$;
revoke update on operator_audit from luma_definer;
grant insert, update on organization to luma_definer;
create policy definer_adds on organization for insert to luma_definer with check (true);
create policy definer_changes on organization for update to luma_definer using (true) with check (true);
create policy definer_changes on membership for update to luma_definer using (true) with check (true);
create policy definer_removes on membership for delete to luma_definer using (true);
grant update, delete on membership to luma_definer;
grant delete on app_user to luma_definer;
create policy definer_removes on user_group_member for delete to luma_definer using (true);
create policy definer_finds on user_group_member for select to luma_definer using (true);
grant select, delete on user_group_member to luma_definer;

grant create on schema public to luma_definer;
set local role luma_definer;

-- A new member of the organization that the transaction works for. Nothing where the address is known already, in whatever organization.
create function invite_member(p_id uuid, p_email text, p_name text, p_role text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare org uuid := current_organization();
begin
  if org is null then return false; end if;
  insert into app_user (id, email, name) values (p_id, lower(p_email), p_name) on conflict (email) do nothing;
  if not found then return false; end if;
  insert into membership (organization_id, user_id, role, invited_at) values (org, p_id, p_role, clock_timestamp());
  return true;
end $$;

-- Takes back an invitation that nobody took: the person, who never signed in, is gone, and the address is free again.
create function remove_invited(p_user uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare org uuid := current_organization();
begin
  if org is null or not exists (
    select 1 from membership m join app_user u on u.id = m.user_id where m.organization_id = org and m.user_id = p_user and m.invited_at is not null
      and u.password_hash is null and not exists (select 1 from user_session s where s.user_id = u.id)
      and not exists (select 1 from membership o where o.user_id = p_user and o.organization_id <> org)) then return false; end if;
  delete from user_group_member where organization_id = org and user_id = p_user;
  delete from membership where organization_id = org and user_id = p_user;
  delete from app_user where id = p_user;
  return true;
end $$;

-- Who has set a password: nobody reads the hashes.
create function has_password(p_user uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from app_user u join membership m on m.user_id = u.id and m.organization_id = current_organization() where u.id = p_user and u.password_hash is not null) $$;

create function resolve_operator(p_email text)
  returns table (id uuid, name text, password_hash text, secret_sealed bytea, secret_key_id text, last_step bigint, locked_until timestamptz, disabled boolean, demo boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select id, name, password_hash, secret_sealed, secret_key_id, last_step, locked_until, disabled_at is not null, demo from operator_account where email = lower(p_email) $$;

create function record_operator_sign_in(p_id uuid, p_ok boolean, p_step bigint) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update operator_account set failed_sign_ins = case when p_ok then 0 else failed_sign_ins + 1 end,
    locked_until = case when p_ok then null when failed_sign_ins + 1 >= 10 then clock_timestamp() + interval '15 minutes' else locked_until end,
    last_step = greatest(last_step, coalesce(p_step, 0))
  where id = p_id $$;

create function open_operator_session(p_id uuid, p_operator uuid, p_hours integer, p_ip text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into operator_session (id, operator_id, expires_at, ip) values (p_id, p_operator, clock_timestamp() + make_interval(hours => p_hours), p_ip) $$;

create function check_operator_session(p_id uuid, p_idle_minutes integer)
  returns table (operator_id uuid, name text, email text, demo boolean)
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update operator_session s set seen_at = clock_timestamp() where s.id = p_id and s.revoked_at is null and s.expires_at > clock_timestamp()
    and s.seen_at > clock_timestamp() - make_interval(mins => p_idle_minutes) and s.seen_at < clock_timestamp() - interval '10 seconds';
  return query select a.id, a.name, a.email, a.demo from operator_session s join operator_account a on a.id = s.operator_id and a.disabled_at is null
    where s.id = p_id and s.revoked_at is null and s.expires_at > clock_timestamp() and s.seen_at > clock_timestamp() - make_interval(mins => p_idle_minutes);
end $$;

create function close_operator_session(p_id uuid) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update operator_session set revoked_at = clock_timestamp() where id = p_id and revoked_at is null $$;

-- The session whose operator acts in this transaction; everything below asks for it, so that no other part of the product reaches an organization this way.
create function acting_operator() returns uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.operator_id from operator_session s join operator_account a on a.id = s.operator_id and a.disabled_at is null
  where s.id = nullif(current_setting('app.operator_session', true), '')::uuid and s.revoked_at is null and s.expires_at > clock_timestamp() $$;

create function operator_note(p_id uuid, p_action text, p_organization uuid, p_detail jsonb, p_request text) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if acting_operator() is null then raise exception 'no operator acts' using errcode = '42501'; end if;
  insert into operator_audit (id, operator_id, action, about_organization, detail, request_id) values (p_id, acting_operator(), p_action, p_organization, p_detail, p_request);
end $$;

create function operator_entries(p_organization uuid, p_limit integer)
  returns table (id uuid, at timestamptz, operator text, action text, organization text, detail jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, e.at, a.name, e.action, o.name, e.detail from operator_audit e join operator_account a on a.id = e.operator_id left join organization o on o.id = e.about_organization
  where acting_operator() is not null and (p_organization is null or e.about_organization = p_organization) order by e.at desc, e.id desc limit p_limit $$;

create function operator_organizations()
  returns table (id uuid, name text, slug text, zone text, status text, parent_id uuid, areas_off text[], created_at timestamptz, people bigint, admins bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.name, o.slug, o.zone, o.status, o.parent_id, o.areas_off, o.created_at, count(m.user_id), count(m.user_id) filter (where m.role = 'admin' and m.deactivated_at is null)
  from organization o left join membership m on m.organization_id = o.id where acting_operator() is not null group by o.id order by lower(o.name), o.id $$;

-- Gives false where the short name is taken. A sub-account hangs below a root account, never below another sub-account.
create function operator_create_organization(p_id uuid, p_name text, p_slug text, p_zone text, p_parent uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if acting_operator() is null then raise exception 'no operator acts' using errcode = '42501'; end if;
  if p_parent is not null and not exists (select 1 from organization where id = p_parent and parent_id is null and status <> 'closed') then
    raise exception 'no such root account' using errcode = '23503';
  end if;
  insert into organization (id, name, slug, zone, parent_id) values (p_id, p_name, p_slug, p_zone, p_parent) on conflict (slug) do nothing;
  return found;
end $$;

-- Suspends or resumes; what hangs below goes with it. Gives the ids that changed.
create function operator_set_status(p_id uuid, p_status text) returns setof uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if acting_operator() is null then raise exception 'no operator acts' using errcode = '42501'; end if;
  if p_status not in ('active', 'suspended') then raise exception 'no such status' using errcode = '22023'; end if;
  return query update organization o set status = p_status where (o.id = p_id or o.parent_id = p_id) and o.status in ('active', 'suspended') and o.status <> p_status returning o.id;
end $$;

create function operator_set_areas(p_id uuid, p_off text[]) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if acting_operator() is null then raise exception 'no operator acts' using errcode = '42501'; end if;
  update organization set areas_off = p_off where id = p_id and areas_off is distinct from p_off;
  return found;
end $$;

create function create_operator(p_id uuid, p_email text, p_name text, p_hash text, p_secret bytea, p_key text, p_demo boolean) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into operator_account (id, email, name, password_hash, secret_sealed, secret_key_id, demo) values (p_id, lower(p_email), p_name, p_hash, p_secret, p_key, p_demo) on conflict (email) do nothing;
  return found;
end $$;

reset role;
do $$
declare f text;
begin
  foreach f in array array['invite_member(uuid, text, text, text)', 'remove_invited(uuid)', 'has_password(uuid)', 'resolve_operator(text)', 'record_operator_sign_in(uuid, boolean, bigint)',
      'open_operator_session(uuid, uuid, integer, text)', 'check_operator_session(uuid, integer)', 'close_operator_session(uuid)', 'acting_operator()', 'operator_note(uuid, text, uuid, jsonb, text)',
      'operator_entries(uuid, integer)', 'operator_organizations()', 'operator_create_organization(uuid, text, text, text, uuid)', 'operator_set_status(uuid, text)', 'operator_set_areas(uuid, text[])'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to luma_app, luma_worker', f);
  end loop;
end $$;
-- Operators are made at the console (npm run operator), by who owns the database; the web cannot.
revoke all on function create_operator(uuid, text, text, text, bytea, text, boolean) from public;
revoke create on schema public from luma_definer;
