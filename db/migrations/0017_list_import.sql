-- A do-not-contact list can be uploaded like patients and schedules.
alter table import_run drop constraint import_run_kind_check;
alter table import_run add constraint import_run_kind_check check (kind in ('patients', 'appointments', 'do-not-contact'));
