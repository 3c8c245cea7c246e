-- Accounts [SEC-01]: second factor, recovery codes, half-open sign-ins, links that set a password, single sign-on, idle sessions.
-- A factor belongs to a person, who may be a member of several organizations; as with app_user, an organization reaches its members' only.
create table user_factor (
  user_id uuid primary key references app_user (id) on delete cascade,
  secret_sealed bytea,
  secret_key_id text,
  confirmed_at timestamptz,
  -- The time step of the last code that was taken: a code is good once.
  last_step bigint not null default 0,
  -- A new secret on its way: it counts from its first right code on.
  pending_sealed bytea,
  pending_key_id text,
  created_at timestamptz not null default clock_timestamp(),
  check ((confirmed_at is null) = (secret_sealed is null))
);
create table recovery_code (
  user_id uuid not null references app_user (id) on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (user_id, code_hash)
);
do $$
declare t text;
begin
  foreach t in array array['user_factor', 'recovery_code'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy member on %1$I using (exists (select 1 from membership m where m.user_id = %1$I.user_id and m.organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid)))', t);
    execute format('grant select, insert, update, delete on %I to luma_app, luma_worker', t);
  end loop;
end $$;

alter table app_user add column password_changed_at timestamptz;
create policy member_changes on app_user for update using (
  exists (select 1 from membership m where m.user_id = app_user.id and m.organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)));
grant select (failed_sign_ins, locked_until, password_changed_at) on app_user to luma_app, luma_worker;
grant update (password_hash, failed_sign_ins, locked_until, password_changed_at) on app_user to luma_app, luma_worker;

-- How the person proved who they are: password, totp, recovery-code, sso. Empty: before this was recorded.
alter table user_session add column factor text;

create table sign_in_step (
  organization_id uuid not null references organization (id),
  id uuid not null,
  user_id uuid not null references app_user (id) on delete cascade,
  kind text not null check (kind in ('code', 'enrol', 'codes')),
  attempts integer not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  primary key (organization_id, id)
);
call make_tenant('sign_in_step');
call let_definer_read('sign_in_step');
create index sign_in_step_id on sign_in_step (id);

create table password_token (
  organization_id uuid not null references organization (id),
  id uuid not null,
  user_id uuid not null references app_user (id) on delete cascade,
  purpose text not null check (purpose in ('reset', 'invitation')),
  token_hash bytea not null unique,
  key_version smallint not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (organization_id, id)
);
call make_tenant('password_token');
call let_definer_read('password_token');
create index password_token_user on password_token (organization_id, user_id);

create table sso_connection (
  organization_id uuid primary key references organization (id),
  issuer text not null,
  client_id text not null,
  secret_sealed bytea not null,
  secret_key_id text not null,
  domains text[] not null default '{}',
  enabled boolean not null default false,
  required boolean not null default false,
  create_users boolean not null default false,
  updated_at timestamptz not null default clock_timestamp(),
  updated_by uuid
);
call make_tenant('sso_connection');
call let_definer_read('sso_connection');
call let_definer_read('setting_value');
grant insert on app_user to luma_definer;
grant insert on membership to luma_definer;
create policy definer_adds on membership for insert to luma_definer with check (true);

grant create on schema public to luma_definer;
set local role luma_definer;

-- A failed attempt. From the so-manieth on the account is locked, each time for twice as long, up to a limit. Gives until when, where this attempt locked it.
create function count_failed_sign_in(p_user uuid, p_lock_after integer, p_first_minutes integer, p_most_minutes integer) returns timestamptz
  language sql security definer set search_path = public, pg_temp as $$
  update app_user set
    failed_sign_ins = failed_sign_ins + 1,
    locked_until = case when failed_sign_ins + 1 >= p_lock_after
      then clock_timestamp() + make_interval(mins => least(p_most_minutes, p_first_minutes * (2 ^ least(failed_sign_ins + 1 - p_lock_after, 12))::integer)) else locked_until end
  where id = p_user returning case when failed_sign_ins >= p_lock_after then locked_until end $$;

-- The session while it stands: not revoked, not expired, its user active, its organization open, and used within the organization's
-- minutes of inactivity. `p_active`: somebody did something just now, as opposed to a screen that keeps itself up to date.
create function standing_session(p_id uuid, p_active boolean, p_idle_key text, p_idle_default integer)
  returns table (user_id uuid, organization_id uuid, role text, name text, email text, demo boolean, factor text, idle_minutes integer)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare idle integer;
begin
  select coalesce((select (v.value #>> '{}')::integer from setting_value v
      where v.organization_id = s.organization_id and v.scope = 'organization' and v.scope_id = s.organization_id and v.key = p_idle_key and v.value #>> '{}' ~ '^[0-9]{1,4}$'), p_idle_default)
    into idle from user_session s where s.id = p_id;
  return query select u.id, s.organization_id, m.role, u.name, u.email, u.demo, s.factor, idle
    from user_session s join app_user u on u.id = s.user_id
    join membership m on m.user_id = u.id and m.organization_id = s.organization_id and m.deactivated_at is null
    join organization o on o.id = s.organization_id and o.status = 'active'
    where s.id = p_id and s.revoked_at is null and s.expires_at > clock_timestamp() and u.disabled_at is null
      and s.seen_at > clock_timestamp() - make_interval(mins => idle);
  if found and p_active then
    update user_session s set seen_at = clock_timestamp()
      where s.id = p_id and s.revoked_at is null and s.seen_at < clock_timestamp() - interval '10 seconds';
  end if;
end $$;

create function resolve_sign_in_step(p_id uuid)
  returns table (organization_id uuid, user_id uuid, kind text, attempts integer, role text, name text, email text, demo boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select t.organization_id, t.user_id, t.kind, t.attempts, m.role, u.name, u.email, u.demo
  from sign_in_step t join app_user u on u.id = t.user_id and u.disabled_at is null
  join membership m on m.user_id = t.user_id and m.organization_id = t.organization_id and m.deactivated_at is null
  join organization o on o.id = t.organization_id and o.status = 'active'
  where t.id = p_id and t.expires_at > clock_timestamp() $$;

create function resolve_password_token(p_hash bytea)
  returns table (organization_id uuid, id uuid, user_id uuid, purpose text, expired boolean, used boolean, role text, name text, email text, organization text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select t.organization_id, t.id, t.user_id, t.purpose, t.expires_at <= clock_timestamp(), t.used_at is not null, m.role, u.name, u.email, o.name
  from password_token t join app_user u on u.id = t.user_id and u.disabled_at is null
  join membership m on m.user_id = t.user_id and m.organization_id = t.organization_id and m.deactivated_at is null
  join organization o on o.id = t.organization_id and o.status = 'active'
  where t.token_hash = p_hash $$;

-- Organizations whose single sign-on serves an e-mail domain, or that are called by this short name.
create function resolve_sso(p_domain text, p_slug text)
  returns table (organization_id uuid, slug text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.slug from sso_connection c join organization o on o.id = c.organization_id and o.status = 'active'
  where c.enabled and (p_domain = any (c.domains) or o.slug = p_slug) $$;

-- Whether another organization serves the domain already: a domain leads to one organization.
create function sso_domain_taken(p_organization uuid, p_domain text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from sso_connection c where c.organization_id <> p_organization and p_domain = any (c.domains)) $$;

-- A member whom the organization's identity provider vouches for. Nothing where the address is known already, in whatever organization.
create function create_sso_member(p_id uuid, p_email text, p_name text, p_organization uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into app_user (id, email, name) values (p_id, lower(p_email), p_name) on conflict (email) do nothing;
  if not found then return false; end if;
  insert into membership (organization_id, user_id, role) values (p_organization, p_id, 'staff');
  return true;
end $$;

reset role;
do $$
declare f text;
begin
  foreach f in array array['count_failed_sign_in(uuid, integer, integer, integer)', 'standing_session(uuid, boolean, text, integer)', 'resolve_sign_in_step(uuid)',
      'resolve_password_token(bytea)', 'resolve_sso(text, text)', 'sso_domain_taken(uuid, text)', 'create_sso_member(uuid, text, text, uuid)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to luma_app, luma_worker', f);
  end loop;
end $$;
revoke create on schema public from luma_definer;
