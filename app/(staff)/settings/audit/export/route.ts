import { failure } from "@/lib/actions/failure";
import { scopeOf } from "@/lib/actions/staff-action";
import { auditCsv } from "@/lib/audit/export-entries";
import { auditChoices } from "@/lib/audit/list-entries";
import { requestIdOf } from "@/lib/auth/request";
import { currentUser } from "@/lib/auth/session";
import { withContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { csvResponse } from "@/lib/security/csv-response";
import { readAuditQuery, toFilter } from "../filters";

export const dynamic = "force-dynamic";

const STATUS: Record<string, number> = { "signed-out": 401, forbidden: 403, unavailable: 500 };

/** [SEC-03] The audit log as CSV, narrowed as the screen is; the export is an entry of the log itself. */
export async function GET(request: Request): Promise<Response> {
  const requestId = await requestIdOf();
  try {
    const user = await currentUser();
    if (!user) throw new AppError("signed-out", "You have been signed out.");
    const scope = scopeOf(user, requestId);
    const query = await readAuditQuery(Object.fromEntries(new URL(request.url).searchParams));
    const { zone } = await withContext(scope, auditChoices);
    return await csvResponse(auditCsv(scope, toFilter(query, zone)), "audit-log.csv");
  } catch (error) {
    const said = failure(error, requestId, "audit-export");
    return Response.json(said, { status: STATUS[said.code] ?? 400 });
  }
}
