import { failure } from "@/lib/actions/failure";
import { scopeOf } from "@/lib/actions/staff-action";
import { messagesCsv, messagesWorkbook } from "@/lib/activity/export-messages";
import { requestIdOf } from "@/lib/auth/request";
import { currentUser } from "@/lib/auth/session";
import { withContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { listFacilityChoices } from "@/lib/messages/queries";
import { csvResponse } from "@/lib/security/csv-response";
import { fileResponse } from "@/lib/security/file-response";
import { chosenFacility } from "../../facility-cookie";
import { readQuery, readTab, toFilter } from "../filters";

export const dynamic = "force-dynamic";

const STATUS: Record<string, number> = { "signed-out": 401, forbidden: 403, unavailable: 500 };

/** [RTY-09] A list of messages as a file, narrowed as the screen is. */
export async function GET(request: Request): Promise<Response> {
  const requestId = await requestIdOf();
  try {
    const user = await currentUser();
    if (!user) throw new AppError("signed-out", "You have been signed out.");
    const scope = scopeOf(user, requestId);
    const params = Object.fromEntries(new URL(request.url).searchParams);
    const tab = readTab(params);
    const query = await readQuery(params, tab);
    const { facilities, zone } = await withContext(scope, listFacilityChoices);
    const wished = await chosenFacility();
    const filter = toFilter(query, zone, facilities.find((facility) => facility.id === wished)?.id ?? null);
    if (params.format === "xlsx") return fileResponse(await messagesWorkbook(scope, tab, filter), "xlsx", `messages-${tab}.xlsx`);
    return await csvResponse(messagesCsv(scope, tab, filter), `messages-${tab}.csv`);
  } catch (error) {
    const said = failure(error, requestId, "messages-export");
    return Response.json(said, { status: STATUS[said.code] ?? 400 });
  }
}
