-- [ADM-05] A sandbox: an organization below another one, with copied settings and made-up patients, whose messages reach nobody.
alter table organization add column sandbox_of uuid;
create unique index organization_sandbox on organization (sandbox_of) where sandbox_of is not null and status <> 'closed';

grant create on schema public to luma_definer;
set local role luma_definer;

-- Makes the sandbox of the organization that the transaction works for, with its maker as the first member. False where there is one, and for a sandbox.
create function create_sandbox(p_id uuid, p_slug text, p_user uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into organization (id, name, slug, zone, phone, website, accent, languages, areas_off, parent_id, sandbox_of)
    select p_id, left(o.name, 100) || ' (sandbox)', p_slug, o.zone, o.phone, o.website, o.accent, o.languages, o.areas_off, coalesce(o.parent_id, o.id), o.id
    from organization o where o.id = current_organization() and o.sandbox_of is null and o.status = 'active'
      and not exists (select 1 from organization s where s.sandbox_of = o.id and s.status <> 'closed');
  if not found then return false; end if;
  insert into membership (organization_id, user_id, role)
    select p_id, m.user_id, m.role from membership m where m.organization_id = current_organization() and m.user_id = p_user and m.deactivated_at is null;
  return found;
end $$;

-- Closes it; who is in it is back in the organization itself. Gives its id.
create function close_sandbox() returns uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
declare closed uuid;
begin
  update organization set status = 'closed' where sandbox_of = current_organization() and status <> 'closed' returning id into closed;
  update user_session set organization_id = current_organization() where organization_id = closed and revoked_at is null;
  return closed;
end $$;

create function find_sandbox() returns table (id uuid, name text, created_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select id, name, created_at from organization where sandbox_of = current_organization() and status = 'active' $$;

-- Takes a session of the organization that the transaction works for into its sandbox, or back; only where the person is a member of the organization itself.
create function move_session(p_session uuid, p_user uuid) returns uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
declare home uuid; target uuid; may text;
begin
  select coalesce(sandbox_of, id), sandbox_of into home, target from organization where id = current_organization();
  if target is null then select s.id into target from organization s where s.sandbox_of = home and s.status = 'active'; end if;
  select role into may from membership where organization_id = home and user_id = p_user and deactivated_at is null;
  if target is null or may is null then return null; end if;
  if target <> home then
    insert into membership (organization_id, user_id, role) values (target, p_user, may)
      on conflict (organization_id, user_id) do update set role = excluded.role, deactivated_at = null;
  end if;
  update user_session set organization_id = target
    where id = p_session and user_id = p_user and organization_id = current_organization() and revoked_at is null;
  return case when found then target end;
end $$;

-- Who may no longer work in an organization may not in its sandbox either.
create function follow_into_sandbox() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update membership m set deactivated_at = new.deactivated_at, role = new.role
    from organization s where s.sandbox_of = new.organization_id and m.organization_id = s.id and m.user_id = new.user_id;
  return null;
end $$;

-- The organization that somebody really belongs to: nobody signs in to a sandbox.
create or replace function resolve_sign_in(p_email text)
  returns table (user_id uuid, name text, password_hash text, failed integer, locked_until timestamptz, disabled boolean, demo boolean, organization_id uuid, role text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.name, u.password_hash, u.failed_sign_ins, u.locked_until, u.disabled_at is not null, u.demo, m.organization_id, m.role
  from app_user u join membership m on m.user_id = u.id and m.deactivated_at is null join organization o on o.id = m.organization_id and o.status = 'active' and o.sandbox_of is null
  where u.email = lower(p_email) order by m.created_at limit 1 $$;

reset role;
create trigger follow_into_sandbox after update of deactivated_at, role on membership for each row execute function follow_into_sandbox();
do $$
declare f text;
begin
  foreach f in array array['create_sandbox(uuid, text, uuid)', 'close_sandbox()', 'find_sandbox()', 'move_session(uuid, uuid)', 'follow_into_sandbox()'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to luma_app, luma_worker', f);
  end loop;
end $$;
revoke create on schema public from luma_definer;
