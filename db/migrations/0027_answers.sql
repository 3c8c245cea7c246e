-- What patients say besides yes and no: by how many minutes they come late, and that they want an earlier time [REM-11], [REM-28].
alter table appointment add column late_minutes smallint check (late_minutes between 1 and 240);

create table waitlist_entry (
  organization_id uuid not null references organization (id),
  id uuid not null,
  patient_id uuid not null,
  -- The visit that is kept until an earlier time is found, and the version of its time: an entry for another time is over.
  appointment_id uuid not null,
  schedule_revision integer not null,
  state text not null default 'waiting' check (state in ('waiting', 'left')),
  source text not null check (source in ('reply')),
  message_id uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, patient_id) references patient (organization_id, id),
  foreign key (organization_id, appointment_id) references appointment (organization_id, id)
);
create unique index waitlist_entry_waiting on waitlist_entry (organization_id, appointment_id) where state = 'waiting';
call make_tenant('waitlist_entry');

-- CANCEL, asked about and not answered within 24 hours, is a full opt-out (47 CFR 64.1200(a)(12)) [CON-11].
-- locks: the index holds next to nothing; building it is one pass over the questions, a few seconds for ten million
create index question_silent_cancel on question (expires_at) where state = 'open' and kind = 'cancel-collision';
call let_definer_read('question');

grant create on schema public to luma_definer;
set local role luma_definer;
create function organizations_with_silent_cancels(p_now timestamptz, p_limit integer) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct organization_id from
    (select organization_id from question where state = 'open' and kind = 'cancel-collision' and expires_at <= p_now limit 5000) x limit p_limit $$;
reset role;
revoke all on function organizations_with_silent_cancels(timestamptz, integer) from public;
grant execute on function organizations_with_silent_cancels(timestamptz, integer) to luma_app, luma_worker;
revoke create on schema public from luma_definer;
