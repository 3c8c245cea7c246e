import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import type { Ctx, Scope } from "@/lib/context";
import { withContext } from "@/lib/context";
import { touch } from "@/lib/live/notify";
import { createMissing } from "@/lib/practice/create-missing";
import { toWall } from "@/lib/time/zones";
import { checkRows, type Counts, idOf, importRows, readRow, type ReadRow, refuse } from "./chunk";
import type { CsvRecord } from "./csv";
import { finishRun } from "./finish-run";
import { IdTable } from "./id-table";
import { entryKey } from "./list-row";
import { loadLookups, type Lookups, type NewNames } from "./lookups";
import { organizationCountry, organizationZone } from "./organization-zone";
import type { RowFacts } from "./patient-row";
import { encodeProblem } from "./problems";
import { isBlank, readRecords } from "./reader";
import { getRunRow, type ImportRun, WILL_CREATE_LIMIT } from "./run-row";

/**
 * Rows of one transaction: a few hundred milliseconds of work, lost at most once when the process dies. A check writes little and
 * locks nothing: its chunks grow, after a first one that shows soon how far it is.
 */
const CHUNK_ROWS = { checking: 5_000, importing: 1_000 };
const LATER_CHECK_ROWS = 20_000;
const CHUNK_TEXT = 2_000_000;
/** Rows read in one go: a few milliseconds, after which the answers of the database (and whatever else this process does) have their turn. */
const TURN_ROWS = 1_000;

type Slice = { scope: Scope; run: ImportRun; facts: RowFacts & { lookups: Lookups }; ids: IdTable | undefined };
type Chunk = {
  /** From this byte up to `until`. */
  from: number;
  until: number;
  count: number;
  text: number;
  rows: ReadRow[];
  /** IDs of a check's patients that nothing is to be said about: the rest of such a row is not needed again. */
  quiet: string[];
};
const emptyChunk = (from: number): Chunk => ({ from, until: from, count: 0, text: 0, rows: [], quiet: [] });

/**
 * Works on a run for about `budgetMs`, chunk by chunk. Each chunk's rows, problems, counts and the place reached are one
 * transaction, so a process that dies loses nothing and repeats nothing: the next slice goes on from the stored place.
 * Gives `finished: true` when nothing is left to do (done, cancelled, or another worker has taken over).
 */
export async function runImportSlice(scope: Scope, runId: string, budgetMs = 15_000): Promise<{ finished: boolean }> {
  const until = performance.now() + budgetMs;
  const slice = await openSlice(scope, runId);
  if (!slice) return { finished: true };
  const { run } = slice;
  let chunkRows = run.state === "checking" ? CHUNK_ROWS.checking : CHUNK_ROWS.importing;
  let headerPassed = run.byteOffset > 0;
  let chunk = emptyChunk(run.byteOffset);
  let rowsDone = run.rowsDone;
  // While the database works on a chunk the next one is read; never more than these two are in memory.
  let saving: Promise<boolean> | undefined;
  const save = async (): Promise<boolean> => {
    if (saving && !(await saving)) return false;
    saving = saveChunk(slice, chunk, rowsDone);
    // Awaited before the next chunk or at the end; until then a failure is not unhandled.
    saving.catch(() => undefined);
    chunk = emptyChunk(chunk.until);
    if (run.state === "checking") chunkRows = LATER_CHECK_ROWS;
    return true;
  };
  for await (const records of readRecords(scope, run.fileId, run, run.byteOffset)) {
    for (const record of records) {
      rowsDone++;
      if (!headerPassed) {
        headerPassed = !isBlank(record);
        continue;
      }
      if (rowsDone % TURN_ROWS === 0) await setImmediate();
      if (!isBlank(record)) readInto(chunk, slice, record, rowsDone);
      chunk.text += record.raw.length;
      if (chunk.count < chunkRows && chunk.text < CHUNK_TEXT) continue;
      chunk.until = record.endByte;
      if (!(await save())) return { finished: true };
      if (performance.now() >= until) return { finished: !(await saving) };
    }
  }
  if (chunk.count > 0 && !(await save())) return { finished: true };
  if (saving && !(await saving)) return { finished: true };
  await finishRun(scope, runId, run.state);
  return { finished: true };
}

async function openSlice(scope: Scope, runId: string): Promise<Slice | undefined> {
  const opened = await withContext(scope, async (ctx) => {
    const run = await getRunRow(ctx, runId);
    if (run.state !== "checking" && run.state !== "importing") return undefined;
    const lookups = await loadLookups(ctx, run.mapping);
    const today = toWall(await organizationZone(ctx), ctx.now).date;
    return { run, facts: { mapping: run.mapping, lookups, today, country: await organizationCountry(ctx) } };
  });
  if (!opened) return undefined;
  const ids = opened.run.state === "checking" ? await knownSoFar(scope, opened.run, opened.facts) : undefined;
  return { scope, ...opened, ids };
}

function idColumn(run: ImportRun): number {
  return (run.kind === "patients" ? run.mapping.columns.patientId : run.mapping.columns.appointmentId) ?? 0;
}

/** The IDs of the rows before this slice: read again, because a process that died took its table along. */
async function knownSoFar(scope: Scope, run: ImportRun, facts: RowFacts): Promise<IdTable> {
  const table = new IdTable();
  if (run.byteOffset === 0) return table;
  const column = idColumn(run);
  let row = 0;
  let headerPassed = false;
  for await (const records of readRecords(scope, run.fileId, run))
    for (const record of records) {
      if (row >= run.rowsDone) return table;
      row++;
      if (!headerPassed) headerPassed = !isBlank(record);
      else {
        const keys =
          run.kind === "do-not-contact"
            ? (readRow(run.kind, record, row, run.headers.length, facts).entries ?? []).map(entryKey)
            : [idOf(record, column, run.headers.length)].filter(Boolean);
        for (const key of keys) table.add(key, row);
      }
    }
  return table;
}

function readInto(chunk: Chunk, { run, facts, ids }: Slice, record: CsvRecord, rowNumber: number): void {
  const row = readRow(run.kind, record, rowNumber, run.headers.length, facts);
  if (ids) refuseRepeated(row, row.id ? ids.add(row.id, rowNumber) : undefined, run);
  // An address that stands in the file twice is on the list once: nothing to mend.
  if (ids) row.entries = row.entries?.filter((entry) => [undefined, rowNumber].includes(ids.add(entryKey(entry), rowNumber)));
  chunk.count++;
  chunk.until = record.endByte;
  if (ids && row.patient && row.problems.length === 0) chunk.quiet.push(row.id);
  else chunk.rows.push(row);
}

/** One chunk, one transaction. False where the run was cancelled or has moved on without us. */
async function saveChunk({ scope, run, facts }: Slice, { from, until, rows, quiet }: Chunk, rowsDone: number): Promise<boolean> {
  // Taken once: the transaction may be tried again.
  const fresh = facts.lookups.takeFresh();
  return withContext(scope, async (ctx) => {
    const now = await getRunRow(ctx, run.id, true);
    if (now.state !== run.state || now.byteOffset !== from) return false;
    let counts: Counts;
    if (run.state === "checking") {
      counts = await checkRows(ctx, run.kind, { rows, quiet }, run.mapping.identifierSystem);
      await noteNames(ctx, now, fresh);
    } else {
      await refuseKnownRepeats(ctx, run, rows);
      await createMissing(ctx, fresh);
      counts = await importRows(ctx, run.kind, rows, { system: run.mapping.identifierSystem, by: run.createdBy });
    }
    await storeProblems(ctx, run.id, rows);
    await ctx.sql(
      `update import_run set byte_offset = $3, rows_done = $4, created = created + $5, updated = updated + $6, unchanged = unchanged + $7, rejected = rejected + $8,
         updated_at = clock_timestamp() where organization_id = $1 and id = $2`,
      [ctx.organizationId, run.id, until, rowsDone, counts.created, counts.updated, counts.unchanged, counts.rejected],
    );
    await touch(ctx, "imports");
    return true;
  });
}

function refuseRepeated(row: ReadRow, before: number | undefined, run: ImportRun): void {
  if (before !== undefined && before !== row.rowNumber)
    refuse(row, { field: run.kind === "patients" ? "patientId" : "appointmentId", code: "id-repeated", detail: String(before) });
}

/** The check has found the repeats of the whole file; the import leaves the same rows out. */
async function refuseKnownRepeats(ctx: Ctx, run: ImportRun, rows: readonly ReadRow[]): Promise<void> {
  if (rows.length === 0) return;
  const found = await ctx.sql<{ rowNumber: number; problem: string }>(
    `select row_number as "rowNumber", problem from import_problem where organization_id = $1 and run_id = $2 and row_number between $3 and $4`,
    [ctx.organizationId, run.id, rows[0]!.rowNumber, rows.at(-1)!.rowNumber],
  );
  const repeats = new Map(found.filter((p) => p.problem.startsWith("id-repeated|")).map((p) => [p.rowNumber, Number(p.problem.slice(12))]));
  for (const row of rows) refuseRepeated(row, repeats.get(row.rowNumber), run);
}

async function storeProblems(ctx: Ctx, runId: string, rows: readonly ReadRow[]): Promise<void> {
  const found = rows.flatMap((row) => row.problems.map((problem) => ({ row, problem })));
  if (found.length === 0) return;
  await ctx.sql(
    `insert into import_problem (organization_id, run_id, row_number, field, problem, raw)
     select $1, $2, * from unnest($3::integer[], $4::text[], $5::text[], $6::text[])
     on conflict (organization_id, run_id, row_number, field) do nothing`,
    [
      ctx.organizationId,
      runId,
      found.map((f) => f.row.rowNumber),
      found.map((f) => f.problem.field),
      found.map((f) => encodeProblem(f.problem).replaceAll("\0", "")),
      found.map((f) => f.row.raw.replaceAll("\0", "")),
    ],
  );
}

/** Keeps the names that the import would make, so that the check can show them. */
async function noteNames(ctx: Ctx, run: ImportRun, fresh: NewNames): Promise<void> {
  const names = {
    facilities: fresh.facilities.map((f) => f.name),
    providers: fresh.providers.map((p) => [p.title, p.firstName, p.lastName].filter(Boolean).join(" ")),
    types: fresh.types.map((t) => t.name),
  };
  if (!names.facilities.length && !names.providers.length && !names.types.length) return;
  const all = Object.fromEntries(
    (["facilities", "providers", "types"] as const).map((key) => [
      key,
      [...new Set([...run.willCreate[key], ...names[key]])].slice(0, WILL_CREATE_LIMIT),
    ]),
  );
  await ctx.sql(
    "update import_run set mapping = mapping || jsonb_build_object('willCreate', $3::jsonb) where organization_id = $1 and id = $2",
    [ctx.organizationId, run.id, JSON.stringify(all)],
  );
}
