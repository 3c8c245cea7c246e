-- Whom a run concerns: the value of one key of its first event's data, chosen by the caller. Old workers leave it empty.
alter table engine.run add column subject text;
create index run_subject on engine.run (subject, id) where subject is not null;
