create table audit_entry (
  organization_id uuid not null references organization (id),
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  actor_kind text not null, actor_id text,
  action text not null,
  entity text not null, entity_id uuid,
  patient_id uuid,
  ids uuid[],
  detail jsonb not null default '{}',
  request_id text,
  seal bigint,
  primary key (organization_id, id)
);
create index audit_entry_unsealed on audit_entry (organization_id, at) where seal is null;
create index audit_entry_seal on audit_entry (organization_id, seal);
create index audit_entry_patient on audit_entry (organization_id, patient_id, at desc) where patient_id is not null;
create index audit_entry_entity on audit_entry (organization_id, entity, entity_id, at desc);
call make_tenant('audit_entry', 'select, insert');
grant update (seal) on audit_entry to luma_worker;
call let_definer_read('audit_entry');

create table audit_seal (
  organization_id uuid not null references organization (id),
  seq bigint not null,
  entries integer not null,
  first_id uuid not null, last_id uuid not null,
  hash bytea not null, previous bytea not null,
  sealed_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, seq)
);
call make_tenant('audit_seal', 'select');
grant insert on audit_seal to luma_worker;

-- Events leave in the transaction that causes them; the relay hands them to the engine.
create table outbox_event (
  organization_id uuid not null references organization (id),
  id uuid not null,
  name text not null,
  data jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  published_at timestamptz,
  primary key (organization_id, id)
);
create index outbox_event_new on outbox_event (created_at, id) where published_at is null;
create index outbox_event_old on outbox_event (published_at) where published_at is not null;
call make_tenant('outbox_event', 'select, insert');
create policy definer_all on outbox_event to luma_definer using (true) with check (true);
grant select, update, delete on outbox_event to luma_definer;

create table file (
  organization_id uuid not null references organization (id),
  id uuid not null,
  name text not null, media_type text not null, bytes bigint not null default 0, sha256 bytea,
  storage text not null default 'postgres',
  complete boolean not null default false,
  created_by uuid, created_at timestamptz not null default now(),
  primary key (organization_id, id)
);
call make_tenant('file');
create table file_chunk (
  organization_id uuid not null,
  file_id uuid not null,
  seq integer not null,
  data bytea not null,
  primary key (organization_id, file_id, seq),
  foreign key (organization_id, file_id) references file (organization_id, id) on delete cascade
);
call make_tenant('file_chunk');

create table import_run (
  organization_id uuid not null references organization (id),
  id uuid not null,
  kind text not null check (kind in ('patients', 'appointments')),
  file_id uuid not null,
  state text not null default 'mapping' check (state in ('mapping', 'checking', 'checked', 'importing', 'done', 'failed', 'cancelled')),
  encoding text, delimiter text, date_order text, zone text,
  headers text[] not null default '{}',
  mapping jsonb not null default '{}',
  dry_run boolean not null default true,
  rows_total integer, rows_done integer not null default 0, byte_offset bigint not null default 0,
  created integer not null default 0, updated integer not null default 0, unchanged integer not null default 0, rejected integer not null default 0,
  error text,
  started_at timestamptz, finished_at timestamptz,
  created_by uuid, created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, file_id) references file (organization_id, id)
);
create index import_run_list on import_run (organization_id, created_at desc);
call make_tenant('import_run');
create table import_problem (
  organization_id uuid not null,
  run_id uuid not null,
  row_number integer not null,
  field text not null,
  problem text not null,
  raw text,
  primary key (organization_id, run_id, row_number, field),
  foreign key (organization_id, run_id) references import_run (organization_id, id) on delete cascade
);
call make_tenant('import_problem');
create table import_mapping (
  organization_id uuid not null references organization (id),
  kind text not null,
  fingerprint text not null,
  mapping jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (organization_id, kind, fingerprint)
);
call make_tenant('import_mapping');
