import { failure } from "@/lib/actions/failure";
import { scopeOf } from "@/lib/actions/staff-action";
import { requestIdOf } from "@/lib/auth/request";
import { currentUser } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { errorFile } from "@/lib/imports/error-file";

export const dynamic = "force-dynamic";

/** The rows of an import that have problems, as CSV, page by page. */
export async function GET(_request: Request, { params }: { params: Promise<{ runId: string }> }): Promise<Response> {
  const { runId } = await params;
  const requestId = await requestIdOf();
  try {
    const user = await currentUser();
    if (!user) throw new AppError("signed-out", "You have been signed out.");
    const lines = errorFile(scopeOf(user, requestId), runId);
    // The first page is read before answering, so that a missing import is an error and not an empty file.
    const first = await lines.next();
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(first.value ?? "")),
      async pull(controller) {
        const { done, value } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => void (await lines.return(undefined)),
    });
    return new Response(body, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="import-problems-${runId.slice(0, 8)}.csv"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    const said = failure(error, requestId, "import-errors");
    return Response.json(said, { status: said.code === "signed-out" ? 401 : said.code === "unavailable" ? 500 : 404 });
  }
}
