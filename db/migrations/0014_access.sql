-- Who may see what inside an organization ([ADM-03], [SEC-02], [SEC-09]): docs/decisions/ has the why.

-- Users belong to groups, groups see facilities.
alter table membership add column deactivated_at timestamptz, add column invited_at timestamptz, add column joined_at timestamptz;

create table user_group (
  organization_id uuid not null references organization (id),
  id uuid not null,
  name text not null,
  all_facilities boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id)
);
create unique index user_group_name on user_group (organization_id, lower(name));
call make_tenant('user_group');

create table user_group_facility (
  organization_id uuid not null,
  group_id uuid not null,
  facility_id uuid not null,
  primary key (organization_id, group_id, facility_id),
  foreign key (organization_id, group_id) references user_group (organization_id, id) on delete cascade,
  foreign key (organization_id, facility_id) references facility (organization_id, id)
);
call make_tenant('user_group_facility');

create table user_group_member (
  organization_id uuid not null,
  group_id uuid not null,
  user_id uuid not null,
  primary key (organization_id, user_id, group_id),
  foreign key (organization_id, group_id) references user_group (organization_id, id) on delete cascade,
  foreign key (organization_id, user_id) references membership (organization_id, user_id)
);
create index user_group_member_group on user_group_member (organization_id, group_id);
call make_tenant('user_group_member');

-- Access taken in an emergency: one facility or one patient, for a while, with a reason.
create table emergency_access (
  organization_id uuid not null references organization (id),
  id uuid not null,
  user_id uuid not null,
  facility_id uuid,
  patient_id uuid,
  reason text not null,
  started_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  told_at timestamptz,
  primary key (organization_id, id),
  check (num_nonnulls(facility_id, patient_id) = 1),
  foreign key (organization_id, user_id) references membership (organization_id, user_id),
  foreign key (organization_id, facility_id) references facility (organization_id, id),
  foreign key (organization_id, patient_id) references patient (organization_id, id)
);
create index emergency_access_open on emergency_access (organization_id, user_id) where ended_at is null;
create index emergency_access_list on emergency_access (organization_id, started_at desc, id);
call make_tenant('emergency_access', 'select, insert, update');

-- What withContext asks with the transaction's begin: the user's role and facilities as they are now.
create function user_access(p_user uuid)
  returns table (role text, active boolean, grouped boolean, everywhere boolean, facilities uuid[], ungrouped jsonb, emergencies jsonb)
  language plpgsql stable set search_path = public, pg_temp as $$
declare org uuid := current_organization();
begin
  return query select m.role, m.deactivated_at is null,
    exists (select 1 from user_group_member g where g.organization_id = org and g.user_id = p_user),
    exists (select 1 from user_group_member g join user_group u on u.organization_id = org and u.id = g.group_id and u.all_facilities where g.organization_id = org and g.user_id = p_user),
    array(select distinct f.facility_id from user_group_member g join user_group_facility f on f.organization_id = org and f.group_id = g.group_id where g.organization_id = org and g.user_id = p_user),
    (select v.value from setting_value v where v.organization_id = org and v.scope = 'organization' and v.scope_id = org and v.key = 'access.without-group'),
    (select jsonb_agg(jsonb_build_object('id', e.id, 'facilityId', e.facility_id, 'patientId', e.patient_id, 'until', e.expires_at))
      from emergency_access e where e.organization_id = org and e.user_id = p_user and e.ended_at is null and e.expires_at > clock_timestamp())
  from membership m where m.organization_id = org and m.user_id = p_user;
end $$;
revoke all on function user_access(uuid) from public;
grant execute on function user_access(uuid) to luma_app, luma_worker;

-- A patient is seen through every facility they ever had a visit at, whoever wrote the visit (screens, imports, syncs).
create function note_patient_facilities() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into patient_facility (organization_id, patient_id, facility_id)
    select distinct c.organization_id, c.patient_id, c.facility_id from changed c order by 1, 2, 3 on conflict do nothing;
  return null;
end $$;
create trigger appointment_facilities_new after insert on appointment referencing new table as changed for each statement execute function note_patient_facilities();
create trigger appointment_facilities_moved after update on appointment referencing new table as changed for each statement execute function note_patient_facilities();
do $$
declare o uuid;
begin
  for o in select * from all_organizations() loop
    perform set_config('app.organization_id', o::text, true);
    insert into patient_facility (organization_id, patient_id, facility_id)
      select distinct organization_id, patient_id, facility_id from appointment where organization_id = o on conflict do nothing;
  end loop;
  perform set_config('app.organization_id', '', true);
end $$;
call let_definer_read('patient_facility');

grant create on schema public to luma_definer;
set local role luma_definer;

-- As search_patients and search_patients_text, for someone who does not see every facility: patients of these facilities, of none, or named.
create function search_patients_text_of(p_organization uuid, p_patterns text[], p_limit integer, p_facilities uuid[], p_patients uuid[])
  returns table (id uuid)
  language plpgsql stable security definer
  set search_path = public, pg_temp
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
declare conditions text;
begin
  select string_agg(format(' and p.search_text like %L', x), '') into conditions from unnest(p_patterns) x;
  return query execute format('select p.id from patient p where p.organization_id = %L and p.merged_into is null %s
    and (p.id = any ($2) or exists (select 1 from patient_facility v where v.organization_id = p.organization_id and v.patient_id = p.id and v.facility_id = any ($1))
      or not exists (select 1 from patient_facility v where v.organization_id = p.organization_id and v.patient_id = p.id)) limit %s', p_organization, conditions, p_limit)
    using p_facilities, p_patients;
end $$;

create function search_patients_of(p_words text[], p_limit integer, p_facilities uuid[], p_patients uuid[])
  returns table (id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare org uuid := current_organization(); patterns text[] := search_patterns(p_words); longest text; found uuid[] := '{}';
begin
  if org is null or coalesce(array_length(p_words, 1), 0) = 0 or p_limit < 1 then return; end if;
  select x into longest from unnest(p_words) x order by length(x) desc limit 1;
  if longest !~ '^[0-9]' and (array_length(p_words, 1) = 1 or length(longest) < 3) then
    found := array(select p.id from patient p where p.organization_id = org and p.merged_into is null
      and p.last_norm ~>=~ longest and p.last_norm ~<~ (longest || chr(1114111)) and p.search_text like all (patterns)
      and (p.id = any (p_patients) or exists (select 1 from patient_facility v where v.organization_id = org and v.patient_id = p.id and v.facility_id = any (p_facilities))
        or not exists (select 1 from patient_facility v where v.organization_id = org and v.patient_id = p.id))
      order by p.last_norm using ~<~, p.first_norm limit p_limit);
    found := found || array(select p.id from patient p where p.organization_id = org and p.merged_into is null and p.id <> all (found)
      and p.first_norm ~>=~ longest and p.first_norm ~<~ (longest || chr(1114111)) and p.search_text like all (patterns)
      and (p.id = any (p_patients) or exists (select 1 from patient_facility v where v.organization_id = org and v.patient_id = p.id and v.facility_id = any (p_facilities))
        or not exists (select 1 from patient_facility v where v.organization_id = org and v.patient_id = p.id))
      order by p.first_norm using ~<~, p.last_norm limit p_limit - cardinality(found));
  end if;
  if length(longest) >= 3 and cardinality(found) < p_limit then
    found := found || array(select s.id from search_patients_text_of(org, patterns, p_limit, p_facilities, p_patients) s where s.id <> all (found));
  end if;
  return query select x from unnest(found) x limit p_limit;
end $$;

-- Whoever was deactivated in an organization is no member to sign-in and sessions.
create or replace function resolve_sign_in(p_email text)
  returns table (user_id uuid, name text, password_hash text, failed integer, locked_until timestamptz, disabled boolean, demo boolean, organization_id uuid, role text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.name, u.password_hash, u.failed_sign_ins, u.locked_until, u.disabled_at is not null, u.demo, m.organization_id, m.role
  from app_user u join membership m on m.user_id = u.id and m.deactivated_at is null join organization o on o.id = m.organization_id and o.status = 'active'
  where u.email = lower(p_email) order by m.created_at limit 1 $$;

create or replace function open_session(p_id uuid, p_user uuid, p_organization uuid, p_expires timestamptz, p_agent text, p_ip text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from membership where user_id = p_user and organization_id = p_organization and deactivated_at is null) then return false; end if;
  insert into user_session (id, user_id, organization_id, expires_at, user_agent, ip) values (p_id, p_user, p_organization, p_expires, p_agent, p_ip);
  return true;
end $$;

create or replace function check_session(p_id uuid)
  returns table (user_id uuid, organization_id uuid, role text, name text, email text, demo boolean)
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update user_session s set seen_at = clock_timestamp()
    where s.id = p_id and s.revoked_at is null and s.seen_at < clock_timestamp() - interval '1 minute';
  return query select u.id, s.organization_id, m.role, u.name, u.email, u.demo
    from user_session s join app_user u on u.id = s.user_id
    join membership m on m.user_id = u.id and m.organization_id = s.organization_id and m.deactivated_at is null
    join organization o on o.id = s.organization_id and o.status = 'active'
    where s.id = p_id and s.revoked_at is null and s.expires_at > clock_timestamp() and u.disabled_at is null;
end $$;

reset role;
revoke all on function search_patients_text_of(uuid, text[], integer, uuid[], uuid[]), search_patients_of(text[], integer, uuid[], uuid[]) from public;
grant execute on function search_patients_of(text[], integer, uuid[], uuid[]) to luma_app, luma_worker;
revoke create on schema public from luma_definer;
