import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";

/*
 * For every tenant table, found in the catalog: a row of another organization is neither seen, changed, deleted nor
 * forged. Rows are made from the columns' types and checks, so that a new table is covered the day it appears.
 */
const database = useTestDatabase();

type Column = { name: string; type: string; check: string | null; generated: boolean; identity: boolean };
type Table = { name: string; columns: Column[]; key: string[] };
let tables: Table[] = [];
const mine = newId();
const theirs = newId();
const rows: Record<string, Record<string, Record<string, unknown>>> = { [mine]: {}, [theirs]: {} };

const FIRST = Date.parse("2027-03-01T12:00:00Z");

function valueOf(column: Column, position: number, organizationId: string): unknown {
  if (column.name === "organization_id") return organizationId;
  // A pattern is no word to choose: what is made up below fits the ones there are.
  const word = column.check?.includes("~") ? undefined : column.check?.match(/'([^']+)'/)?.[1];
  switch (column.type) {
    case "uuid":
      return newId();
    case "text":
      // Times of the day as text, one after the other.
      if (column.name === "opens") return "08:00";
      if (column.name === "closes") return "20:00";
      return word ?? `t${newId().slice(-12)}`;
    case "timestamp with time zone":
      // Later columns later: what ends, ends after it starts.
      return new Date(FIRST + position * 60_000);
    case "date":
      return "2027-03-01";
    case "time without time zone":
      return "12:00:00";
    case "bytea":
      return Buffer.from(newId());
    case "jsonb":
      return "{}";
    case "boolean":
      return false;
    case "integer":
    case "smallint":
    case "bigint":
      return 1;
    case "text[]":
    case "uuid[]":
      return [];
    case "tstzrange":
      return "[2027-03-01,2027-03-02)";
    default:
      throw new Error(`No test value for ${column.type} (${column.name})`);
  }
}

beforeAll(async () => {
  const found = (await database.query(`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'generated', a.attgenerated <> '', 'identity', a.attidentity <> '',
        'check', (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum])) order by a.attnum)
       from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select array_agg(a.attname::text) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
       where i.indrelid = c.oid and i.indisprimary) as key
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id') order by 1`)) as Table[];
  tables = found;
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  // Foreign keys are not what is tried here; checks and unique indexes hold.
  await owner.query("set session_replication_role = replica");
  for (const organizationId of [mine, theirs])
    for (const table of tables) {
      const columns = table.columns.filter((column) => !column.generated);
      const row = Object.fromEntries(columns.map((column, i) => [column.name, valueOf(column, i, organizationId)]));
      if (table.name === "organization") row.id = organizationId;
      await owner.query(insertOf(table.name, row), Object.values(row));
      rows[organizationId]![table.name] = row;
    }
  await owner.end();
});

const insertOf = (table: string, row: Record<string, unknown>): string =>
  `insert into ${table} (${Object.keys(row).join(", ")}) overriding system value values (${Object.keys(row)
    .map((_, i) => `$${i + 1}`)
    .join(", ")})`;

/** Runs statements as a role, within an organization or none; each on its own, so that a refusal does not stop the rest. */
async function as<T>(
  url: string,
  organizationId: string | undefined,
  work: (run: (text: string, params?: unknown[]) => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("begin");
    if (organizationId) await client.query("select set_config('app.organization_id', $1, true)", [organizationId]);
    return await work(async (text, params) => {
      await client.query("savepoint one");
      try {
        const result = await client.query(text, params);
        return result.command === "SELECT" ? result.rows : result.rowCount;
      } catch (error) {
        await client.query("rollback to savepoint one");
        return (error as { code?: string }).code;
      }
    });
  } finally {
    await client.query("rollback");
    await client.end();
  }
}

/** "permission denied" and "violates row-level security policy". */
const REFUSED = "42501";

describe.each(["app", "worker"] as const)("as luma_%s", (role) => {
  test("[SEC-02] another organization's rows are not there, whatever is asked", async () => {
    await as(database.urls[role], mine, async (run) => {
      for (const { name } of tables) {
        expect(await run(`select organization_id from ${name}`), name).toEqual([{ organization_id: mine }]);
        expect(await run(`select 1 from ${name} where organization_id = $1`, [theirs]), name).toEqual([]);
      }
    });
  });

  test("[SEC-02] without an organization, or with nonsense for one, nothing is there", async () => {
    await as(database.urls[role], undefined, async (run) => {
      for (const { name } of tables) expect(await run(`select 1 from ${name}`), name).toEqual([]);
      expect(await run("select set_config('app.organization_id', '', true) as x")).toEqual([{ x: "" }]);
      expect(await run("select 1 from patient")).toEqual([]);
      await run("select set_config('app.organization_id', 'x'' or true --', true)");
      expect(await run("select 1 from patient")).toBe("22P02");
    });
  });

  test("[SEC-02] another organization's rows cannot be changed or deleted", async () => {
    await as(database.urls[role], mine, async (run) => {
      for (const { name, columns } of tables) {
        const column = columns.find((c) => !c.generated && !c.identity && c.name !== "organization_id")!.name;
        expect([0, REFUSED], name).toContain(await run(`update ${name} set ${column} = ${column} where organization_id = $1`, [theirs]));
        expect([0, REFUSED], name).toContain(await run(`delete from ${name} where organization_id = $1`, [theirs]));
      }
    });
  });

  test("[SEC-02] rows cannot be written for, or moved to, another organization", async () => {
    await as(database.urls[role], mine, async (run) => {
      for (const { name } of tables) {
        const row = { ...rows[theirs]![name]! };
        if (name === "organization") row.id = newId();
        expect(await run(insertOf(name, row), Object.values(row)), name).toBe(REFUSED);
        if (name === "organization") continue;
        expect(await run(`update ${name} set organization_id = $1`, [theirs]), name).toBe(REFUSED);
      }
    });
  });
});

test("[SEC-02] what was tried left every row of both organizations as it was", async () => {
  for (const { name } of tables) {
    const counts = await database.query(`select organization_id as id, count(*)::int as n from ${name} group by 1 order by 1`);
    expect(counts, name).toEqual([mine, theirs].sort().map((id) => ({ id, n: 1 })));
  }
});

test("[SEC-02] a person is seen by the organizations they are members of, and by no other", async () => {
  const [one, two] = [await makeOrganization(database.urls), await makeOrganization(database.urls)];
  const seen = (await one.asStaff((ctx) => ctx.sql<{ id: string }>("select id from app_user"))).map((row) => row.id);
  expect(seen.sort()).toEqual(Object.values(one.users).sort());
  await expect(one.asStaff((ctx) => ctx.sql("update app_user set name = 'x' where id = $1", [one.users.staff]))).rejects.toMatchObject({
    code: REFUSED,
  });
  await expect(two.asStaff((ctx) => ctx.sql("select password_hash from app_user"))).rejects.toMatchObject({ code: REFUSED });
});

test("[SEC-02] a reference to another organization's row is refused by the key itself", async () => {
  const [one, two] = [await makeOrganization(database.urls), await makeOrganization(database.urls)];
  const patient = newId();
  await two.asWorkflow((ctx) => ctx.sql("insert into patient (organization_id, id) values ($1, $2)", [ctx.organizationId, patient]));
  await expect(
    one.asWorkflow((ctx) =>
      ctx.sql("insert into patient_identifier (organization_id, patient_id, system, value) values ($1, $2, 'mrn', '1')", [
        ctx.organizationId,
        patient,
      ]),
    ),
  ).rejects.toMatchObject({ code: "23503" });
});

test("[SEC-02] a caller's temporary table does not stand in for ours inside a look-up", async () => {
  const org = await makeOrganization(database.urls);
  const client = new pg.Client({ connectionString: database.urls.app });
  await client.connect();
  try {
    await client.query("create temp table membership as select $1::uuid as organization_id, $2::uuid as user_id, 'admin'::text as role", [
      org.organizationId,
      newId(),
    ]);
    await client.query("grant select on membership to public");
    const opened = await client.query(
      "select open_session($1, (select user_id from pg_temp.membership), $2, now() + interval '1 hour', null, null) as ok",
      [newId(), org.organizationId],
    );
    expect(opened.rows).toEqual([{ ok: false }]);
  } finally {
    await client.end();
  }
});
