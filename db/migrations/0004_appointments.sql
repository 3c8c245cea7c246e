create table appointment (
  organization_id uuid not null references organization (id),
  id uuid not null,
  patient_id uuid not null,
  facility_id uuid not null,
  provider_id uuid,
  type_id uuid,
  external_id text,
  ehr_version text, encounter_id text,
  source text not null default 'staff' check (source in ('ehr', 'staff', 'import', 'reminder', 'waitlist', 'reschedule', 'scheduler', 'google', 'bot')),
  -- Wall time and zone are what the clinic wrote; the instant follows from them and the zone data named.
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  local_date date not null,
  local_time time not null,
  local_hour smallint not null check (local_hour between 0 and 23),
  zone text not null,
  zone_version text not null,
  -- Four axes; the status that screens show is derived (lib/appointments/status.ts).
  lifecycle text not null default 'booked' check (lifecycle in ('booked', 'cancelled', 'rescheduled', 'no-show', 'completed')),
  confirmation text not null default 'unconfirmed' check (confirmation in ('unconfirmed', 'confirmed', 'declined')),
  arrival text not null default 'none' check (arrival in ('none', 'arrived', 'checked-in', 'in-room', 'done')),
  writeback text not null default 'none' check (writeback in ('none', 'pending', 'done', 'refused')),
  confirmed_at timestamptz, confirmed_channel text, confirmed_by text,
  cancelled_at timestamptz, cancelled_channel text, cancelled_by text, cancel_reason text,
  counts_as_no_show boolean not null default false,
  running_late boolean not null default false,
  reminders_blocked boolean not null default false,
  schedule_revision integer not null default 1,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references patient (organization_id, id),
  foreign key (organization_id, facility_id) references facility (organization_id, id),
  foreign key (organization_id, provider_id) references provider (organization_id, id),
  foreign key (organization_id, type_id) references appointment_type (organization_id, id),
  check (ends_at > starts_at)
);
create unique index appointment_external on appointment (organization_id, external_id) where external_id is not null;
create index appointment_day on appointment (organization_id, local_date, facility_id, starts_at);
create index appointment_patient on appointment (organization_id, patient_id, starts_at);
create index appointment_start on appointment (organization_id, starts_at, id);
create index appointment_zone on appointment (organization_id, zone, zone_version);
call make_tenant('appointment');

create table appointment_participant (
  organization_id uuid not null references organization (id),
  appointment_id uuid not null,
  kind text not null check (kind in ('provider', 'room', 'equipment')),
  provider_id uuid,
  name text not null default '',
  primary key (organization_id, appointment_id, kind, name),
  foreign key (organization_id, appointment_id) references appointment (organization_id, id),
  foreign key (organization_id, provider_id) references provider (organization_id, id)
);
call make_tenant('appointment_participant');

-- Our own holds and bookings never overlap on one lane of a resource; the clinic's record system may overbook, so this is not on appointment.
create table slot_claim (
  organization_id uuid not null references organization (id),
  id uuid not null,
  resource_kind text not null check (resource_kind in ('provider', 'room', 'equipment')),
  resource_id uuid not null,
  lane smallint not null default 0,
  during tstzrange not null,
  state text not null default 'held' check (state in ('held', 'booked')),
  appointment_id uuid,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, appointment_id) references appointment (organization_id, id),
  exclude using gist (organization_id with =, resource_id with =, lane with =, during with &&)
);
call make_tenant('slot_claim');
