import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { describe, expect, test } from "vitest";
import { useTestDatabase } from "@/tests/support/factories";
import * as schema from "./schema";

const database = useTestDatabase();
const tables = (Object.values(schema) as unknown[])
  .filter((value): value is PgTable => is(value, PgTable))
  .map((table) => getTableConfig(table));

/** Postgres' long names for what the schema writes short. */
const LONG: Record<string, string> = { time: "time without time zone" };

describe("the schema in code equals the database's", () => {
  test("[OPS-05] the same tables", async () => {
    const there = await database.query(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1",
    );
    expect(tables.map((t) => t.name).sort()).toEqual(there.map((t) => t.name));
  });

  test("[OPS-05] the same columns: name, type, whether they may be empty, whether they have a default", async () => {
    const rows = await database.query(`
      select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
        a.atthasdef or a.attidentity <> '' as default
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped`);
    const text = (c: { table: unknown; name: unknown; type: unknown; required: unknown; default: unknown }): string =>
      `${String(c.table)}.${String(c.name)} ${String(c.type)}${c.required ? " required" : ""}${c.default ? " default" : ""}`;
    const inDatabase = rows.map((row) => text(row as never)).sort();
    const inCode = tables
      .flatMap((table) =>
        table.columns.map((column) => {
          const type = column.getSQLType();
          return text({
            table: table.name,
            name: column.name,
            type: LONG[type] ?? type,
            required: column.notNull,
            default: column.hasDefault || column.generated !== undefined,
          });
        }),
      )
      .sort();
    expect(inCode).toEqual(inDatabase);
  });

  test("[OPS-05] the same primary keys, in the same order", async () => {
    const rows = await database.query(`
      select c.relname as "table", (select array_agg(a.attname::text order by x.n) from unnest(i.indkey) with ordinality x(k, n)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = x.k) as columns
      from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`);
    const inDatabase = Object.fromEntries(rows.map((row) => [row.table, row.columns]));
    const inCode = Object.fromEntries(
      tables.map((table) => [
        table.name,
        table.primaryKeys[0]?.columns.map((c) => c.name) ?? table.columns.filter((c) => c.primary).map((c) => c.name),
      ]),
    );
    expect(inCode).toEqual(inDatabase);
  });

  test("[OPS-05] the same allowed words in columns that hold one of a few", async () => {
    const rows = (await database.query(`
      select c.relname as "table", a.attname as name, pg_get_constraintdef(k.oid) as def
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
      where k.contype = 'c' and array_length(k.conkey, 1) = 1 and not c.relispartition and c.relnamespace = 'public'::regnamespace
        and pg_get_constraintdef(k.oid) ~ $re$ANY \\(ARRAY|^CHECK \\(\\(\\w+ = '[^']*'::text\\)\\)$$re$`)) as {
      table: string;
      name: string;
      def: string;
    }[];
    const words = (def: string): string[] => [...def.matchAll(/'([^']*)'/g)].map((m) => m[1]!).sort();
    const inDatabase = Object.fromEntries(rows.map((row) => [`${row.table}.${row.name}`, words(row.def)]));
    const inCode = Object.fromEntries(
      tables.flatMap((table) =>
        table.columns.filter((c) => c.enumValues?.length).map((c) => [`${table.name}.${c.name}`, [...c.enumValues!].sort()]),
      ),
    );
    expect(Object.keys(inDatabase).length).toBeGreaterThan(20);
    expect(inCode).toEqual(inDatabase);
  });
});
