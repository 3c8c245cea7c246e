import { notFound } from "@/lib/errors";
import type { Ctx } from "@/lib/context";
import { type Encoding, isEncoding } from "./encoding";
import type { ImportKind } from "./fields";
import { type Mapping, mappingSchema } from "./mapping";

export const RUN_STATES = ["mapping", "checking", "checked", "importing", "done", "failed", "cancelled"] as const;
export type RunState = (typeof RUN_STATES)[number];

/** Names that the import makes, shown after the check: the first of each. */
export type WillCreate = { facilities: string[]; providers: string[]; types: string[] };
export const WILL_CREATE_LIMIT = 50;

export type ImportRun = {
  id: string;
  kind: ImportKind;
  fileId: string;
  state: RunState;
  encoding: Encoding;
  delimiter: string;
  headers: string[];
  mapping: Mapping;
  willCreate: WillCreate;
  /** What the whole file's bytes said; UTF-8 cannot be chosen for a file that is none. */
  detectedEncoding: Encoding;
  /** The mapping is a person's choice, of now or of an earlier file, not a guess. */
  remembered: boolean;
  dryRun: boolean;
  /** Records of the file that are behind us, header and blank lines included: the next record's row number is one more. */
  rowsDone: number;
  byteOffset: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  error: string | null;
  /** The user who uploaded the file. */
  createdBy: string | null;
};

type Stored = Omit<ImportRun, "mapping" | "willCreate" | "detectedEncoding" | "remembered" | "encoding"> & {
  encoding: string;
  mapping: StoredMapping;
};
/** import_run.mapping holds the person's choices and what reading the file found out. */
export type StoredMapping = Record<string, unknown> & { detectedEncoding?: string; remembered?: boolean; willCreate?: WillCreate };

const COLUMNS = `id, kind, file_id as "fileId", state, encoding, delimiter, headers, mapping, dry_run as "dryRun", rows_done as "rowsDone", byte_offset as "byteOffset",
  created, updated, unchanged, rejected, error, created_by as "createdBy"`;

/** The run; `lock` keeps others from changing it until the transaction ends. Throws not-found. */
export async function getRunRow(ctx: Ctx, id: string, lock = false): Promise<ImportRun> {
  const [row] = await ctx.sql<Stored>(
    `select ${COLUMNS} from import_run where organization_id = $1 and id = $2 ${lock ? "for update" : ""}`,
    [ctx.organizationId, id],
  );
  if (!row) throw notFound("import");
  const { detectedEncoding, remembered, willCreate, ...mapping } = row.mapping;
  return {
    ...row,
    encoding: isEncoding(row.encoding) ? row.encoding : "utf-8",
    detectedEncoding: isEncoding(detectedEncoding) ? detectedEncoding : "utf-8",
    remembered: remembered ?? false,
    mapping: mappingSchema.parse(mapping),
    willCreate: willCreate ?? { facilities: [], providers: [], types: [] },
  };
}
