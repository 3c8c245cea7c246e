-- What patients chose for themselves, by kind of message, and the hours they want it in [CON-12].
create table patient_wish (
  organization_id uuid not null references organization (id),
  patient_id uuid not null,
  kind text not null,
  channel text not null check (channel in ('any', 'sms', 'voice', 'email', 'none')),
  chosen_at timestamptz not null,
  primary key (organization_id, patient_id, kind),
  foreign key (organization_id, patient_id) references patient (organization_id, id)
);
call make_tenant('patient_wish');

create table patient_hours (
  organization_id uuid not null references organization (id),
  patient_id uuid not null,
  opens text not null check (opens ~ '^\d\d:\d\d$'),
  closes text not null check (closes ~ '^\d\d:\d\d$' and closes > opens),
  chosen_at timestamptz not null,
  primary key (organization_id, patient_id),
  foreign key (organization_id, patient_id) references patient (organization_id, id)
);
call make_tenant('patient_hours');
