-- Definer functions: pg_temp is searched first unless it is named, so a caller's temporary table could stand in for ours.
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = 'luma_definer' and p.prosecdef loop
    execute format('alter function %s set search_path = public, pg_temp', f);
  end loop;
end $$;

-- Password hashes are read by resolve_sign_in only.
revoke select on app_user from luma_app, luma_worker;
grant select (id, email, name, disabled_at, demo, created_at) on app_user to luma_app, luma_worker;

-- Counts attempts by a hashed key (lib/rate-limit.ts). Before sign-in there is no organization, so this table belongs to none.
create unlogged table rate_limit (
  key text primary key,
  points integer not null,
  expires_at timestamptz not null
);
create index rate_limit_expired on rate_limit (expires_at);
grant select, insert, update, delete on rate_limit to luma_app, luma_worker;

-- One link per message and purpose, however often its text is rendered.
create unique index link_message on link (organization_id, message_id, purpose) where message_id is not null;
create index link_patient on link (organization_id, patient_id) where patient_id is not null;

-- Seals: each entry has a keyed hash of its own, so that a changed entry is named and not only its batch; each seal chains the hashes
-- of its batch to the seal before; the head says how many seals there are, so that cutting off the end is found.
alter table audit_entry add column hash bytea;
grant update (hash) on audit_entry to luma_worker;
alter table audit_seal add column key_id text not null;
create table audit_head (
  organization_id uuid primary key references organization (id),
  seq bigint not null,
  hash bytea not null,
  mac bytea not null,
  key_id text not null,
  sealed_at timestamptz not null default clock_timestamp()
);
call make_tenant('audit_head', 'select');
grant insert, update on audit_head to luma_worker;

grant create on schema public to luma_definer;
set local role luma_definer;

-- As in 0007; now a suspended or closed organization ends its sessions too.
create or replace function check_session(p_id uuid)
  returns table (user_id uuid, organization_id uuid, role text, name text, email text, demo boolean)
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update user_session s set seen_at = clock_timestamp()
    where s.id = p_id and s.revoked_at is null and s.seen_at < clock_timestamp() - interval '1 minute';
  return query select u.id, s.organization_id, m.role, u.name, u.email, u.demo
    from user_session s join app_user u on u.id = s.user_id
    join membership m on m.user_id = u.id and m.organization_id = s.organization_id
    join organization o on o.id = s.organization_id and o.status = 'active'
    where s.id = p_id and s.revoked_at is null and s.expires_at > clock_timestamp() and u.disabled_at is null;
end $$;

-- Every organization, closed ones too: their audit is kept and checked.
create function all_organizations() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select id from organization order by id $$;

reset role;
revoke all on function all_organizations() from public;
grant execute on function all_organizations() to luma_app, luma_worker;
revoke create on schema public from luma_definer;
