-- What a clinic looks like to its patients, and when its doors are open [ADM-02].
alter table organization add column logo_id uuid;
-- Seven days, Sunday first: {"from": "08:00", "to": "17:00"} or null for closed. Null: not known; `hours` may say it in words.
alter table facility add column opening_hours jsonb;

-- Every logo that was ever used: e-mails that went out go on showing theirs.
create table organization_logo (
  organization_id uuid not null references organization (id),
  id uuid not null,
  media_type text not null check (media_type in ('image/png', 'image/jpeg')),
  width integer not null,
  height integer not null,
  data bytea not null check (octet_length(data) <= 300000),
  created_by uuid,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
call make_tenant('organization_logo', 'select, insert');
call let_definer_read('organization_logo');

-- A logo is public: mail programs and patients fetch it without being known.
grant create on schema public to luma_definer;
set local role luma_definer;
create function resolve_logo(p_organization uuid, p_id uuid) returns table (media_type text, data bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
  select l.media_type, l.data from organization_logo l where l.organization_id = p_organization and l.id = p_id $$;
reset role;
revoke all on function resolve_logo(uuid, uuid) from public;
grant execute on function resolve_logo(uuid, uuid) to luma_app;
revoke create on schema public from luma_definer;
