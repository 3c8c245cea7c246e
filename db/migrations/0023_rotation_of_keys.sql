-- For the rotation of encryption keys ([SEC-05]): operators' second factors, which belong to no organization.
grant create on schema public to luma_definer;
set local role luma_definer;

create function operator_secrets_behind(p_current text, p_limit integer) returns table (id uuid, secret_sealed bytea, secret_key_id text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.secret_sealed, o.secret_key_id from operator_account o
    where o.secret_sealed is not null and o.secret_key_id <> p_current order by o.id limit least(p_limit, 1000) $$;

-- The same secret under another key: only where it is still the one that was read.
create function replace_operator_secret(p_id uuid, p_before bytea, p_sealed bytea, p_key text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update operator_account set secret_sealed = p_sealed, secret_key_id = p_key where id = p_id and secret_sealed = p_before;
  return found;
end $$;

reset role;
revoke all on function operator_secrets_behind(text, integer) from public;
revoke all on function replace_operator_secret(uuid, bytea, bytea, text) from public;
grant execute on function operator_secrets_behind(text, integer) to luma_app, luma_worker;
grant execute on function replace_operator_secret(uuid, bytea, bytea, text) to luma_app, luma_worker;
revoke create on schema public from luma_definer;
