// Writes and reads backups: every row of the product in one consistent snapshot, compressed and encrypted as it flows.
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import zlib from "node:zlib";
import { decrypting, encrypting, makeHeader, readHeader } from "./backup-file.mjs";
import { listTables, requireAllRows, schemaHead } from "./backup-tables.mjs";
import { Problem, ROOT } from "./files.mjs";
import { connect } from "./roles.mjs";

const ident = (name) => `"${name.replaceAll('"', '""')}"`;
const columnsOf = (table) => table.columns.map(ident).join(", ");

async function copyStreams() {
  const { default: streams } = await import(createRequire(path.join(ROOT, "package.json")).resolve("pg-copy-streams"));
  return streams;
}

/* Records within the stream: a letter, a length, the content. T: a table begins (JSON). D: rows in COPY's text format. E: it ends (JSON). Z: all is said. */

function record(letter, content) {
  const head = Buffer.alloc(5);
  head.write(letter, 0, "latin1");
  head.writeUInt32BE(content.length, 1);
  return Buffer.concat([head, content]);
}
const json = (letter, value) => record(letter, Buffer.from(JSON.stringify(value)));

/** Rows are lines; nothing within them is a line break, COPY writes those as \n. */
function countLines(chunk) {
  let lines = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  return lines;
}

async function* records(client, tables, summary) {
  const { to } = await copyStreams();
  for (const table of tables) {
    yield json("T", { name: table.name, columns: table.columns });
    const hash = crypto.createHash("sha256");
    let rows = 0;
    // A query, because COPY of a partitioned table by name gives nothing.
    for await (const chunk of client.query(to(`copy (select ${columnsOf(table)} from public.${ident(table.name)}) to stdout`))) {
      hash.update(chunk);
      rows += countLines(chunk);
      yield record("D", chunk);
    }
    const end = { name: table.name, rows, sha256: hash.digest("hex") };
    summary.push(end);
    yield json("E", end);
  }
  yield json("Z", { tables: tables.length });
}

/**
 * Backs a database up into a file, which appears only when it is whole. `url` is a role that sees every row.
 * Gives the tables with their row counts, and the bytes written.
 */
export async function writeBackup({ url, file, keys, now = new Date() }) {
  const client = await connect(url);
  const partial = `${file}.partial`;
  try {
    await requireAllRows(client);
    await client.query("begin isolation level repeatable read read only");
    const head = await schemaHead(client);
    if (!head) throw new Problem("This database holds no Luma.", "Nothing was written.");
    const header = makeHeader(keys, { schema: head, at: now.toISOString() });
    const tables = await listTables(client);
    const summary = [];
    fs.writeFileSync(partial, `${JSON.stringify(header)}\n`, { mode: 0o600 });
    await pipeline(
      Readable.from(records(client, tables, summary)),
      zlib.createGzip({ level: 5 }),
      encrypting(keys, header),
      fs.createWriteStream(partial, { flags: "a", mode: 0o600 }),
    );
    await client.query("commit");
    const handle = fs.openSync(partial, "r+");
    fs.fsyncSync(handle);
    fs.closeSync(handle);
    fs.renameSync(partial, file);
    return { tables: summary, rows: summary.reduce((sum, table) => sum + table.rows, 0), bytes: fs.statSync(file).size, schema: head };
  } catch (error) {
    fs.rmSync(partial, { force: true });
    if (error.code === "ENOSPC") throw new Problem("The disk is full: the backup was not written.", "Free some space and try again.");
    throw error;
  } finally {
    await client.end();
  }
}

/** The records of a decrypted stream, one after the other. */
function splitting() {
  let rest = Buffer.alloc(0);
  return new Transform({
    readableObjectMode: true,
    transform(chunk, _encoding, done) {
      rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
      let at = 0;
      while (rest.length - at >= 5 && rest.length - at >= 5 + rest.readUInt32BE(at + 1)) {
        const end = at + 5 + rest.readUInt32BE(at + 1);
        this.push({ letter: String.fromCharCode(rest[at]), content: rest.subarray(at + 5, end) });
        at = end;
      }
      rest = rest.subarray(at);
      done();
    },
    flush: (done) => done(rest.length ? new Problem("The backup file is not whole.") : null),
  });
}

/** Tables with triggers of their own (not those of foreign keys). */
async function withTriggers(client) {
  const { rows } = await client.query(`
    select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and t.tgparentid = 0 and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  return rows.map((row) => row.name);
}

/** Whether a database has nobody yet: no organization, no platform operator, no account (an empty or older schema lacks some of the tables). */
export async function isEmptyDatabase(client) {
  for (const table of ["organization", "operator_account", "app_user"]) {
    const there = await client.query("select to_regclass($1) as t", [`public.${table}`]);
    if (there.rows[0].t && (await client.query(`select from ${table} limit 1`)).rowCount > 0) return false;
  }
  return true;
}

/**
 * Fills a database, whose schema was migrated to the backup's own, from a file: everything or nothing. Checks each table's rows and digest.
 * Gives the tables with their row counts.
 */
export async function loadBackup({ url, file, keys }) {
  const { header, offset } = readHeader(file);
  const client = await connect(url);
  const summary = [];
  try {
    await requireAllRows(client);
    if (!(await isEmptyDatabase(client)))
      throw new Problem("The database is not empty.", "Nothing was changed. Restore into a new database.");
    const head = await schemaHead(client);
    if (head !== header.schema) throw new Problem(`The schema is ${head}, the backup's ${header.schema}: migrate to that first.`);
    await client.query("begin");
    const known = new Map((await listTables(client)).map((table) => [table.name, table]));
    // Migrations bring a few rows of their own (the clock): the backup has them too.
    await client.query(`truncate ${[...known.keys()].map((name) => `public.${ident(name)}`).join(", ")}`);
    const triggered = await withTriggers(client);
    // What triggers made then is among the rows; they may not make it again.
    for (const name of triggered) await client.query(`alter table public.${ident(name)} disable trigger user`);
    await load(client, known, file, offset, keys, header, summary);
    for (const name of triggered) await client.query(`alter table public.${ident(name)} enable trigger user`);
    await client.query("commit");
    await client.query("analyze");
    return { tables: summary, rows: summary.reduce((sum, table) => sum + table.rows, 0), schema: header.schema };
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

/** Hands the records of a file to `work`, one after the other; throws what `work` throws. */
async function readRecords(file, offset, keys, header, work) {
  let failure;
  await pipeline(
    fs.createReadStream(file, { start: offset }),
    decrypting(keys, header),
    zlib.createGunzip(),
    splitting(),
    async (source) => {
      try {
        for await (const one of source) await work(one);
      } catch (error) {
        // Leaving the loop ends the stream before it, and the pipeline would tell of that only.
        failure = error;
        throw error;
      }
    },
  ).catch((error) => {
    throw failure && failure.name !== "AbortError" ? failure : error;
  });
}

/** Reads a whole file without a database: that it can be decrypted, is whole, and holds the rows that were saved. Gives its header. */
export async function checkBackup({ file, keys }) {
  const { header, offset } = readHeader(file);
  let open;
  let whole = false;
  await readRecords(file, offset, keys, header, async ({ letter, content }) => {
    if (letter === "T") open = { hash: crypto.createHash("sha256"), rows: 0 };
    if (letter === "D") {
      open.hash.update(content);
      open.rows += countLines(content);
    }
    if (letter === "E") sameRows(JSON.parse(content), open);
    if (letter === "Z") whole = true;
  });
  if (!whole) throw new Problem("The backup file is not whole.", "Nothing of it was kept.");
  return header;
}

function sameRows(end, open) {
  if (end.rows !== open.rows || end.sha256 !== open.hash.digest("hex"))
    throw new Problem(`The rows of ${end.name} are not those that were saved.`);
}

async function load(client, known, file, offset, keys, header, summary) {
  const { from } = await copyStreams();
  let open;
  let whole = false;
  const handlers = {
    T: async (content) => {
      const table = JSON.parse(content);
      if (!known.has(table.name)) throw new Problem(`The backup has a table that this schema does not: ${table.name}.`);
      known.delete(table.name);
      const stream = client.query(from(`copy public.${ident(table.name)} (${columnsOf(table)}) from stdin`));
      const done = new Promise((resolve, reject) => stream.once("finish", resolve).once("error", reject));
      done.catch(() => undefined);
      open = { stream, done, hash: crypto.createHash("sha256"), rows: 0 };
    },
    D: async (content) => {
      open.hash.update(content);
      open.rows += countLines(content);
      if (!open.stream.write(content)) await Promise.race([new Promise((resolve) => open.stream.once("drain", resolve)), open.done]);
    },
    E: async (content) => {
      open.stream.end();
      await open.done;
      const end = JSON.parse(content);
      sameRows(end, open);
      summary.push(end);
    },
    Z: async () => {
      whole = true;
    },
  };
  await readRecords(file, offset, keys, header, ({ letter, content }) => handlers[letter](content));
  if (!whole) throw new Problem("The backup file is not whole.", "Nothing of it was kept.");
  if (known.size > 0) throw new Problem(`The backup has nothing of ${[...known.keys()].join(", ")}.`);
}
