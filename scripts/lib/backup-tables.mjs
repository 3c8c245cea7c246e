// Which tables a backup holds, in the order in which they can be filled again. The schema itself comes from the migrations.
import { Problem } from "./files.mjs";

/**
 * Every table of the product with the columns that are stored, parents before children. What is left out: schemas of the workflow engine and the
 * simulator. What is due is in the product's rows; workflows start from them anew.
 */
export async function listTables(client) {
  const { rows } = await client.query(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition group by c.relname order by c.relname`);
  const keys = await client.query(`
    select distinct f.relname as child, t.relname as parent from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conrelid <> k.confrelid`);
  return inOrder(
    rows,
    keys.rows.map(({ child, parent }) => [child, parent]),
  );
}

/** Parents before children. Throws a Problem where tables point at each other in a circle. */
export function inOrder(tables, keys) {
  const left = new Map(tables.map((table) => [table.name, table]));
  const ordered = [];
  while (left.size > 0) {
    const ready = [...left.values()].filter((table) => !keys.some(([child, parent]) => child === table.name && left.has(parent)));
    if (ready.length === 0) throw new Problem(`These tables point at each other in a circle: ${[...left.keys()].join(", ")}.`);
    for (const table of ready) {
      ordered.push(table);
      left.delete(table.name);
    }
  }
  return ordered;
}

/** The newest migration of a database; 0 where it has none. */
export async function schemaHead(client) {
  const there = await client.query("select to_regclass('drizzle.__drizzle_migrations') as t");
  if (!there.rows[0].t) return 0;
  return Number((await client.query("select coalesce(max(created_at), 0) as head from drizzle.__drizzle_migrations")).rows[0].head);
}

/** Policies hide rows from everyone else: a backup without them would be silently empty. */
export async function requireAllRows(client) {
  const { rows } = await client.query("select rolsuper or rolbypassrls as all_rows from pg_roles where rolname = current_user");
  if (rows[0]?.all_rows) return;
  throw new Problem(
    "The role of DATABASE_OWNER_URL does not see every row (row-level security).",
    "Use a superuser or a role with BYPASSRLS: alter role … bypassrls. Nothing was written.",
  );
}
