import { requireWholeOrganization } from "@/lib/access/guard";
import { requireArea } from "@/lib/areas/require-area";
import type { Ctx } from "@/lib/context";
import { requireRole } from "@/lib/authorise";
import { DAY_MS } from "@/lib/time/dates";
import { headOf } from "./detect";
import { IMPORT_DAYS } from "./erase-old-imports";
import type { ImportKind } from "./fields";
import { organizationZone } from "./organization-zone";
import { describeProblem } from "./problems";
import { readHead } from "./start-import";
import { type DateOrder, detectDateOrder } from "./values";
import { getRunRow, type ImportRun, type RunState } from "./run-row";

export type Progress = {
  /** Of the file's bytes, 0 to 1. */
  fraction: number;
  rows: number;
  rowsPerSecond: number;
  /** Of real time; undefined while it cannot be told. */
  secondsLeft: number | undefined;
};

export type ImportSummary = {
  id: string;
  kind: ImportKind;
  state: RunState;
  dryRun: boolean;
  fileName: string;
  bytes: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  createdAt: Date;
  createdBy: string | null;
  finishedAt: Date | null;
  /** When the uploaded file and the rows with problems were erased; null while they are there. */
  erasedAt: Date | null;
  /** Until when they are kept, by the real clock. */
  keptUntil: Date;
  progress: Progress;
};

type Row = Omit<ImportSummary, "progress" | "keptUntil"> & { updatedAt: Date; byteOffset: number; seconds: number | null };

const SUMMARY = `select r.id, r.kind, r.state, r.dry_run as "dryRun", f.name as "fileName", f.bytes, r.created, r.updated, r.unchanged, r.rejected, r.created_at as "createdAt",
    u.name as "createdBy", r.finished_at as "finishedAt", r.erased_at as "erasedAt", r.updated_at as "updatedAt", r.byte_offset as "byteOffset",
    extract(epoch from coalesce(r.finished_at, clock_timestamp()) - r.started_at)::float8 as seconds
  from import_run r join file f on f.organization_id = r.organization_id and f.id = r.file_id left join app_user u on u.id = r.created_by
  where r.organization_id = $1`;

function summary({ byteOffset, seconds, updatedAt, ...row }: Row): ImportSummary {
  const fraction = row.bytes > 0 ? Math.min(1, byteOffset / row.bytes) : 0;
  const rows = row.created + row.updated + row.unchanged + row.rejected;
  const elapsed = Math.max(seconds ?? 0, 0.001);
  return {
    ...row,
    keptUntil: new Date(updatedAt.getTime() + IMPORT_DAYS * DAY_MS),
    progress: {
      fraction,
      rows,
      rowsPerSecond: rows > 0 ? Math.round(rows / elapsed) : 0,
      secondsLeft: fraction > 0.01 && fraction < 1 ? Math.ceil((elapsed * (1 - fraction)) / fraction) : undefined,
    },
  };
}

/** Imports of the organization, the newest first, 50 a page; `before` is the id of the last one seen. */
export async function listImports(ctx: Ctx, input: { before?: string } = {}): Promise<ImportSummary[]> {
  requireRole(ctx, "staff");
  requireWholeOrganization(ctx);
  await requireArea(ctx, "import");
  const rows = await ctx.sql<Row>(`${SUMMARY} and ($2::uuid is null or r.id < $2) order by r.id desc limit 50`, [
    ctx.organizationId,
    input.before ?? null,
  ]);
  return rows.map(summary);
}

export type ImportDetail = ImportSummary &
  Pick<ImportRun, "headers" | "mapping" | "remembered" | "encoding" | "delimiter" | "willCreate" | "detectedEncoding" | "error"> & {
    fileId: string;
    problems: { kinds: ProblemKind[]; examples: ProblemExample[] };
  };
/** How often one kind of problem was met. */
export type ProblemKind = { severity: "reject" | "note"; field: string; code: string; count: number; example: string };
export type ProblemExample = { rowNumber: number; field: string; severity: "reject" | "note"; text: string; todo: string };

/** One import with its problems by kind and the first of them in words. Throws not-found. */
export async function getImport(ctx: Ctx, id: string): Promise<ImportDetail> {
  requireRole(ctx, "staff");
  requireWholeOrganization(ctx);
  await requireArea(ctx, "import");
  const run = await getRunRow(ctx, id);
  const [row] = await ctx.sql<Row>(`${SUMMARY} and r.id = $2`, [ctx.organizationId, id]);
  const kinds = await ctx.sql<{ field: string; code: string; count: number; example: string }>(
    `select field, split_part(problem, '|', 1) as code, count(*)::int as count, min(problem) as example from import_problem
     where organization_id = $1 and run_id = $2 group by 1, 2 order by 3 desc, 1, 2 limit 40`,
    [ctx.organizationId, id],
  );
  const examples = await ctx.sql<{ rowNumber: number; field: string; problem: string }>(
    `select row_number as "rowNumber", field, problem from import_problem where organization_id = $1 and run_id = $2 order by row_number, field limit 20`,
    [ctx.organizationId, id],
  );
  return {
    ...summary(row!),
    headers: run.headers,
    mapping: run.mapping,
    remembered: run.remembered,
    encoding: run.encoding,
    delimiter: run.delimiter,
    willCreate: run.willCreate,
    detectedEncoding: run.detectedEncoding,
    error: run.error,
    fileId: run.fileId,
    problems: {
      kinds: kinds.map((k) => ({ ...k, severity: describeProblem(k.example).severity, example: describeProblem(k.example).text })),
      examples: examples.map(({ problem, ...rest }) => ({ ...rest, ...describeProblem(problem) })),
    },
  };
}

export type ImportSample = {
  /** The first rows under the header, as the chosen encoding and separator read them. */
  rows: string[][];
  /** What the dates of each column say about their order. */
  dateOrders: (DateOrder | "ambiguous" | "none")[];
  facilities: { id: string; name: string; zone: string | null }[];
  /** The organization's zone, offered for facilities that the import makes. */
  zone: string;
};

/** What the screen for choosing columns needs besides the run itself. */
export async function getImportSample(
  ctx: Ctx,
  run: Pick<ImportDetail, "fileId" | "encoding" | "delimiter" | "headers">,
): Promise<ImportSample> {
  requireRole(ctx, "staff");
  requireWholeOrganization(ctx);
  await requireArea(ctx, "import");
  const { rows } = headOf(await readHead(ctx, run.fileId, run.encoding), run.delimiter, 1_000);
  return {
    rows: rows.slice(0, 3).map((row) => row.map((cell) => cell.slice(0, 80))),
    dateOrders: run.headers.map((_header, column) => detectDateOrder(rows.map((row) => row[column] ?? ""))),
    facilities: await ctx.sql("select id, name, zone from facility where organization_id = $1 and archived_at is null order by name", [
      ctx.organizationId,
    ]),
    zone: await organizationZone(ctx),
  };
}
