import { createHash } from "node:crypto";
import { audit } from "@/lib/audit/write";
import { type Ctx, type Scope, withContext } from "@/lib/context";
import { invalid, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";

/** Bytes of every chunk but the last: a byte of the file is found by division. */
export const CHUNK_BYTES = 512 * 1024;

export type FileInfo = { id: string; name: string; mediaType: string; bytes: number; createdAt: Date };

/**
 * Stores a stream as rows of half a megabyte, one short transaction each, so that neither the file nor a transaction is
 * held while the network delivers it. `watch` sees every piece as it passes. Gives the file's id. Throws `invalid` when
 * the file is larger than `limitBytes`; whatever goes wrong, nothing of the file stays.
 */
export async function saveFile(
  scope: Scope,
  meta: { name: string; mediaType: string },
  source: AsyncIterable<Uint8Array>,
  options: { limitBytes: number; watch?: (piece: Uint8Array) => void },
): Promise<FileInfo> {
  const id = newId();
  const name = cleanName(meta.name);
  const { createdAt } = await withContext(scope, async (ctx) => {
    const [row] = await ctx.sql<{ createdAt: Date }>(
      `insert into file (organization_id, id, name, media_type, created_by) values ($1, $2, $3, $4, $5) returning created_at as "createdAt"`,
      [ctx.organizationId, id, name, meta.mediaType.slice(0, 200), ctx.actor.kind === "user" ? ctx.actor.id : null],
    );
    return row!;
  });
  try {
    const hash = createHash("sha256");
    const chunk = Buffer.alloc(CHUNK_BYTES);
    let filled = 0;
    let seq = 0;
    let bytes = 0;
    const store = async (): Promise<void> => {
      const data = chunk.subarray(0, filled);
      hash.update(data);
      await withContext(scope, (ctx) =>
        ctx.sql("insert into file_chunk (organization_id, file_id, seq, data) values ($1, $2, $3, $4)", [
          ctx.organizationId,
          id,
          seq,
          data,
        ]),
      );
      seq++;
      filled = 0;
    };
    for await (const piece of source) {
      bytes += piece.byteLength;
      if (bytes > options.limitBytes) throw tooLarge(options.limitBytes);
      options.watch?.(piece);
      for (let at = 0; at < piece.byteLength;) {
        const part = piece.subarray(at, at + CHUNK_BYTES - filled);
        chunk.set(part, filled);
        filled += part.byteLength;
        at += part.byteLength;
        if (filled === CHUNK_BYTES) await store();
      }
    }
    if (filled > 0) await store();
    await withContext(scope, async (ctx) => {
      await ctx.sql("update file set bytes = $3, sha256 = $4, complete = true where organization_id = $1 and id = $2", [
        ctx.organizationId,
        id,
        bytes,
        hash.digest(),
      ]);
      await audit(ctx, { action: "save-file", entity: "file", entityId: id, detail: { bytes } });
    });
    return { id, name, mediaType: meta.mediaType, bytes, createdAt };
  } catch (error) {
    await deleteFile(scope, id);
    throw error;
  }
}

function tooLarge(limit: number): Error {
  const megabytes = Math.floor(limit / 1_000_000);
  return invalid(`The file is larger than ${megabytes} MB. Split it into smaller files and import them one after the other.`, {
    file: `At most ${megabytes} MB.`,
  });
}

function cleanName(name: string): string {
  return (
    (name.split(/[\\/]/).at(-1) ?? "")
      .replaceAll(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 200) || "file"
  );
}

/** What is known about a complete file. Throws not-found. */
export async function getFile(scope: Scope, id: string): Promise<FileInfo> {
  const [row] = await withContext(scope, (ctx) =>
    ctx.sql<FileInfo>(
      `select id, name, media_type as "mediaType", bytes, created_at as "createdAt" from file where organization_id = $1 and id = $2 and complete`,
      [ctx.organizationId, id],
    ),
  );
  if (!row) throw notFound("file");
  return row;
}

/** Chunks of one query: reading a large file is mostly waiting for answers. */
const READ_CHUNKS = 4;

/** The file's bytes from `from` on, a chunk at a time, a few read in each short transaction. Throws not-found where a chunk is gone. */
export async function* readFile(scope: Scope, id: string, from = 0): AsyncGenerator<Buffer> {
  const { bytes } = await getFile(scope, id);
  for (let at = from; at < bytes;) {
    const first = Math.floor(at / CHUNK_BYTES);
    const rows = await withContext(scope, (ctx) =>
      ctx.sql<{ seq: number; data: Buffer }>(
        "select seq, data from file_chunk where organization_id = $1 and file_id = $2 and seq >= $3 and seq < $4 order by seq",
        [ctx.organizationId, id, first, first + READ_CHUNKS],
      ),
    );
    if (rows[0]?.seq !== first) throw notFound("file");
    for (const { seq, data } of rows) {
      const start = seq * CHUNK_BYTES;
      if (start > at) throw notFound("file");
      yield data.subarray(at - start);
      at = start + CHUNK_BYTES;
    }
  }
}

/** The first chunk of a complete file, in the caller's transaction; empty for an empty file. Throws not-found. */
export async function readFileStart(ctx: Ctx, id: string): Promise<Buffer> {
  const [row] = await ctx.sql<{ data: Buffer | null }>(
    `select c.data from file f left join file_chunk c on c.organization_id = f.organization_id and c.file_id = f.id and c.seq = 0
     where f.organization_id = $1 and f.id = $2 and f.complete`,
    [ctx.organizationId, id],
  );
  if (!row) throw notFound("file");
  return row.data ?? Buffer.alloc(0);
}

/** Deletes a file and its bytes. Deleting one that is gone changes nothing. */
export async function deleteFile(scope: Scope, id: string): Promise<void> {
  await withContext(scope, async (ctx) => {
    const gone = await ctx.sql("delete from file where organization_id = $1 and id = $2 returning 1", [ctx.organizationId, id]);
    if (gone.length) await audit(ctx, { action: "delete-file", entity: "file", entityId: id });
  });
}
