create table organization (
  id uuid primary key,
  organization_id uuid generated always as (id) stored,
  name text not null,
  slug text not null unique,
  zone text not null,
  phone text,
  website text,
  accent text not null default '#2563eb',
  languages text[] not null default '{en,es}',
  status text not null default 'active' check (status in ('active', 'suspended', 'closed')),
  plan_revision integer not null default 1,
  sends_halted_at timestamptz,
  created_at timestamptz not null default now()
);
call make_tenant('organization', 'select, update');
call let_definer_read('organization');

create table app_user (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  password_hash text,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  demo boolean not null default false,
  created_at timestamptz not null default now()
);
create table membership (
  organization_id uuid not null references organization (id),
  user_id uuid not null references app_user (id),
  role text not null check (role in ('admin', 'manager', 'staff')),
  created_at timestamptz not null default now(),
  primary key (organization_id, user_id)
);
call make_tenant('membership');
call let_definer_read('membership');

-- Users are global; an organization sees its members only.
alter table app_user enable row level security;
alter table app_user force row level security;
create policy member on app_user for select using (
  exists (select 1 from membership m where m.user_id = app_user.id and m.organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)));
create policy definer_all on app_user to luma_definer using (true) with check (true);
grant select on app_user to luma_app, luma_worker;
grant select, update on app_user to luma_definer;

create table user_session (
  id uuid primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  organization_id uuid not null references organization (id),
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  user_agent text,
  ip text
);
create index user_session_user on user_session (user_id);
call make_tenant('user_session');
create policy definer_all on user_session to luma_definer using (true) with check (true);
grant select, insert, update on user_session to luma_definer;

create table setting_value (
  organization_id uuid not null references organization (id),
  scope text not null check (scope in ('organization', 'facility', 'appointment-type', 'provider')),
  scope_id uuid not null,
  key text not null,
  value jsonb not null,
  updated_by uuid,
  updated_at timestamptz not null default now(),
  primary key (organization_id, scope, scope_id, key)
);
call make_tenant('setting_value');

-- One row; demo mode moves product time ahead, never back.
create table product_clock (
  one boolean primary key default true check (one),
  offset_ms bigint not null default 0 check (offset_ms >= 0),
  moved_at timestamptz not null default now()
);
insert into product_clock default values;
grant select, update on product_clock to luma_app, luma_worker;
grant select on product_clock to luma_engine, luma_sim;

create table system_state (key text primary key, value text not null, updated_at timestamptz not null default now());
grant select, insert, update on system_state to luma_app, luma_worker;
