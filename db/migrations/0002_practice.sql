create table facility (
  organization_id uuid not null references organization (id),
  id uuid not null,
  external_id text,
  name text not null,
  phonetic text,
  zone text,
  address text, city text, state text, zip text, country text not null default 'US',
  phone text, alternative_phone text, map_link text, hours text,
  reminders_enabled boolean not null default true,
  special_instructions jsonb not null default '{}',
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index facility_external on facility (organization_id, external_id) where external_id is not null;
call make_tenant('facility');

create table provider (
  organization_id uuid not null references organization (id),
  id uuid not null,
  external_id text,
  first_name text not null default '', last_name text not null,
  title text, phonetic text, npi text,
  reminders_enabled boolean not null default true,
  special_instructions jsonb not null default '{}',
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index provider_external on provider (organization_id, external_id) where external_id is not null;
call make_tenant('provider');

create table appointment_type (
  organization_id uuid not null references organization (id),
  id uuid not null,
  external_id text,
  name text not null,
  minutes integer not null default 30 check (minutes between 1 and 1440),
  reminders_enabled boolean not null default true,
  hidden boolean not null default false,
  sensitive boolean not null default false,
  special_instructions jsonb not null default '{}',
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index appointment_type_external on appointment_type (organization_id, external_id) where external_id is not null;
call make_tenant('appointment_type');

-- Accounts at carriers; secrets are sealed with the key named by secret_key_id (lib/crypto).
create table carrier_account (
  organization_id uuid not null references organization (id),
  id uuid not null,
  carrier text not null check (carrier in ('twilio', 'resend')),
  account_ref text not null,
  secret_sealed bytea not null,
  webhook_secret_sealed bytea,
  secret_key_id text not null,
  stopped_at timestamptz, stopped_reason text,
  created_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index carrier_account_id on carrier_account (id);
call make_tenant('carrier_account');
call let_definer_read('carrier_account');

create table sender (
  organization_id uuid not null references organization (id),
  id uuid not null,
  carrier_account_id uuid not null,
  channel text not null check (channel in ('sms', 'voice', 'email')),
  address text not null,
  kind text not null default 'toll-free' check (kind in ('toll-free', 'long-code', 'short-code', 'email')),
  cancel_mode text not null default 'A' check (cancel_mode in ('A', 'B')),
  facility_id uuid,
  is_default boolean not null default true,
  stopped_at timestamptz, stopped_reason text,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, carrier_account_id) references carrier_account (organization_id, id),
  foreign key (organization_id, facility_id) references facility (organization_id, id)
);
create unique index sender_address on sender (organization_id, channel, address);
call make_tenant('sender');
