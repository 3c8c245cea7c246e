-- Functions with rights of their own look up no name in temporary schemas.
set local role luma_definer;
alter function schema_head() set search_path = public, pg_temp;
alter function active_organizations() set search_path = public, pg_temp;
alter function operation_counts(timestamptz) set search_path = public, pg_temp;
reset role;
