import { failure } from "@/lib/actions/failure";
import { scopeOf } from "@/lib/actions/staff-action";
import { requestIdOf } from "@/lib/auth/request";
import { currentUser } from "@/lib/auth/session";
import { exportSuppressions } from "@/lib/consent/export-list";
import { AppError } from "@/lib/errors";

export const dynamic = "force-dynamic";

const STATUS: Record<string, number> = { "signed-out": 401, forbidden: 403 };

/** [CON-09] The do-not-contact list as CSV, page by page. */
export async function GET(): Promise<Response> {
  const requestId = await requestIdOf();
  try {
    const user = await currentUser();
    if (!user) throw new AppError("signed-out", "You have been signed out.");
    const lines = exportSuppressions(scopeOf(user, requestId));
    // The first page is read before answering, so that a role that does not suffice is an error and not an empty file.
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
        "content-disposition": 'attachment; filename="do-not-contact.csv"',
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    const said = failure(error, requestId, "export-suppressions");
    return Response.json(said, { status: STATUS[said.code] ?? 500 });
  }
}
