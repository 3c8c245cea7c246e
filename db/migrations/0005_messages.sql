create table template (
  organization_id uuid not null references organization (id),
  key text not null,
  channel text not null check (channel in ('sms', 'voice', 'email')),
  language text not null,
  version integer not null,
  subject text,
  body text not null,
  saved_by uuid,
  saved_at timestamptz not null default now(),
  primary key (organization_id, key, channel, language, version)
);
call make_tenant('template', 'select, insert');

-- What is to be said, planned ahead. The row is the truth; a workflow only wakes it.
create table planned_message (
  organization_id uuid not null references organization (id),
  id uuid not null,
  kind text not null check (kind in ('reminder', 'answer', 'notice', 'staff')),
  subject_kind text not null check (subject_kind in ('appointment', 'inbound', 'endpoint')),
  subject_id uuid not null,
  schedule_revision integer not null default 1,
  step_key text not null,
  appointment_id uuid,
  patient_id uuid,
  facility_id uuid,
  endpoint_id uuid,
  sender_id uuid,
  channel text check (channel in ('sms', 'voice', 'email')),
  template_key text not null,
  language text,
  answers text not null default 'none' check (answers in ('confirm-cancel', 'confirm', 'none')),
  is_final boolean not null default false,
  priority smallint not null default 5,
  due_at timestamptz not null,
  ideal_at timestamptz not null,
  zone text not null,
  state text not null default 'planned' check (state in ('planned', 'held', 'claimed', 'uncertain', 'sent', 'skipped', 'failed')),
  reason text,
  requested_by uuid,
  plan_revision integer not null default 1,
  attempts smallint not null default 0,
  claim_token uuid,
  claimed_until timestamptz,
  message_id uuid,
  data jsonb not null default '{}',
  trail jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  done_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, subject_kind, subject_id, schedule_revision, step_key),
  foreign key (organization_id, appointment_id) references appointment (organization_id, id),
  foreign key (organization_id, patient_id) references patient (organization_id, id)
);
create index planned_message_due on planned_message (organization_id, priority, due_at, id) where state = 'planned';
create index planned_message_next on planned_message (organization_id, due_at, id) where state = 'planned';
create index planned_message_leased on planned_message (claimed_until) where state = 'claimed';
create index planned_message_uncertain on planned_message (organization_id, claimed_until) where state = 'uncertain';
create index planned_message_revision on planned_message (organization_id, plan_revision, due_at) where state in ('planned', 'held');
create index planned_message_appointment on planned_message (organization_id, appointment_id) where appointment_id is not null;
create index planned_message_patient on planned_message (organization_id, patient_id, due_at desc);
create index planned_message_done on planned_message (organization_id, state, done_at desc, id) where state in ('skipped', 'failed', 'uncertain', 'held');
call make_tenant('planned_message');
call let_definer_read('planned_message');

create table dispatch_lane (
  organization_id uuid primary key references organization (id),
  served_at timestamptz not null default '-infinity',
  paused_until timestamptz,
  paused_reason text
);
call make_tenant('dispatch_lane');
call let_definer_read('dispatch_lane');

-- Everything said and heard. Partitioned by month of the id (UUIDv7); nothing hot points into it.
create table message (
  organization_id uuid not null,
  id uuid not null,
  direction text not null check (direction in ('in', 'out')),
  channel text not null check (channel in ('sms', 'voice', 'email', 'secure', 'fax')),
  kind text not null,
  endpoint_id uuid not null,
  sender_id uuid,
  patient_id uuid,
  appointment_id uuid,
  facility_id uuid,
  planned_message_id uuid,
  template_key text, template_version text, language text,
  subject text,
  body text not null,
  segments smallint, encoding text,
  consent_basis text,
  consent_state text,
  status text not null check (status in ('sending', 'uncertain', 'sent', 'delivered', 'undelivered', 'failed', 'received')),
  status_rank smallint not null default 0,
  error_code text,
  provider_id text,
  intent text, understood text,
  reply_to uuid,
  at timestamptz not null,
  local_date date not null, local_hour smallint not null,
  sent_at timestamptz, delivered_at timestamptz, answered_at timestamptz,
  primary key (organization_id, id)
) partition by range (id);
create index message_at on message (organization_id, at desc, id desc);
create index message_patient on message (organization_id, patient_id, at desc);
create index message_endpoint on message (organization_id, endpoint_id, at desc);
create index message_appointment on message (organization_id, appointment_id, at) where appointment_id is not null;
create index message_status on message (organization_id, status, at desc, id desc);
call make_tenant('message');

-- Lowest UUIDv7 of an instant: 48 bits of milliseconds, then zeros.
create function uuid7_floor(at timestamptz) returns uuid language sql immutable strict
  return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Makes the partitions of the months from..until where missing. The migrator runs it at every deploy, a year ahead (db/migrate.ts); few partitions keep planning cheap.
create procedure make_message_partitions(first_month date, last_month date)
  language plpgsql as $$
declare m date := date_trunc('month', first_month); n text;
begin
  while m <= last_month loop
    n := 'message_' || to_char(m, 'YYYY_MM');
    if to_regclass(n) is null then
      execute format('create table %I partition of message for values from (%L) to (%L)', n,
        uuid7_floor(m::timestamp at time zone 'UTC'), uuid7_floor((m + interval '1 month')::timestamp at time zone 'UTC'));
      execute format('call make_tenant(%L)', n);
    end if;
    m := m + interval '1 month';
  end loop;
end $$;
call make_message_partitions('2026-10-01', '2027-12-01');
create table message_other partition of message default;
call make_tenant('message_other');

-- Committed before the carrier is called, so that a crash leaves a trace.
create table attempt (
  organization_id uuid not null references organization (id),
  id uuid not null,
  planned_message_id uuid not null,
  message_id uuid not null,
  number smallint not null,
  channel text not null,
  endpoint_id uuid not null,
  sender_id uuid not null,
  fingerprint bytea not null,
  state text not null default 'started' check (state in ('started', 'accepted', 'refused', 'uncertain', 'abandoned')),
  provider_id text,
  failure text, code text,
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  checked smallint not null default 0,
  primary key (organization_id, id),
  foreign key (organization_id, planned_message_id) references planned_message (organization_id, id)
);
create index attempt_planned on attempt (organization_id, planned_message_id, number);
create index attempt_open on attempt (organization_id, started_at) where state in ('started', 'uncertain');
call make_tenant('attempt');

create table provider_ref (
  organization_id uuid not null references organization (id),
  provider_id text not null,
  message_id uuid not null,
  attempt_id uuid,
  primary key (organization_id, provider_id)
);
call make_tenant('provider_ref');

-- A question a patient may answer; a reply binds to the newest open one of its number.
create table question (
  organization_id uuid not null references organization (id),
  id uuid not null,
  kind text not null check (kind in ('reminder', 'clarify', 'cancel-collision', 'pick')),
  endpoint_id uuid not null,
  sender_id uuid,
  patient_id uuid,
  appointment_id uuid,
  message_id uuid,
  answers text not null,
  language text not null default 'en',
  state text not null default 'open' check (state in ('open', 'answered', 'expired', 'superseded')),
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz, answer text,
  data jsonb not null default '{}',
  primary key (organization_id, id),
  foreign key (organization_id, endpoint_id) references endpoint (organization_id, id),
  foreign key (organization_id, appointment_id) references appointment (organization_id, id)
);
create index question_open on question (organization_id, endpoint_id, asked_at desc) where state = 'open';
create index question_appointment on question (organization_id, appointment_id);
call make_tenant('question');

-- Webhooks as they came, sealed; stored before anything is done with them.
create table webhook_receipt (
  organization_id uuid not null references organization (id),
  id uuid not null,
  carrier text not null,
  kind text not null,
  dedupe_key text not null,
  payload_sealed bytea not null,
  key_id text not null,
  state text not null default 'new' check (state in ('new', 'done', 'dead')),
  attempts smallint not null default 0,
  error text,
  received_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, carrier, dedupe_key)
);
create index webhook_receipt_new on webhook_receipt (organization_id, received_at) where state = 'new';
create index webhook_receipt_dead on webhook_receipt (organization_id, received_at) where state = 'dead';
call make_tenant('webhook_receipt');
call let_definer_read('webhook_receipt');

-- Links in messages. The token itself is never stored: HMAC(key version, id), found by its hash.
create table link (
  organization_id uuid not null references organization (id),
  id uuid not null,
  purpose text not null check (purpose in ('appointment', 'preferences', 'unsubscribe')),
  key_version smallint not null,
  token_hash bytea not null,
  patient_id uuid, appointment_id uuid, endpoint_id uuid, message_id uuid,
  language text,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id)
);
create unique index link_token on link (token_hash);
create index link_appointment on link (organization_id, appointment_id) where appointment_id is not null;
call make_tenant('link');
call let_definer_read('link');

-- What needs a person.
create table staff_task (
  organization_id uuid not null references organization (id),
  id uuid not null,
  kind text not null,
  state text not null default 'open' check (state in ('open', 'done')),
  facility_id uuid, patient_id uuid, appointment_id uuid, message_id uuid, planned_message_id uuid, endpoint_id uuid,
  detail jsonb not null default '{}',
  dedupe_key text,
  created_at timestamptz not null,
  closed_at timestamptz, closed_by uuid,
  primary key (organization_id, id)
);
create index staff_task_open on staff_task (organization_id, created_at desc, id) where state = 'open';
create unique index staff_task_once on staff_task (organization_id, dedupe_key) where dedupe_key is not null and state = 'open';
call make_tenant('staff_task');
