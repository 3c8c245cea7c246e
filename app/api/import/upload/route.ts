import { z } from "zod";
import { failure } from "@/lib/actions/failure";
import { scopeOf } from "@/lib/actions/staff-action";
import { currentUser } from "@/lib/auth/session";
import { AppError, invalid } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { IMPORT_KINDS } from "@/lib/imports/fields";
import { FILE_LIMIT, startImport } from "@/lib/imports/start-import";

export const dynamic = "force-dynamic";
export const maxDuration = 300;

const query = z.object({ kind: z.enum(IMPORT_KINDS), name: z.string().min(1).max(300) });
const STATUS: Record<string, number> = { "signed-out": 401, forbidden: 403, invalid: 422, "too-many": 429 };

/**
 * Takes a list or schedule as the body of the request, `?kind=patients&name=list.csv`, and streams it into the database
 * (proxy.ts leaves this address out, because a proxied body is held in memory). Answers `{runId}`, or the error in words.
 * Only our own pages may send it: another site's form cannot set the header, and its script is stopped by the browser.
 */
export async function POST(request: Request): Promise<Response> {
  const requestId = newId();
  try {
    const user = await currentUser();
    if (!user) throw new AppError("signed-out", "You have been signed out. Sign in again and choose the file once more.");
    const site = request.headers.get("sec-fetch-site");
    if (request.headers.get("x-luma-upload") !== "1" || (site !== null && site !== "same-origin"))
      throw new AppError("forbidden", "Files can only be uploaded from the import screen.");
    const parsed = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!parsed.success || !request.body) throw invalid("Choose a file to upload.", { file: "Choose a file." });
    if (Number(request.headers.get("content-length") ?? 0) > FILE_LIMIT)
      throw invalid(
        `The file is larger than ${FILE_LIMIT / 1_000_000} MB. Split it into smaller files and import them one after the other.`,
        {
          file: `At most ${FILE_LIMIT / 1_000_000} MB.`,
        },
      );
    const mediaType = request.headers.get("content-type") ?? "text/csv";
    const started = await startImport(scopeOf(user, requestId), { ...parsed.data, mediaType }, bodyOf(request.body));
    return Response.json(started);
  } catch (error) {
    const said = failure(error, requestId, "import-upload");
    return Response.json(said, { status: STATUS[said.code] ?? 500 });
  }
}

async function* bodyOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
