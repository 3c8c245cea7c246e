import { redirect } from "next/navigation";
import { noteScreen } from "@/lib/access/note-screen";
import { requestIdOf, requestPath } from "@/lib/auth/request";
import { requireUser, type SignedInUser } from "@/lib/auth/session";
import { requireRole } from "@/lib/authorise";
import { withContext, type Ctx, type Role } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { scopeOf } from "./staff-action";

/**
 * A page's loader: signs in (or goes to the sign-in page), opens one short transaction and gives plain data. Return the
 * data, then render; never render inside. A role that does not suffice is told so on a page of its own.
 */
export async function withStaff<T>(work: (ctx: Ctx, user: SignedInUser) => Promise<T>, role: Role = "staff"): Promise<T> {
  const user = await requireUser();
  try {
    return await withContext(scopeOf(user, await requestIdOf()), async (ctx) => {
      requireRole(ctx, role);
      await noteScreen(ctx, await requestPath());
      return work(ctx, user);
    });
  } catch (error) {
    if (error instanceof AppError && error.code === "forbidden") {
      const { userId, organizationId } = user;
      log().warn({ userId, organizationId, least: role, screen: (await requestPath()).replace(/\?.*/, "") }, "refused");
      redirect("/no-access");
    }
    throw error;
  }
}
