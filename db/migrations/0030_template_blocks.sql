-- Shared blocks: written once, used in many templates by {% render 'name' %} [TPL-02]. Each save is a version; one without words takes the block away.
create table template_block (
  organization_id uuid not null references organization (id),
  name text not null check (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  -- `any`: for channels without words of their own.
  channel text not null check (channel in ('any', 'sms', 'voice', 'email')),
  language text not null,
  version integer not null,
  body text not null,
  saved_by uuid,
  saved_at timestamptz not null,
  primary key (organization_id, name, channel, language, version)
);
call make_tenant('template_block', 'select, insert');
