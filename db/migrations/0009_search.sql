-- Search as you type, again: left to itself the planner reads the whole table for a word that nothing matches (its guess for LIKE is
-- far too high; 60 ms at 200,000 patients, more with more organizations). So the look-up by trigrams has a function of its own that may
-- use nothing else, and a single name is looked up by its beginning first, last names before first names, which also is the better order.
grant create on schema public to luma_definer;
set local role luma_definer;

-- A word begins a word of the text; digits are anywhere in it.
create function search_patterns(p_words text[]) returns text[]
  language sql immutable set search_path = public, pg_temp as $$
  select array_agg('%' || case when w ~ '^[0-9]' then '' else ' ' end || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%') from unnest(p_words) w $$;

-- Only called by search_patients.
create function search_patients_text(p_organization uuid, p_patterns text[], p_limit integer)
  returns table (id uuid)
  language plpgsql stable security definer
  set search_path = public, pg_temp
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
declare conditions text;
begin
  -- One condition each: an index does not serve "like all (array)".
  select string_agg(format(' and p.search_text like %L', x), '') into conditions from unnest(p_patterns) x;
  return query execute format('select p.id from patient p where p.organization_id = %L and p.merged_into is null %s limit %s', p_organization, conditions, p_limit);
end $$;

create or replace function search_patients(p_words text[], p_limit integer)
  returns table (id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare org uuid := current_organization(); patterns text[] := search_patterns(p_words); longest text; found uuid[] := '{}';
begin
  if org is null or coalesce(array_length(p_words, 1), 0) = 0 or p_limit < 1 then return; end if;
  select x into longest from unnest(p_words) x order by length(x) desc limit 1;
  -- One word, or none that trigrams could find: by the beginnings of names.
  if longest !~ '^[0-9]' and (array_length(p_words, 1) = 1 or length(longest) < 3) then
    found := array(select p.id from patient p where p.organization_id = org and p.merged_into is null
      and p.last_norm ~>=~ longest and p.last_norm ~<~ (longest || chr(1114111)) and p.search_text like all (patterns) order by p.last_norm using ~<~, p.first_norm limit p_limit);
    found := found || array(select p.id from patient p where p.organization_id = org and p.merged_into is null and p.id <> all (found)
      and p.first_norm ~>=~ longest and p.first_norm ~<~ (longest || chr(1114111)) and p.search_text like all (patterns) order by p.first_norm using ~<~, p.last_norm limit p_limit - cardinality(found));
  end if;
  -- An area code is in most rows: a look at the first few hundred fills the list, where trigrams would gather everyone.
  if longest ~ '^[0-9]' then
    found := array(select p.id from (select * from patient r where r.organization_id = org order by r.id limit 500) p
      where p.merged_into is null and p.search_text like all (patterns) limit p_limit);
  end if;
  if length(longest) >= 3 and cardinality(found) < p_limit then
    found := found || array(select s.id from search_patients_text(org, patterns, p_limit) s where s.id <> all (found));
  end if;
  return query select x from unnest(found) x limit p_limit;
end $$;

reset role;
revoke all on function search_patients_text(uuid, text[], integer), search_patterns(text[]) from public;
revoke create on schema public from luma_definer;
