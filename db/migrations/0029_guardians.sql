-- Who is responsible for a patient's messages, and where they go then [CON-15].
create table guardian (
  organization_id uuid not null references organization (id),
  id uuid not null,
  patient_id uuid not null,
  first_name text not null,
  last_name text not null default '',
  always boolean not null default false,
  source text not null default 'staff' check (source in ('staff', 'import', 'ehr')),
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references patient (organization_id, id)
);
create index guardian_patient on guardian (organization_id, patient_id) where ended_at is null;
call make_tenant('guardian');
-- Null: the patient's own.
alter table patient_contact add column guardian_id uuid;
alter table patient_contact add constraint patient_contact_guardian foreign key (organization_id, guardian_id) references guardian (organization_id, id) not valid;
