-- Who has read a translation, so that it may be sent by itself [TPL-09].
-- Who saves a wording says whether somebody who knows the language has read it. What is saved already was being sent, and still is.
alter table template add column reviewed boolean not null default true;

-- What was said afterwards. The newest row of a language (key, channel and version null: its standard wordings) or of one own version holds.
-- Without any, English and Spanish are taken as read.
create table template_review (
  organization_id uuid not null references organization (id),
  id bigint generated always as identity,
  language text not null,
  key text,
  channel text check (channel in ('sms', 'voice', 'email')),
  version integer,
  reviewed boolean not null,
  decided_by uuid,
  decided_at timestamptz not null,
  primary key (organization_id, id),
  check ((key is null) = (channel is null) and (key is null) = (version is null))
);
call make_tenant('template_review', 'select, insert');
