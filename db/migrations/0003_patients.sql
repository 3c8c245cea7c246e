create table patient (
  organization_id uuid not null references organization (id),
  id uuid not null,
  first_name text not null default '', last_name text not null default '',
  preferred_name text,
  birth_date date,
  language text not null default 'en',
  zone text, zip text, state text,
  status text not null default 'active' check (status in ('active', 'inactive', 'deceased')),
  status_source text,
  merged_into uuid,
  -- Normalised by the app (lib/patients/normalise.ts): lower case, no accents; compared with = and ranges only.
  first_norm text not null default '', last_norm text not null default '',
  search_text text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, merged_into) references patient (organization_id, id)
);
create index patient_last on patient (organization_id, last_norm text_pattern_ops, first_norm);
create index patient_first on patient (organization_id, first_norm text_pattern_ops, last_norm);
create index patient_list on patient (organization_id, last_norm, first_norm, id);
create index patient_search on patient using gin (organization_id, search_text gin_trgm_ops);
create index patient_birth on patient (organization_id, birth_date);
call make_tenant('patient');
call let_definer_read('patient');

create table patient_identifier (
  organization_id uuid not null references organization (id),
  patient_id uuid not null,
  system text not null,
  value text not null,
  primary key (organization_id, system, value),
  foreign key (organization_id, patient_id) references patient (organization_id, id)
);
create index patient_identifier_patient on patient_identifier (organization_id, patient_id);
call make_tenant('patient_identifier');

create table patient_facility (
  organization_id uuid not null references organization (id),
  patient_id uuid not null,
  facility_id uuid not null,
  primary key (organization_id, patient_id, facility_id),
  foreign key (organization_id, patient_id) references patient (organization_id, id),
  foreign key (organization_id, facility_id) references facility (organization_id, id)
);
call make_tenant('patient_facility');

create table patient_relation (
  organization_id uuid not null references organization (id),
  id uuid not null,
  patient_id uuid not null,
  other_id uuid not null,
  kind text not null check (kind in ('guardian', 'guarantor', 'proxy')),
  since date, until date,
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references patient (organization_id, id),
  foreign key (organization_id, other_id) references patient (organization_id, id)
);
call make_tenant('patient_relation');

create table patient_merge (
  organization_id uuid not null references organization (id),
  id uuid not null,
  kept_id uuid not null, merged_id uuid not null,
  moved jsonb not null,
  merged_by uuid, merged_at timestamptz not null default now(), undone_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, kept_id) references patient (organization_id, id),
  foreign key (organization_id, merged_id) references patient (organization_id, id)
);
call make_tenant('patient_merge');

-- One phone number or e-mail address, whoever uses it: opt-outs belong to it.
create table endpoint (
  organization_id uuid not null references organization (id),
  id uuid not null,
  kind text not null check (kind in ('phone', 'email')),
  address text not null,
  line_type text not null default 'unknown' check (line_type in ('unknown', 'mobile', 'landline', 'voip', 'none')),
  invalid_code text, invalid_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, kind, address)
);
call make_tenant('endpoint');

create table patient_contact (
  organization_id uuid not null references organization (id),
  id uuid not null,
  patient_id uuid not null,
  endpoint_id uuid not null,
  role text not null default 'self' check (role in ('self', 'home', 'work', 'guardian', 'other')),
  channel text not null check (channel in ('sms', 'voice', 'email')),
  rank smallint not null default 0,
  preferred boolean not null default false,
  source text not null default 'staff' check (source in ('staff', 'import', 'ehr', 'patient')),
  archived_at timestamptz,
  archived_reason text check (archived_reason in ('unreachable', 'do-not-contact', 'wrong-number', 'replaced', 'other')),
  archived_message_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, patient_id, endpoint_id, channel),
  foreign key (organization_id, patient_id) references patient (organization_id, id),
  foreign key (organization_id, endpoint_id) references endpoint (organization_id, id)
);
create index patient_contact_endpoint on patient_contact (organization_id, endpoint_id);
call make_tenant('patient_contact');

-- The do-not-contact list. sender_id null: every sender. channel null: every channel.
create table suppression (
  organization_id uuid not null references organization (id),
  id uuid not null,
  endpoint_id uuid not null,
  sender_id uuid,
  channel text check (channel in ('sms', 'voice', 'email')),
  source text not null check (source in ('patient', 'staff', 'carrier', 'import')),
  how text not null,
  note text,
  created_by uuid,
  created_at timestamptz not null,
  lifted_at timestamptz, lifted_how text, lifted_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, endpoint_id) references endpoint (organization_id, id),
  foreign key (organization_id, sender_id) references sender (organization_id, id)
);
create index suppression_active on suppression (organization_id, endpoint_id) where lifted_at is null;
create index suppression_list on suppression (organization_id, created_at desc, id) where lifted_at is null;
call make_tenant('suppression');

-- Proof of consent and of its revocation; never changed.
create table consent_event (
  organization_id uuid not null references organization (id),
  id uuid not null,
  endpoint_id uuid not null,
  patient_id uuid,
  kind text not null check (kind in ('opt-in', 'opt-out', 'help', 'wrong-number')),
  channel text, source text not null, wording text, message_id uuid, suppression_id uuid,
  at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, endpoint_id) references endpoint (organization_id, id)
);
create index consent_event_endpoint on consent_event (organization_id, endpoint_id, at);
call make_tenant('consent_event', 'select, insert');
