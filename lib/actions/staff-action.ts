import { refresh } from "next/cache";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { currentUser, type SignedInUser } from "@/lib/auth/session";
import { requestIdOf } from "@/lib/auth/request";
import { requireRole } from "@/lib/authorise";
import { withContext, type Ctx, type Role, type Scope } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { touch, type LiveTopic } from "@/lib/live/notify";
import { brand } from "./built";
import { failure, wrongInput } from "./failure";
import { actionInput } from "./form-input";
import type { ActionResult } from "./result";

export type StaffActionOptions<S extends z.ZodType, T> = {
  /** The least role that may call it. Verbs authorise again. */
  role: Role;
  input: S;
  /** Topics whose screens refetch, beyond those that the verbs touch themselves. */
  touches?: readonly LiveTopic[];
  /** True for look-ups that change nothing: the screen is then not rendered again. */
  reads?: boolean;
  /** Where to go after success, once everything is saved. */
  redirectTo?: (data: T) => string;
  /** Once everything is saved, outside of any transaction: to tell another server. It authorises by itself. */
  after?: (scope: Scope, data: T) => Promise<void>;
};

export type StaffAction<S extends z.ZodType, T> = {
  (input: z.input<S>): Promise<ActionResult<T>>;
  (form: FormData): Promise<ActionResult<T>>;
  (previous: unknown, form: FormData): Promise<ActionResult<T>>;
};

/** What an action takes from the request it runs in; tests bring their own. */
export type ActionRequest = {
  user: () => Promise<SignedInUser | undefined>;
  requestId: () => Promise<string>;
  refresh: () => void;
  redirect: (to: string) => never;
};

const fromNext: ActionRequest = { user: currentUser, requestId: requestIdOf, refresh, redirect };

/**
 * Builds a server action for signed-in staff: checks the session, parses the input, runs the handler in one transaction of
 * the user's organization, and turns every error into an ActionResult. For use as
 * `export const cancelVisit = staffAction({ role: "staff", input: schema }, (ctx, input) => cancelAppointment(ctx, input))`
 * with useActionState, as a plain form's action, or called with an object (see actionInput).
 * The handler must not redirect, since that would undo its work: use `redirectTo`.
 */
export function staffAction<S extends z.ZodType, T>(
  options: StaffActionOptions<S, T>,
  handler: (ctx: Ctx, input: z.output<S>) => Promise<T>,
  request: ActionRequest = fromNext,
): StaffAction<S, T> {
  const run = async (...args: unknown[]): Promise<ActionResult<T>> => {
    const requestId = await request.requestId();
    const result = await attempt(options, handler, args, request, requestId);
    if (!result.ok) return result;
    if (options.redirectTo) request.redirect(options.redirectTo(result.data));
    if (!options.reads) request.refresh();
    return result;
  };
  return brand(run as StaffAction<S, T>, "staff");
}

async function attempt<S extends z.ZodType, T>(
  options: StaffActionOptions<S, T>,
  handler: (ctx: Ctx, input: z.output<S>) => Promise<T>,
  args: readonly unknown[],
  request: ActionRequest,
  requestId: string,
): Promise<ActionResult<T>> {
  try {
    const user = await request.user();
    if (!user) throw new AppError("signed-out", "You have been signed out. Sign in again; what you typed is still here.");
    const parsed = options.input.safeParse(actionInput(args));
    const scope = scopeOf(user, requestId);
    const data = await withContext(scope, async (ctx) => {
      requireRole(ctx, options.role);
      if (!parsed.success) throw wrongInput(parsed.error);
      const result = await handler(ctx, parsed.data);
      if (options.touches?.length) await touch(ctx, ...options.touches);
      return result;
    });
    await options.after?.(scope, data);
    return { ok: true, data };
  } catch (error) {
    unstable_rethrow(error);
    return failure(error, requestId, handler.name || "action");
  }
}

/** The scope in which a signed-in user acts. */
export function scopeOf(user: SignedInUser, requestId: string) {
  return {
    organizationId: user.organizationId,
    actor: { kind: "user", id: user.userId, role: user.role, sessionId: user.sessionId } as const,
    requestId,
  };
}
