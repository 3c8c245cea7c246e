-- Numbers and addresses that are the only ones ever contacted (while the mode is on), and those never contacted [CON-07] [CON-08].
create table contact_list_entry (
  organization_id uuid not null references organization (id),
  id uuid not null,
  list text not null check (list in ('allowed', 'blocked')),
  endpoint_id uuid not null,
  note text,
  created_by uuid,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, endpoint_id, list),
  foreign key (organization_id, endpoint_id) references endpoint (organization_id, id)
);
create index contact_list_entry_list on contact_list_entry (organization_id, list, created_at desc, id);
call make_tenant('contact_list_entry');
