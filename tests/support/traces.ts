import fs from "node:fs";
import path from "node:path";

/*
 * [SEC-05] Looks for patients where none may be: names, phones, e-mail addresses and birth dates in logs, addresses and tables.
 * Also behind percent signs, base64 and hex, where a careless line would hide them.
 */

export type Person = { firstName: string; lastName: string; phone?: string; email?: string; birthDate?: string };

const fold = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** A name of one letter or none stands everywhere. */
const telling = (name: string): boolean => fold(name).length > 1;

export class Plants {
  readonly #phones = new Set<string>();
  readonly #emails = new Set<string>();
  readonly #dates = new Set<string>();
  readonly #pairs = new Set<string>();
  readonly #words = new Set<string>();

  get size(): number {
    return this.#phones.size + this.#emails.size + this.#dates.size + this.#pairs.size + this.#words.size;
  }

  /** `rare`: the last name is no word of anything else, so it tells on its own. */
  add(person: Person, { rare = false } = {}): this {
    const { firstName, lastName } = person;
    if (telling(firstName) && telling(lastName)) {
      const [first, last] = [
        fold(firstName)
          .split(/[^\p{L}]+/u)
          .at(-1)!,
        fold(lastName).split(/[^\p{L}]+/u)[0]!,
      ];
      this.#pairs.add(`${first} ${last}`).add(
        `${fold(lastName)
          .split(/[^\p{L}]+/u)
          .at(-1)!} ${fold(firstName).split(/[^\p{L}]+/u)[0]!}`,
      );
      if (rare) this.#words.add(last);
    }
    const digits = person.phone?.replaceAll(/\D/g, "").slice(-10);
    if (digits?.length === 10) this.#phones.add(digits);
    if (person.email) this.#emails.add(person.email.toLowerCase());
    if (person.birthDate) this.#dates.add(person.birthDate);
    return this;
  }

  /** What of the plants stands in a text, each as kind and a hint that is itself no trace (a failing test is logged, too). */
  find(text: string): string[] {
    const found = new Set<string>();
    for (const view of views(text)) this.#look(view, found);
    return [...found];
  }

  #look(text: string, found: Set<string>): void {
    const note = (kind: string, value: string, at: number) => {
      const key = /"([a-zA-Z_]{1,30})"\s*:\s*"?[^":]*$/.exec(text.slice(Math.max(0, at - 200), at))?.[1];
      found.add(`${kind} ${value[0]}…${value.at(-1)}${key ? ` in "${key}"` : ""}`);
    };
    if (this.#phones.size)
      for (const match of text.matchAll(/(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}(?!\d)/g))
        if (this.#phones.has(match[0].replaceAll(/\D/g, "").slice(-10))) note("phone", match[0], match.index);
    if (this.#emails.size)
      for (const match of text.matchAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g))
        if (this.#emails.has(match[0].toLowerCase())) note("e-mail", match[0], match.index);
    if (this.#dates.size) for (const [date, at] of dates(text)) if (this.#dates.has(date)) note("birth date", date, at);
    let before = "";
    for (const match of fold(text).matchAll(/\p{L}+/gu)) {
      const word = match[0];
      if (this.#words.has(word)) note("name", word, match.index);
      if (before && this.#pairs.has(`${before} ${word}`)) note("name", `${before} ${word}`, match.index);
      before = word;
    }
  }
}

/** Days as 1961-04-07, 04/07/1961, 4/7/1961 and 19610407 write them. */
function* dates(text: string): Generator<[string, number]> {
  for (const m of text.matchAll(/(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)/g)) yield [`${m[1]}-${m[2]}-${m[3]}`, m.index];
  for (const m of text.matchAll(/(?<!\d)(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/g))
    yield [`${m[3]}-${m[1]!.padStart(2, "0")}-${m[2]!.padStart(2, "0")}`, m.index];
}

/** A text as it stands, and what is written in it in other ways. */
function views(text: string): string[] {
  const all = [text];
  if (/%[0-9a-f]{2}|\w\+\w/i.test(text)) all.push(text.replaceAll("+", " ").replaceAll(/(?:%[0-9a-f]{2})+/gi, percent));
  for (const match of text.matchAll(/[A-Za-z0-9+/_-]{12,}={0,2}/g)) {
    for (const part of new Set([match[0], match[0].slice(match[0].indexOf("_") + 1)])) {
      const plain = Buffer.from(part, "base64url").toString("utf8");
      // Random bytes and words of text do not come out as readable text.
      if (isText(plain)) all.push(plain);
    }
  }
  for (const match of text.matchAll(/(?:\\\\?x)([0-9a-f]{8,})/gi)) {
    const plain = Buffer.from(match[1]!, "hex").toString("utf8");
    if (isText(plain)) all.push(plain);
  }
  return all;
}

function isText(plain: string): boolean {
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i);
    if (code < 9 || (code > 13 && code < 32) || code === 0xfffd) return false;
  }
  return true;
}

function percent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Files below a folder that hold text, largest part first; folders named in `without` are left out. */
export function filesBelow(folder: string, without: readonly string[] = []): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return without.includes(entry.name) ? [] : filesBelow(at, without);
    return entry.isFile() ? [at] : [];
  });
}

/** Where a file holds a trace, by line. */
export function tracesInFile(file: string, plants: Plants): string[] {
  return fs
    .readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, i) => plants.find(line).map((what) => `${path.basename(file)}:${i + 1}: ${what}`));
}

type Query = (sql: string, params?: unknown[]) => Promise<Record<string, unknown>[]>;

/** Which columns of which tables may hold patients' data, and why. A table that is not named may hold none. */
export type DeclaredColumns = Record<string, { columns: readonly string[] | "all"; why: string }>;

/** Where a table outside its declared columns holds a trace: `schema.table.column: what`. Partitions are read as their parent. */
export async function tracesInTables(query: Query, plants: Plants, declared: DeclaredColumns): Promise<string[]> {
  const tables = (await query(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1, 2`,
  )) as { schema: string; name: string }[];
  const found = new Set<string>();
  for (const { schema, name } of tables) {
    const rule = declared[schema === "public" ? name : `${schema}.${name}`] ?? declared[`${schema}.*`];
    if (rule?.columns === "all") continue;
    const without = new Set(rule?.columns);
    for (let offset = 0; ; offset += 2_000) {
      const rows = await query(`select to_jsonb(t) as row from "${schema}"."${name}" t order by ctid limit 2000 offset ${offset}`).catch(
        // Partitioned tables have no one ctid order that matters; any order will do for reading all of it.
        () => query(`select to_jsonb(t) as row from "${schema}"."${name}" t limit 2000 offset ${offset}`),
      );
      for (const { row } of rows as { row: Record<string, unknown> }[])
        for (const [column, value] of Object.entries(row)) {
          if (without.has(column) || value === null || typeof value === "boolean") continue;
          const text = typeof value === "string" ? value : JSON.stringify(value);
          for (const what of plants.find(text)) found.add(`${schema}.${name}.${column}: ${what}`);
        }
      if (rows.length < 2_000) break;
    }
  }
  return [...found];
}
