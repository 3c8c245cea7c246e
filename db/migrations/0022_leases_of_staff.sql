-- What reconciling has given to staff ('no-proof') is theirs until they settle it: nothing for the sweep to look at again.
create or replace function organizations_with_expired_leases(p_limit integer) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct organization_id from (
    (select organization_id from planned_message where state = 'claimed' and claimed_until < clock_timestamp() limit 5000)
    union all
    (select organization_id from planned_message where state = 'uncertain' and reason is distinct from 'no-proof' limit 5000)) x limit p_limit $$;
