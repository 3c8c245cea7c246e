-- Roles are per cluster, so several databases of one cluster share them.
-- luma_app: web. luma_worker: workflows. luma_engine: the embedded engine's own schemas. luma_sim: the simulator's.
-- luma_definer: owns the few look-ups that run before the organization is known, or that need an index no policy lets through.
do $$
declare r text;
begin
  foreach r in array array['luma_app', 'luma_worker', 'luma_engine', 'luma_sim'] loop
    begin
      if not exists (select 1 from pg_roles where rolname = r) then execute format('create role %I login', r); end if;
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
  begin
    if not exists (select 1 from pg_roles where rolname = 'luma_definer') then create role luma_definer nologin; end if;
  exception when duplicate_object or unique_violation then null;
  end;
end $$;

create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create extension if not exists btree_gist;
create extension if not exists unaccent;

do $$ begin
  execute format('grant create on database %I to luma_engine, luma_sim', current_database());
  execute format('grant luma_definer to %I', current_user);
end $$;
revoke create on schema public from public;
grant usage on schema public to luma_app, luma_worker, luma_definer, luma_engine, luma_sim;
grant create on schema public to luma_definer;

-- The organization a transaction works for. Null outside withOrganization(), so every policy then hides everything.
create function current_organization() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.organization_id', true), '')::uuid;

-- Makes a table a tenant table: policy enabled and forced, rights for the two working roles.
create procedure make_tenant(tab regclass, rights text default 'select, insert, update, delete')
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tab);
  execute format('alter table %s force row level security', tab);
  execute format('create policy tenant on %s using (organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid)) with check (organization_id = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid))', tab);
  execute format('grant %s on %s to luma_app, luma_worker', rights, tab);
end $$;

-- Lets the definer role read a table for its look-ups, beside the tenant policy.
create procedure let_definer_read(tab regclass)
  language plpgsql as $$
begin
  execute format('create policy definer_reads on %s for select to luma_definer using (true)', tab);
  execute format('grant select on %s to luma_definer', tab);
end $$;
