import { readListQuery } from "@/components/data-table/read-query";
import { failure } from "@/lib/actions/failure";
import { scopeOf } from "@/lib/actions/staff-action";
import { requestIdOf } from "@/lib/auth/request";
import { currentUser } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { exportInvalidContacts } from "@/lib/patients/invalid-contacts/export";
import { csvResponse } from "@/lib/security/csv-response";
import { INVALID_SPEC, toFilter } from "../spec";

export const dynamic = "force-dynamic";

const STATUS: Record<string, number> = { "signed-out": 401, forbidden: 403 };

/** [CON-06] The contacts that do not work as CSV, narrowed as the screen is. */
export async function GET(request: Request): Promise<Response> {
  const requestId = await requestIdOf();
  try {
    const user = await currentUser();
    if (!user) throw new AppError("signed-out", "You have been signed out.");
    const query = await readListQuery(Object.fromEntries(new URL(request.url).searchParams), INVALID_SPEC);
    return await csvResponse(exportInvalidContacts(scopeOf(user, requestId), toFilter(query)), "contacts-that-do-not-work.csv");
  } catch (error) {
    const said = failure(error, requestId, "export-invalid-contacts");
    return Response.json(said, { status: STATUS[said.code] ?? 500 });
  }
}
