-- Emergency access names a facility or a patient; the verb takes exactly one.
alter table emergency_access drop constraint emergency_access_check;
alter table emergency_access add constraint emergency_access_of check (facility_id is not null or patient_id is not null);
