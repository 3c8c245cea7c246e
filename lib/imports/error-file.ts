import { stringify } from "csv-stringify/sync";
import { requireWholeOrganization } from "@/lib/access/guard";
import { requireArea } from "@/lib/areas/require-area";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import { type Scope, withContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { CsvScanner } from "./csv";
import { IMPORT_DAYS } from "./erase-old-imports";
import { fieldLabel } from "./fields";
import { describeProblem } from "./problems";
import { getRunRow } from "./run-row";

const PAGE = 2_000;
type Row = { rowNumber: number; field: string; problem: string; raw: string };

/**
 * The rows with problems as CSV, page by page: row number, column, whether the row was left out, what is wrong, what to
 * do, then the row's own cells, so that it can be mended and imported again. Cells that a spreadsheet would run as a
 * formula get an apostrophe in front. UTF-8 with a byte-order mark, because Excel asks for one.
 */
export async function* errorFile(scope: Scope, runId: string): AsyncGenerator<string> {
  const run = await withContext(scope, async (ctx) => {
    requireRole(ctx, "manager");
    requireWholeOrganization(ctx);
    await requireArea(ctx, "import");
    const found = await getRunRow(ctx, runId);
    const [kept] = await ctx.sql("select 1 from import_run where organization_id = $1 and id = $2 and erased_at is null", [
      ctx.organizationId,
      runId,
    ]);
    if (!kept) throw new AppError("not-found", `The rows with problems were deleted ${IMPORT_DAYS} days after the import ended.`);
    await audit(ctx, { action: "download-import-errors", entity: "import", entityId: runId });
    return found;
  });
  yield `\ufeff${lines([["Row", "Column", "Left out", "Problem", "What to do", ...run.headers]])}`;
  let after: [number, string] = [0, ""];
  for (;;) {
    const rows = await withContext(scope, (ctx) =>
      ctx.sql<Row>(
        `select row_number as "rowNumber", field, problem, coalesce(raw, '') as raw from import_problem
         where organization_id = $1 and run_id = $2 and (row_number, field) > ($3, $4) order by row_number, field limit ${PAGE}`,
        [ctx.organizationId, runId, ...after],
      ),
    );
    if (rows.length === 0) return;
    yield lines(rows.map((row) => errorCells(row, run.delimiter, run.headers, run.mapping.columns)));
    after = [rows.at(-1)!.rowNumber, rows.at(-1)!.field];
  }
}

function errorCells(row: Row, delimiter: string, headers: readonly string[], columns: Partial<Record<string, number>>): string[] {
  const { severity, text, todo } = describeProblem(row.problem);
  const column = columns[row.field];
  const label = row.field === "row" ? "" : ((column === undefined ? undefined : headers[column]) ?? fieldLabel(row.field));
  return [String(row.rowNumber), label, severity === "reject" ? "yes" : "no", text, todo, ...cells(row.raw, delimiter)];
}

/** The cells of a row as it was written; a row that is no CSV comes back as one cell. */
function cells(raw: string, delimiter: string): string[] {
  const scanner = new CsvScanner({ delimiter, byteLength: (t) => t.length });
  const records = [...scanner.push(raw), ...scanner.end()];
  return records.length === 1 && !records[0]!.fault ? records[0]!.fields : [raw];
}

function lines(rows: string[][]): string {
  return stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
}
