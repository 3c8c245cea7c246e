/** The log as one append-only table in a schema of its own, so that phones and inboxes outlive a restart. */
import pg from "pg";
import type { Entry } from "@/lib/carriers/simulator/entries";
import type { Store } from "@/lib/carriers/simulator/store";

/** Two stand-ins must not write the same log: the second one waits for this lock and gives up. */
const LOCK = 7_301_845_112;
/** Entries read at a time. */
const PAGE = 5_000;

function nameOf(schema: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) throw new RangeError("not a schema name");
  return `"${schema}"`;
}

/** jsonb takes neither NUL nor half a surrogate pair, which JSON writes as escapes: they become U+FFFD. */
function storable(json: string): string {
  return json.replace(/\\(?:u[\da-f]{4}|.)/gi, (escape) => (/^\\u(?:0000|d[89a-f][\da-f]{2})$/i.test(escape) ? "\\ufffd" : escape));
}

/**
 * Makes the schema and its table; may be run again. The table refuses changes and deletions (dropping the schema empties it).
 * `connectionString` must be allowed to create a schema. Throws what Postgres throws.
 */
export async function migrateSimulator(connectionString: string, schema = "sim"): Promise<void> {
  const name = nameOf(schema);
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
    await client.query(`create schema if not exists ${name}`);
    await client.query(`create table if not exists ${name}.log (
      seq bigint primary key,
      at timestamptz not null,
      kind text not null,
      entry jsonb not null
    )`);
    await client.query(`create or replace function ${name}.refuse_change() returns trigger language plpgsql as
      $$ begin raise exception 'the simulator log is append-only'; end $$`);
    await client.query(`create or replace trigger append_only before update or delete on ${name}.log
      for each statement execute function ${name}.refuse_change()`);
    await client.query("commit");
  } finally {
    await client.end();
  }
}

/** Waits for up to two seconds: the server may notice late that the process before is gone. */
async function takeLock(client: pg.Client): Promise<boolean> {
  for (let tries = 0; tries < 20; tries += 1) {
    const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [LOCK]);
    if (rows[0]?.held === true) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** A store over that table. `load` rejects where another stand-in uses it or the table is missing. */
export function postgresStore(connectionString: string, schema = "sim"): Store {
  const name = nameOf(schema);
  const client = new pg.Client({ connectionString, application_name: "simulator" });
  let lost: Error | undefined;
  client.on("error", (error) => {
    lost = error;
  });
  const read = async (after: number, limit: number): Promise<Entry[]> => {
    const { rows } = await client.query<{ entry: Entry }>(`select entry from ${name}.log where seq > $1 order by seq limit $2`, [
      after,
      limit,
    ]);
    return rows.map(({ entry }) => entry);
  };
  return {
    async load(take) {
      await client.connect();
      if (!(await takeLock(client))) {
        await client.end();
        throw new Error("another simulator uses this log");
      }
      for (let page = await read(0, PAGE); page.length > 0; page = await read(page.at(-1)!.seq, PAGE)) page.forEach(take);
    },
    read,
    async append(entries) {
      if (lost) throw lost;
      await client.query(
        `insert into ${name}.log (seq, at, kind, entry)
         select (e->>'seq')::bigint, (e->>'at')::timestamptz, e->>'kind', e from jsonb_array_elements($1::jsonb) e`,
        [storable(JSON.stringify(entries))],
      );
    },
    close: () => client.end(),
  };
}
