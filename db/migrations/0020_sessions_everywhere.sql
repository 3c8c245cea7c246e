-- A new password ends a person's sessions in every organization, not only where it was set [SEC-01].
grant create on schema public to luma_definer;
set local role luma_definer;
create function end_sessions_everywhere(p_user uuid, p_except uuid) returns setof uuid
  language sql security definer set search_path = public, pg_temp as $$
  update user_session set revoked_at = clock_timestamp() where user_id = p_user and revoked_at is null and id is distinct from p_except returning id $$;
reset role;
revoke all on function end_sessions_everywhere(uuid, uuid) from public;
grant execute on function end_sessions_everywhere(uuid, uuid) to luma_app, luma_worker;
revoke create on schema public from luma_definer;
