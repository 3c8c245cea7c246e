-- When the carrier was asked what kind of line a number is ([CON-02]).
alter table endpoint add column looked_up_at timestamptz;
create index endpoint_to_look_up on endpoint (organization_id, created_at) where kind = 'phone' and line_type = 'unknown' and looked_up_at is null;
call let_definer_read('endpoint');

grant create on schema public to luma_definer;
set local role luma_definer;
create function organizations_with_unknown_lines(p_limit integer) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select o.id from organization o where o.status = 'active' and exists (
    select 1 from endpoint e where e.organization_id = o.id and e.kind = 'phone' and e.line_type = 'unknown' and e.looked_up_at is null) limit p_limit $$;
reset role;
revoke all on function organizations_with_unknown_lines(integer) from public;
grant execute on function organizations_with_unknown_lines(integer) to luma_app, luma_worker;
revoke create on schema public from luma_definer;
