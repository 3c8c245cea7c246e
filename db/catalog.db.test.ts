import { describe, expect, test } from "vitest";
import { useTestDatabase } from "@/tests/support/factories";

const database = useTestDatabase();
const PREDICATE =
  "(organization_id = ( SELECT (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid AS \"nullif\"))";

/** Tables that belong to no organization, and why that is right. */
const GLOBAL: Record<string, string> = {
  app_user: "a person may be a member of several organizations; its own policy shows members only",
  user_factor: "of a person, as app_user; its own policy shows members only",
  recovery_code: "of a person, as app_user; its own policy shows members only",
  operator_account: "of the platform; through functions only",
  operator_session: "of the platform; through functions only",
  operator_audit: "of the platform, holds no patient data; through functions only",
  product_clock: "one clock for all",
  system_state: "of the installation, holds no patient data",
  rate_limit: "counted before the organization is known; hashes only",
  health_state: "of the installation: how each part does",
  health_day: "of the installation: how each part did",
  status_incident: "public, written for everybody",
  status_update: "public, written for everybody",
};
/** Found by id alone before the organization is known. */
const OWN_KEY = new Set(["organization", "user_session"]);

type Table = { name: string; secured: boolean; forced: boolean; partition: boolean; tenant: boolean; owner: string };
const tables = async (): Promise<Table[]> =>
  (await database.query(`
    select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced, c.relispartition as partition, r.rolname as owner,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped) as tenant
    from pg_class c join pg_roles r on r.oid = c.relowner
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`)) as Table[];

describe("every table", () => {
  test("[SEC-02] belongs to an organization, or is one of the few that may not", async () => {
    const all = await tables();
    expect(all.filter((t) => t.tenant).length).toBeGreaterThan(35);
    expect(all.filter((t) => !t.tenant).map((t) => t.name)).toEqual(Object.keys(GLOBAL).sort());
  });

  test("[SEC-02] of an organization has row-level security enabled and forced, partitions too", async () => {
    const open = (await tables()).filter((t) => t.tenant && !(t.secured && t.forced));
    expect(open.map((t) => t.name)).toEqual([]);
    expect((await tables()).filter((t) => t.partition && t.tenant).length).toBeGreaterThan(12);
  });

  test("[SEC-02] has exactly the tenant policy for everyone, and others for the look-up role only", async () => {
    const policies = (await database.query(`
      select tablename as "table", policyname as name, permissive, cmd, qual, with_check as "check", roles::text[] as roles from pg_policies
      where schemaname = 'public'`)) as Record<string, unknown>[];
    for (const table of (await tables()).filter((t) => t.tenant)) {
      const own = policies.filter((p) => p.table === table.name);
      const forAll = own.filter((p) => !(p.roles as string[]).every((role) => role === "luma_definer"));
      expect(forAll, table.name).toEqual([
        { table: table.name, name: "tenant", permissive: "PERMISSIVE", cmd: "ALL", qual: PREDICATE, check: PREDICATE, roles: ["public"] },
      ]);
    }
    expect(policies.filter((p) => p.table === "app_user").map((p) => [p.name, p.cmd, p.roles])).toEqual(
      expect.arrayContaining([
        ["member", "SELECT", ["public"]],
        ["definer_all", "ALL", ["luma_definer"]],
      ]),
    );
  });

  test("[SEC-02] has a primary key that begins with the organization", async () => {
    const keys = await database.query(`
      select c.relname as name, (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0]) as first
      from pg_class c left join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped)`);
    const wrong = keys.filter((k) => k.first !== (OWN_KEY.has(k.name as string) ? "id" : "organization_id"));
    expect(wrong).toEqual([]);
  });

  test("[SEC-02] refers to another tenant's table only together with the organization: key checks pass policies by", async () => {
    const keys = (await database.query(`
      select k.conrelid::regclass::text as "from", k.confrelid::regclass::text as "to",
        (select array_agg(a.attname::text order by x.n) from unnest(k.conkey) with ordinality x(c, n) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x.c) as columns,
        (select array_agg(a.attname::text order by x.n) from unnest(k.confkey) with ordinality x(c, n) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = x.c) as others
      from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`)) as {
      from: string;
      to: string;
      columns: string[];
      others: string[];
    }[];
    expect(keys.length).toBeGreaterThan(50);
    const tenant = new Set((await tables()).filter((t) => t.tenant).map((t) => t.name));
    const wrong = keys.filter((key) => {
      if (!tenant.has(key.to)) return !(key.to in GLOBAL);
      if (key.to === "organization") return key.columns.join() !== "organization_id" || key.others.join() !== "id";
      const at = key.columns.indexOf("organization_id");
      return at < 0 || key.others[at] !== "organization_id" || key.columns.length < 2;
    });
    expect(wrong).toEqual([]);
  });
});

describe("roles", () => {
  test("[SEC-02] those that the product connects as are no owners, cannot pass policies, and cannot become another", async () => {
    const roles = await database.query(`
      select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as mighty,
        (select count(*)::int from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) as owns,
        (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships,
        has_schema_privilege(rolname, 'public', 'create') as creates
      from pg_roles r where rolname in ('luma_app', 'luma_worker', 'luma_engine', 'luma_sim', 'luma_definer') order by 1`);
    const plain = { mighty: false, owns: 0, memberships: 0, creates: false };
    expect(roles).toEqual(["luma_app", "luma_definer", "luma_engine", "luma_sim", "luma_worker"].map((name) => ({ name, ...plain })));
    expect(await database.query("select rolcanlogin as login from pg_roles where rolname = 'luma_definer'")).toEqual([{ login: false }]);
    expect(new Set((await tables()).map((t) => t.owner)).has("luma_definer")).toBe(false);
  });

  test("[SEC-02] functions with rights of their own have a fixed search path and are not for everyone", async () => {
    const functions = await database.query(`
      select p.oid::regprocedure::text as name, p.proconfig as config, r.rolname as owner,
        has_function_privilege('luma_app', p.oid, 'execute') as app, has_function_privilege('luma_engine', p.oid, 'execute') as engine,
        coalesce((select bool_or(x.grantee = 0) from aclexplode(p.proacl) x), true) as everyone
      from pg_proc p join pg_roles r on r.oid = p.proowner where p.prosecdef and p.pronamespace = 'public'::regnamespace`);
    expect(functions.length).toBeGreaterThan(15);
    for (const f of functions)
      expect(f).toEqual({
        name: f.name,
        config: expect.arrayContaining(["search_path=public, pg_temp"]),
        owner: "luma_definer",
        // Two are parts of others and take the organization as their caller says; operators are made by the database's owner.
        app: !/^(search_patients_text(_of)?|create_operator|reset_operator_factor)\(/.test(f.name as string),
        engine: false,
        everyone: false,
      });
  });

  test("[SEC-02] engine and simulator reach no table of the product but the clock", async () => {
    const reached = await database.query(`
      select distinct r.rolname as role, c.relname as name from pg_class c, pg_roles r
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and r.rolname in ('luma_engine', 'luma_sim')
        and (has_table_privilege(r.oid, c.oid, 'select, insert, update, delete') or has_any_column_privilege(r.oid, c.oid, 'select, insert, update'))
      order by 1`);
    expect(reached).toEqual([
      { role: "luma_engine", name: "product_clock" },
      { role: "luma_sim", name: "product_clock" },
    ]);
  });

  const rights = async (role: string, table: string): Promise<string[]> =>
    (
      await database.query(
        `select x.p from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) x(p)
         where has_table_privilege($1, $2, x.p) order by 1`,
        [role, table],
      )
    ).map((row) => row.p as string);

  test("[SEC-03] the record is append-only: no role of the product may change or delete it", async () => {
    for (const table of ["audit_entry", "consent_event", "template"])
      for (const role of ["luma_app", "luma_worker"]) expect(await rights(role, table), `${role} ${table}`).toEqual(["insert", "select"]);
    for (const table of ["audit_seal", "audit_head"]) expect(await rights("luma_app", table), table).toEqual(["select"]);
    expect(await rights("luma_worker", "audit_seal")).toEqual(["insert", "select"]);
    const columns = await database.query(`
      select r.rolname as role, a.attname as name from pg_attribute a, pg_roles r
      where a.attrelid = 'audit_entry'::regclass and a.attnum > 0 and r.rolname in ('luma_app', 'luma_worker')
        and has_column_privilege(r.oid, a.attrelid, a.attnum, 'update') order by 2`);
    expect(columns).toEqual([
      { role: "luma_worker", name: "hash" },
      { role: "luma_worker", name: "seal" },
    ]);
    const truncates = await database.query(`
      select c.relname from pg_class c, pg_roles r where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and r.rolname in ('luma_app', 'luma_worker', 'luma_definer') and has_table_privilege(r.oid, c.oid, 'truncate')`);
    expect(truncates).toEqual([]);
  });

  test("[SEC-01] no role of the product reads password hashes from the table", async () => {
    const readers = await database.query(`
      select r.rolname as role from pg_roles r where r.rolname in ('luma_app', 'luma_worker', 'luma_engine', 'luma_sim', 'luma_definer')
        and has_column_privilege(r.oid, 'app_user', 'password_hash', 'select')`);
    expect(readers).toEqual([{ role: "luma_definer" }]);
  });
});
