import { failure } from "@/lib/actions/failure";
import { scopeOf } from "@/lib/actions/staff-action";
import { exportActivity } from "@/lib/activity/export-activity";
import { requestIdOf } from "@/lib/auth/request";
import { currentUser } from "@/lib/auth/session";
import { withContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { fileResponse } from "@/lib/security/file-response";
import { chosenFacility } from "../../../facility-cookie";
import { readActivity } from "../read";

export const dynamic = "force-dynamic";

const STATUS: Record<string, number> = { "signed-out": 401, forbidden: 403, unavailable: 500 };

/** [RTY-09] The activity report as a file, narrowed as the screen is. */
export async function GET(request: Request): Promise<Response> {
  const requestId = await requestIdOf();
  try {
    const user = await currentUser();
    if (!user) throw new AppError("signed-out", "You have been signed out.");
    const params = Object.fromEntries(new URL(request.url).searchParams);
    const format = params.format === "xlsx" ? "xlsx" : "csv";
    const wished = await chosenFacility();
    const { filter, file } = await withContext(scopeOf(user, requestId), async (ctx) => {
      const { filter } = await readActivity(ctx, params, wished);
      return { filter, file: await exportActivity(ctx, filter, format) };
    });
    return fileResponse(file, format, `activity-${filter.from}-to-${filter.to}.${format}`);
  } catch (error) {
    const said = failure(error, requestId, "activity-export");
    return Response.json(said, { status: STATUS[said.code] ?? 400 });
  }
}
