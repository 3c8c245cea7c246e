-- [SEC-01] Who began to set up an authenticator, and when: nobody else may finish it.
alter table user_factor add column pending_by uuid, add column pending_at timestamptz;

-- [ADM-08] With which organization a sub-account was suspended: only then it goes on with it.
alter table organization add column suspended_with uuid;

grant create on schema public to luma_definer;
set local role luma_definer;

create or replace function operator_set_status(p_id uuid, p_status text) returns setof uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if acting_operator() is null then raise exception 'no operator acts' using errcode = '42501'; end if;
  if p_status not in ('active', 'suspended') then raise exception 'no such status' using errcode = '22023'; end if;
  return query update organization o
    set status = p_status, suspended_with = case when p_status = 'suspended' and o.id <> p_id then p_id end
    where (o.id = p_id or ((o.parent_id = p_id or o.sandbox_of = p_id) and (p_status = 'suspended' or o.suspended_with = p_id)))
      and o.status in ('active', 'suspended') and o.status <> p_status returning o.id;
end $$;

-- A new authenticator for an operator who lost theirs: every session ends, and it is in the operators' audit. False where there is no such operator.
create function reset_operator_factor(p_email text, p_secret bytea, p_key text, p_audit uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare who uuid;
begin
  update operator_account set secret_sealed = p_secret, secret_key_id = p_key, last_step = 0, failed_sign_ins = 0, locked_until = null
    where email = lower(p_email) and disabled_at is null returning id into who;
  if who is null then return false; end if;
  update operator_session set revoked_at = clock_timestamp() where operator_id = who and revoked_at is null;
  insert into operator_audit (id, operator_id, action, detail) values (p_audit, who, 'reset-factor', '{"console": true}');
  return true;
end $$;

reset role;
-- At the console, by who owns the database; the web cannot.
revoke all on function reset_operator_factor(text, bytea, text, uuid) from public;
revoke create on schema public from luma_definer;
