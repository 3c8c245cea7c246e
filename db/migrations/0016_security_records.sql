-- The audit's screen: newest first, by who, by action, by kind and by patient.
create index audit_entry_list on audit_entry (organization_id, at desc, id desc);
create index audit_entry_actor on audit_entry (organization_id, actor_id, at desc, id desc);
create index audit_entry_action on audit_entry (organization_id, action, at desc, id desc);
create index audit_entry_kind on audit_entry (organization_id, entity, at desc, id desc);
create index audit_entry_of_patient on audit_entry (organization_id, patient_id, at desc, id desc) where patient_id is not null;
drop index audit_entry_patient;

-- A check of the audit's seals that somebody asked for: goes on in slices, so that no transaction is long.
create table audit_check (
  organization_id uuid not null references organization (id),
  id uuid not null,
  started_by uuid not null,
  started_at timestamptz not null default clock_timestamp(),
  next_seal bigint not null default 1,
  previous bytea not null,
  seals bigint not null default 0,
  entries bigint not null default 0,
  unsealed bigint,
  problems jsonb not null default '[]',
  finished_at timestamptz,
  ok boolean,
  primary key (organization_id, id)
);
create index audit_check_list on audit_check (organization_id, started_at desc);
call make_tenant('audit_check', 'select, insert, update');

-- What was told to somebody outside about a patient: the accounting that a patient may ask for (six years).
create table disclosure (
  organization_id uuid not null references organization (id),
  id uuid not null,
  patient_id uuid not null,
  disclosed_on date not null,
  recipient text not null check (length(recipient) between 1 and 200),
  recipient_address text check (length(recipient_address) <= 300),
  what text not null check (length(what) between 1 and 500),
  purpose text not null check (length(purpose) between 1 and 300),
  recorded_by uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references patient (organization_id, id)
);
create index disclosure_patient on disclosure (organization_id, patient_id, disclosed_on desc, id);
call make_tenant('disclosure', 'select, insert');
grant update (withdrawn_by, withdrawn_at) on disclosure to luma_app;

-- What the organization and Luma have agreed on, and Luma's privacy notice: versions are never changed, only followed by newer ones.
create table agreement (
  organization_id uuid not null references organization (id),
  id uuid not null,
  kind text not null check (kind in ('baa', 'privacy-notice')),
  version integer not null check (version > 0),
  title text not null check (length(title) between 1 and 200),
  body text not null check (length(body) between 1 and 200000),
  sha256 bytea not null,
  material boolean not null,
  summary text not null default '' check (length(summary) <= 2000),
  published_by uuid,
  published_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id),
  unique (organization_id, kind, version)
);
call make_tenant('agreement', 'select, insert');

-- For the BAA one admin accepts for the organization; the privacy notice is taken note of by each user.
create table agreement_acceptance (
  organization_id uuid not null,
  agreement_id uuid not null,
  user_id uuid not null,
  role text not null check (role in ('admin', 'manager', 'staff')),
  signed_name text not null check (length(signed_name) between 1 and 200),
  accepted_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, agreement_id, user_id),
  foreign key (organization_id, agreement_id) references agreement (organization_id, id)
);
create index agreement_acceptance_user on agreement_acceptance (organization_id, user_id, agreement_id);
call make_tenant('agreement_acceptance', 'select, insert');
