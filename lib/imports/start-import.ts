import { requireWholeOrganization } from "@/lib/access/guard";
import { requireArea } from "@/lib/areas/require-area";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import { type Ctx, type Scope, withContext } from "@/lib/context";
import { invalid } from "@/lib/errors";
import { deleteFile, readFileStart, saveFile } from "@/lib/files/postgres-storage";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";
import { otherKind } from "@/lib/security/sniff";
import { type Delimiter, detectDelimiter, headOf } from "./detect";
import { type Encoding, EncodingProbe, textDecoder } from "./encoding";
import type { ImportKind } from "./fields";
import { cleanHeaders, guessColumns, headerFingerprint, type Mapping, mappingSchema } from "./mapping";

/** Larger files are refused with a word about splitting them: 300 MB is some two million patients. */
export const FILE_LIMIT = 300_000_000;
const HEAD_BYTES = 256 * 1024;
export const MAX_COLUMNS = 500;

/**
 * Takes a file as it arrives, finds out how it is written (encoding, separator, header) and opens a run that waits for
 * its columns to be chosen; the choice made for the same header row before comes along. Gives the run's id.
 * Throws `invalid` with a sentence for the person: no bytes, no header, no rows, too large, not a text file.
 */
export async function startImport(
  scope: Scope,
  input: { kind: ImportKind; name: string; mediaType: string },
  source: AsyncIterable<Uint8Array>,
  limitBytes = FILE_LIMIT,
): Promise<{ runId: string }> {
  await withContext(scope, async (ctx) => {
    requireRole(ctx, "manager");
    requireWholeOrganization(ctx);
    await requireArea(ctx, "import");
  });
  const probe = new EncodingProbe();
  const file = await saveFile(scope, input, source, { limitBytes, watch: (piece) => probe.push(piece) });
  try {
    const encoding = probe.result();
    return await withContext(scope, async (ctx) => {
      const { delimiter, headers } = describeHead(await readHead(ctx, file.id, encoding));
      return openRun(ctx, { kind: input.kind, fileId: file.id, encoding, delimiter, headers });
    });
  } catch (error) {
    await deleteFile(scope, file.id);
    throw error;
  }
}

/** The beginning of a stored file as text; the last line may be cut. */
export async function readHead(ctx: Ctx, fileId: string, encoding: Encoding): Promise<string> {
  const start = await readFileStart(ctx, fileId);
  const decoder = textDecoder(encoding);
  // An even number of bytes, so that no UTF-16 unit is cut.
  const text = decoder.push(start.subarray(0, HEAD_BYTES));
  return start.length > HEAD_BYTES ? text : text + decoder.end();
}

/** Separator and header of a file's beginning. Throws `invalid` where there is nothing to import. */
export function describeHead(text: string, chosen?: Delimiter): { delimiter: Delimiter; headers: string[] } {
  if (text.trim() === "") throw problem("The file is empty.", "Export the list again and check that it opens with rows in it.");
  if (text.includes("\0") || otherKind(text))
    throw problem(
      "This is not a text file.",
      "In Excel, choose “Save as” and then “CSV UTF-8”. Spreadsheets (.xlsx) and PDFs cannot be read.",
    );
  const delimiter = chosen ?? detectDelimiter(text);
  const { header, rows } = headOf(text, delimiter, 1);
  if (!header) throw problem("The file has no readable header row.", "Check that the first row holds the names of the columns.");
  if (rows.length === 0 && text.length < HEAD_BYTES / 4)
    throw problem("The file has a header row but no rows under it.", "Export the list again: the range or filter may have been empty.");
  if (header.length > MAX_COLUMNS)
    throw problem(`The file has more than ${MAX_COLUMNS} columns.`, "Export only the columns that are needed.");
  return { delimiter, headers: cleanHeaders(header) };
}

function problem(what: string, todo: string): Error {
  return invalid(`${what} ${todo}`, { file: what });
}

async function openRun(
  ctx: Ctx,
  run: { kind: ImportKind; fileId: string; encoding: Encoding; delimiter: Delimiter; headers: string[] },
): Promise<{ runId: string }> {
  const runId = newId();
  const { mapping, remembered } = await recallMapping(ctx, run.kind, run.headers);
  await ctx.sql(
    `insert into import_run (organization_id, id, kind, file_id, encoding, delimiter, headers, mapping, date_order, zone, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ctx.organizationId,
      runId,
      run.kind,
      run.fileId,
      run.encoding,
      run.delimiter,
      run.headers,
      JSON.stringify({ ...mapping, detectedEncoding: run.encoding, remembered }),
      mapping.dateOrder,
      mapping.newFacilityZone ?? null,
      ctx.actor.kind === "user" ? ctx.actor.id : null,
    ],
  );
  await audit(ctx, { action: "start-import", entity: "import", entityId: runId, detail: { kind: run.kind, columns: run.headers.length } });
  await touch(ctx, "imports");
  return { runId };
}

/** The mapping chosen for this header row the last time, or a guess by the names of the columns. */
export async function recallMapping(
  ctx: Ctx,
  kind: ImportKind,
  headers: readonly string[],
): Promise<{ mapping: Mapping; remembered: boolean }> {
  const [remembered] = await ctx.sql<{ mapping: unknown }>(
    "select mapping from import_mapping where organization_id = $1 and kind = $2 and fingerprint = $3",
    [ctx.organizationId, kind, headerFingerprint(headers)],
  );
  const parsed = remembered && mappingSchema.safeParse(remembered.mapping);
  if (parsed?.success) return { mapping: parsed.data, remembered: true };
  return { mapping: mappingSchema.parse({ columns: guessColumns(kind, headers) }), remembered: false };
}
